package dev.platine.sim.bus;

import dev.platine.mcu.pin.I2cTarget;
import dev.platine.mcu.pin.SpiTarget;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose pins may be on clocked buses: a microcontroller, a part. Its pins have numbers of its own. It adds itself to each {@link BusProbe} that it
 * hears at a pin.
 *
 * <p>Inside the rack only.
 */
public interface BusMember {
    /**
     * Who hears the clock of a serial link at a pin.
     *
     * @param pin which
     * @return the target, null if nobody does there
     */
    default @Nullable SpiTarget spi(int pin) {
        return null;
    }

    /**
     * Who hears the clock of a two-wire bus at a pin.
     *
     * @param pin which
     * @return the target, null if nobody does there
     */
    default @Nullable I2cTarget i2c(int pin) {
        return null;
    }

    /**
     * Who else is on the net of a pin.
     *
     * @param pin which
     * @return them, as the wires are now
     */
    BusProbe probe(int pin);

    /**
     * What a pin reads while nobody sends there.
     *
     * @param pin which
     * @return whether high
     */
    boolean high(int pin);

    /**
     * Whether it goes on by itself between events, as a processor does.
     *
     * @return false unless overridden
     */
    default boolean hasTime() {
        return false;
    }

    /**
     * Goes on to a time, if it is behind.
     *
     * @param ns virtual nanoseconds
     */
    default void bringUpTo(long ns) {}

    /**
     * Somebody begins to give a clock that reaches it.
     *
     * @param leader who
     */
    default void clockedBy(BusMember leader) {}
}
