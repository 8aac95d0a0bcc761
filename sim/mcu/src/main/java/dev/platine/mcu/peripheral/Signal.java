package dev.platine.mcu.peripheral;

import java.util.ArrayList;
import java.util.List;

/** A signal between blocks of a chip: a level, and pulses. Used on the simulation's thread only. */
public final class Signal {
    /** Hears a signal. */
    @FunctionalInterface
    public interface Listener {
        /**
         * The level changed, or a pulse came: then this is called with true and with false in turn.
         *
         * @param high the level from now on
         */
        void changed(boolean high);
    }

    private final String name;
    private final List<Listener> listeners = new ArrayList<>();
    private boolean high;

    /**
     * A signal that is low.
     *
     * @param name such as {@code TIM2_TRGO}
     */
    public Signal(String name) {
        this.name = name;
    }

    /**
     * Its name.
     *
     * @return such as {@code TIM2_TRGO}
     */
    public String name() {
        return name;
    }

    /**
     * Its level.
     *
     * @return whether high
     */
    public boolean isHigh() {
        return high;
    }

    /**
     * The level from now on.
     *
     * @param now whether high
     */
    public void level(boolean now) {
        if (high != now) {
            high = now;
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).changed(now);
            }
        }
    }

    /** A pulse of one clock: high and low again, at the same time. */
    public void pulse() {
        level(true);
        level(false);
    }

    /**
     * Adds a listener, for as long as the chip lives.
     *
     * @param listener who hears
     */
    public void listen(Listener listener) {
        listeners.add(listener);
    }
}
