package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for sequences of eleven recessive bits: one to find the bus idle, 128 to recover from bus-off. Frames interrupt it; behind each frame
 * comes one such sequence. Used on the simulation's thread only.
 */
final class RecessiveRuns {
    private static final long BITS = 11;

    private final Site site;
    private final LongSupplier bitCycles;
    private final Alarm alarm;
    private @Nullable Runnable then;
    private int left;
    private long since;
    private boolean counting;

    RecessiveRuns(Site site, LongSupplier bitCycles) {
        this.site = site;
        this.bitCycles = bitCycles;
        alarm = site.cycleAlarm(this::reached);
    }

    /** Begins to wait; with a busy bus when it gets idle. */
    void await(int runs, boolean idle, Runnable action) {
        stop();
        left = runs;
        then = action;
        if (idle) {
            go();
        }
    }

    void stop() {
        alarm.cancel();
        counting = false;
        then = null;
    }

    private void go() {
        counting = true;
        since = site.cycle();
        alarm.at(since + left * BITS * bitCycles.getAsLong());
    }

    /** A frame begins, or the clock is about to change or to stop: what has passed counts. */
    void pause() {
        if (counting) {
            long run = BITS * bitCycles.getAsLong();
            left -= (int) Math.min((site.cycle() - since) / run, left - 1);
            alarm.cancel();
            counting = false;
        }
    }

    /** A frame has ended, with eleven recessive bits behind it. */
    void idle() {
        if (then != null && !counting) {
            left--;
            resume();
        }
    }

    /** Goes on where {@link #pause} stopped. */
    void resume() {
        if (then != null && !counting) {
            if (left <= 0) {
                reached();
            } else {
                go();
            }
        }
    }

    private void reached() {
        Runnable action = then;
        counting = false;
        then = null;
        if (action != null) {
            action.run();
        }
    }
}
