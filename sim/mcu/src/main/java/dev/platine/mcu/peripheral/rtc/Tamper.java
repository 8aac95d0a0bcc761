package dev.platine.mcu.peripheral.rtc;

import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.time.Alarm;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One of the two tamper inputs: an edge, or a level that so many samples in a row have seen. */
final class Tamper {
    private final Runnable detected;
    private final Signal.Listener listener = high -> look();
    private final Alarm samples;
    private final java.util.function.LongSupplier now;
    private final LongUnaryOperator nsOf;
    private @Nullable Signal pin;
    private boolean enabled;
    private boolean trigger;
    private int filter;
    private int frequency;
    private boolean active;

    /**
     * @param samples an alarm that calls {@link #sampled}
     * @param now tells the count of RTCCLK
     * @param nsOf tells when a count is reached
     * @param detected what happens
     */
    Tamper(
            java.util.function.Function<Runnable, Alarm> samples,
            java.util.function.LongSupplier now,
            LongUnaryOperator nsOf,
            Runnable detected) {
        this.samples = samples.apply(this::sampled);
        this.now = now;
        this.nsOf = nsOf;
        this.detected = detected;
    }

    void set(@Nullable Signal from, boolean enable, boolean trg, int tafcr) {
        if (pin != from) {
            if (pin != null) {
                pin.forget(listener);
            }
            pin = from;
            if (from != null) {
                from.listen(listener);
            }
        }
        boolean sameFilter = filter == ((tafcr >> 11) & 3) && frequency == ((tafcr >> 8) & 7);
        enabled = enable;
        trigger = trg;
        filter = (tafcr >> 11) & 3;
        frequency = (tafcr >> 8) & 7;
        if (!sameFilter) {
            active = false;
            samples.cancel();
        }
        look();
    }

    /** The flag was cleared: a level that is still there is seen again. */
    void cleared() {
        if (filter != 0) {
            active = false;
            look();
        }
    }

    private void look() {
        Signal from = pin;
        // Edges: 0 is rising. Levels: 0 is low.
        boolean wanted = (filter == 0) != trigger;
        boolean before = active;
        active = enabled && from != null && from.isHigh() == wanted;
        if (filter == 0) {
            if (active && !before) {
                detected.run();
            }
        } else if (!active) {
            samples.cancel();
        } else if (!before) {
            watch();
        }
    }

    /** Sets the alarm for the last of the samples that are needed. */
    void watch() {
        if (active && filter != 0) {
            int period = 32_768 >> frequency;
            long at = nsOf.applyAsLong((now.getAsLong() / period + (1L << filter)) * period);
            if (at == Long.MAX_VALUE) {
                samples.cancel();
            } else {
                samples.at(at);
            }
        }
    }

    private void sampled() {
        detected.run();
    }
}
