package dev.platine.mcu.chip;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Device;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.pin.PinRouter;
import dev.platine.mcu.pin.Surroundings;

/** A chip while it is put together: what a block's maker may hold on to. Used on the simulation's thread only. */
public interface Assembly {
    /**
     * A block built before.
     *
     * @param name such as {@code SYSCFG}
     * @param type what it is
     * @param <T> what it is
     * @return the block
     * @throws IllegalArgumentException if none of the name and type was built before
     */
    <T extends Peripheral> T block(String name, Class<T> type);

    /**
     * A memory.
     *
     * @param name such as {@code FLASH}
     * @return the memory
     * @throws IllegalArgumentException if there is none
     */
    Memory memory(String name);

    /**
     * Sends a flash memory's stores to a device.
     *
     * @param name of the memory
     * @param stores what is written to
     */
    void stores(String name, Device stores);

    /**
     * The chip's declaration.
     *
     * @return its data
     */
    ChipSpec spec();

    /**
     * The bus.
     *
     * @return what stands at which address
     */
    Bus bus();

    /**
     * The processor.
     *
     * @return not reset yet
     */
    Processor processor();

    /**
     * The clocks, for the block that sets them.
     *
     * @return all standing still at first
     */
    Clocks clocks();

    /**
     * Clock gates and reset lines of all blocks, for the block that sets them.
     *
     * @return by register and bit
     */
    Gates gates();

    /**
     * What goes where among the pins.
     *
     * @return the router
     */
    PinRouter router();

    /**
     * What stands around the chip, for the ports.
     *
     * @return who hears what is driven
     */
    Surroundings surroundings();

    /**
     * What the board gives to the chip.
     *
     * @return crystals, supplies, seed
     */
    Externals externals();

    /** Switches the core's supply off, for standby: all blocks are reset but those of the backup domain, volatile memories are lost. */
    void coreOff();

    /**
     * Tells who looks after deep sleep.
     *
     * @param power PWR
     */
    void deepSleep(DeepSleep power);

    /**
     * Tells who switches clocks when the processor sleeps, not deeply, and wakes.
     *
     * @param listener RCC; hears whether it sleeps
     */
    void onSleep(java.util.function.Consumer<Boolean> listener);

    /**
     * Tells who hears of resets before the blocks are reset: who keeps their cause.
     *
     * @param listener RCC
     */
    void onReset(java.util.function.Consumer<dev.platine.mcu.peripheral.ResetCause> listener);
}
