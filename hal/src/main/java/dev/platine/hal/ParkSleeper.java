package dev.platine.hal;

import java.util.concurrent.locks.LockSupport;

/** Parks until a time of {@link System#nanoTime()}, and spins for the last bit when asked to. */
final class ParkSleeper implements Sleeper {
    private final long spinNs;

    ParkSleeper(long spinNs) {
        this.spinNs = spinNs;
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
