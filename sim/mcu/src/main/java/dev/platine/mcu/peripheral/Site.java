package dev.platine.mcu.peripheral;

import dev.platine.mcu.pin.PinInput;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.time.Alarm;

/**
 * The place of a block on a chip: everything that it may know of and do to the rest. A block asks for its lines, alarms and signals in its
 * constructor and keeps them. Used on the simulation's thread only.
 */
public interface Site {
    /**
     * The block's name.
     *
     * @return as the reference manual has it, such as {@code USART2}
     */
    String name();

    /**
     * The block's first address.
     *
     * @return an address
     */
    int base();

    /**
     * Cycles of the bus clock (HCLK) since power-up, exact within a burst of instructions.
     *
     * @return at least 0
     */
    long cycle();

    /**
     * Virtual time.
     *
     * @return nanoseconds since the rack began
     */
    long nowNs();

    /**
     * When a cycle of the bus clock begins.
     *
     * @param cycle now or later
     * @return nanoseconds, as long as the clock stays as it is
     */
    long nsAt(long cycle);

    /**
     * The clocks of the chip.
     *
     * @return the tree, as the firmware has set it
     */
    Clocks clocks();

    /**
     * Something to be done at a cycle of HCLK. Such an alarm stands still while HCLK does.
     *
     * @param action what
     * @return an alarm in cycles, not set
     */
    Alarm cycleAlarm(Runnable action);

    /**
     * Something to be done at a time, whatever the bus clock does: for blocks with clocks of their own (LSE, LSI) and analog delays.
     *
     * @param action what
     * @return an alarm in nanoseconds, not set
     */
    Alarm timeAlarm(Runnable action);

    /**
     * A line to the interrupt controller, or to what stands before it. Blocks that share a position each get a line; the position is high
     * while any of them is.
     *
     * @param name of the position, such as {@code USART2}, {@code TIM1_UP}; by the chip's table
     * @return the line, low
     * @throws IllegalArgumentException if the chip has no such position
     */
    Line interrupt(String name);

    /**
     * A request to the DMA controllers.
     *
     * @param name by the reference manual's request map, such as {@code USART2_TX}
     * @return the request, not raised; one that no stream can serve, if the chip has none of this name
     */
    DmaRequest dma(String name);

    /**
     * A signal between blocks, one object a name: {@code TIM2_TRGO}, {@code EXTI11}.
     *
     * @param name the same for who gives and who takes it
     * @return the signal
     */
    Signal signal(String name);

    /**
     * A signal to pins.
     *
     * @param name by the data sheet's table of alternate functions, such as {@code USART2_TX}
     * @return the signal, low, enabled
     */
    PinOutput output(String name);

    /**
     * A signal from a pin.
     *
     * @param name by the data sheet's table of alternate functions
     * @param unrouted the level while no pin is routed to it
     * @return the signal
     */
    PinInput input(String name, boolean unrouted);

    /**
     * The voltage at a pin now.
     *
     * @param pin PA0 is 0, PB0 is 16
     * @return volts
     */
    double volts(int pin);

    /**
     * A converter's voltage at a pin, while the port has it in analog mode.
     *
     * @param pin which
     * @param volts how much; NaN for none
     */
    void analog(int pin, double volts);

    /**
     * Reads the bus as a second master (a DMA controller) does, with effects.
     *
     * @param address aligned to the size
     * @param size 1, 2 or 4 bytes
     * @return the value, or -1 as {@code long} if nothing answers
     */
    long busRead(int address, int size);

    /**
     * Writes the bus as a second master does.
     *
     * @param address aligned to the size
     * @param size 1, 2 or 4 bytes
     * @param value what
     * @return whether something took it
     */
    boolean busWrite(int address, int size, int value);

    /**
     * Notes that the firmware touched something that is not modelled.
     *
     * @param offset of the register
     * @param bits which bits it set; 0 if it read the register
     */
    void unmodelled(int offset, int bits);

    /**
     * Notes that the firmware accessed the block while its clock is off.
     *
     * @param offset of the register
     */
    void clockOff(int offset);

    /**
     * Notes that a setting lies beyond what the data sheet allows.
     *
     * @param offset of the register
     * @param bits of which fields
     */
    void beyond(int offset, int bits);

    /**
     * Resets the chip from inside.
     *
     * @param cause why
     */
    void reset(ResetCause cause);
}
