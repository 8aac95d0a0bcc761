package dev.platine.mcu.pin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signal that a block takes from a pin, where the firmware has routed one to it: {@code USART2_RX}, {@code TIM3_ETR}. Used on the
 * simulation's thread only.
 */
public final class PinInput {
    /** Hears what comes. */
    public interface Listener {
        /**
         * The level changed.
         *
         * @param high the level from now on
         */
        default void changed(boolean high) {}

        /** A serial frame begins; not every world tells. */
        default void receiving() {}

        /**
         * A serial frame ended.
         *
         * @param frame what came
         */
        default void received(SerialFrame frame) {}

        /** Another block stretches this clock no longer. */
        default void released() {}
    }

    private final String name;
    private final boolean unrouted;
    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable SpiTarget spi;
    private @Nullable I2cTarget i2c;
    private boolean high;
    private int routes;

    PinInput(String name, boolean unrouted) {
        this.name = name;
        this.unrouted = unrouted;
        high = unrouted;
    }

    /**
     * The signal.
     *
     * @return such as {@code USART2_RX}
     */
    public String name() {
        return name;
    }

    /**
     * The level; that of an idle line while no pin is routed here.
     *
     * @return whether high
     */
    public boolean isHigh() {
        return high;
    }

    /**
     * Adds a listener, for as long as the chip lives.
     *
     * @param listener who hears
     */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /**
     * Tells who hears this clock as a slave.
     *
     * @param target the block
     */
    public void attach(SpiTarget target) {
        spi = target;
    }

    /**
     * Tells who hears this clock on a two-wire bus.
     *
     * @param target the block
     */
    public void attach(I2cTarget target) {
        i2c = target;
    }

    @Nullable
    SpiTarget spi() {
        return spi;
    }

    @Nullable
    I2cTarget i2c() {
        return i2c;
    }

    void released() {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).released();
        }
    }

    /**
     * Whether any pin gives this signal.
     *
     * @return whether the firmware has routed one
     */
    public boolean isRouted() {
        return routes > 0;
    }

    void routed(int more) {
        routes += more;
    }

    void level(boolean now) {
        if (high != now) {
            high = now;
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).changed(now);
            }
        }
    }

    void unroute() {
        level(unrouted);
    }

    void receiving() {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).receiving();
        }
    }

    void received(SerialFrame frame) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).received(frame);
        }
    }
}
