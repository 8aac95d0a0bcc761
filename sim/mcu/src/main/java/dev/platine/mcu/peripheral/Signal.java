package dev.platine.mcu.peripheral;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    // Copied when changed, so that a listener may come or go while others are told.
    private Listener[] listeners = {};
    private @Nullable Runnable heard;
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
            for (Listener listener : listeners) {
                listener.changed(now);
            }
        }
    }

    /** A pulse of one clock: high and low again, at the same time. */
    public void pulse() {
        level(true);
        level(false);
    }

    /**
     * Adds a listener; who listens only now and then lets go by {@link #forget}, so that nobody works for nothing.
     *
     * @param listener who hears
     */
    public void listen(Listener listener) {
        Runnable giver = heard;
        if (listeners.length == 0 && giver != null) {
            giver.run();
        }
        listeners = Arrays.copyOf(listeners, listeners.length + 1);
        listeners[listeners.length - 1] = listener;
        if (listeners.length == 1 && giver != null) {
            giver.run();
        }
    }

    /**
     * Lets go of a listener.
     *
     * @param listener who hears no more; nothing happens if it did not
     */
    public void forget(Listener listener) {
        int at = Arrays.asList(listeners).indexOf(listener);
        if (at >= 0) {
            Listener[] fewer = Arrays.copyOf(listeners, listeners.length - 1);
            System.arraycopy(listeners, at + 1, fewer, at, fewer.length - at);
            listeners = fewer;
            Runnable giver = heard;
            if (fewer.length == 0 && giver != null) {
                giver.run();
            }
        }
    }

    /**
     * Whether anybody listens; who gives a signal that costs something needs to give it only then.
     *
     * @return whether there is a listener
     */
    public boolean isHeard() {
        return listeners.length > 0;
    }

    /**
     * Tells who gives the signal that {@link #isHeard} has changed; and before somebody begins to listen, so that the level can be brought up
     * to now unheard.
     *
     * @param giver what it does
     */
    public void onHeard(Runnable giver) {
        heard = giver;
    }
}
