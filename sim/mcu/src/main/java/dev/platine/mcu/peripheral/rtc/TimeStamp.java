package dev.platine.mcu.peripheral.rtc;

import dev.platine.mcu.peripheral.Signal;
import org.jspecify.annotations.Nullable;

/** The time-stamp input: an edge of a pin. */
final class TimeStamp {
    private final Runnable event;
    private final Signal.Listener listener = this::changed;
    private @Nullable Signal pin;
    private boolean falling;

    TimeStamp(Runnable event) {
        this.event = event;
    }

    /**
     * Takes the settings.
     *
     * @param from the pin, null while it is off
     * @param onFalling which edge
     */
    void set(@Nullable Signal from, boolean onFalling) {
        falling = onFalling;
        Signal before = pin;
        if (before != from) {
            pin = from;
            if (before != null) {
                before.forget(listener);
            }
            if (from != null) {
                from.listen(listener);
            }
        }
    }

    private void changed(boolean high) {
        if (high != falling) {
            event.run();
        }
    }
}
