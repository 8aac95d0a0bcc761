package dev.platine.hal;

import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.LinuxHere;
import java.util.concurrent.locks.LockSupport;

/**
 * Parks until a time of {@link System#nanoTime()}, and spins for the last bit when asked to. On Linux the thread's timer
 * slack is least meanwhile: the kernel's usual 50 us make every wait that much later.
 */
final class ParkSleeper implements Sleeper {
    private static final int UNKNOWN = -1;

    private final long spinNs;
    private int slackBefore = UNKNOWN;

    ParkSleeper(long spinNs) {
        this.spinNs = spinNs;
    }

    @Override
    public void begin() {
        if (LinuxHere.supported()) {
            try {
                slackBefore = LinuxCalls.prctl(LinuxCalls.PR_GET_TIMERSLACK, 0, 0, 0, 0);
                LinuxCalls.prctl(LinuxCalls.PR_SET_TIMERSLACK, 1, 0, 0, 0);
            } catch (LinkageError e) {
                slackBefore = UNKNOWN; // no native calls here; the loop runs nevertheless, with more jitter
            }
        }
    }

    @Override
    public void end() {
        if (slackBefore > 0) {
            LinuxCalls.prctl(LinuxCalls.PR_SET_TIMERSLACK, slackBefore, 0, 0, 0);
            slackBefore = UNKNOWN;
        }
    }

    @Override
    public void sleepUntil(long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        if (leftNs > spinNs) {
            LockSupport.parkNanos(this, leftNs - spinNs);
            return;
        }
        while (dueNs - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
