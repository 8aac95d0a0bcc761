package dev.platine.mcu.chip;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.core.Observer;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.pin.I2cTarget;
import dev.platine.mcu.pin.PinRouter;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.SpiTarget;
import dev.platine.mcu.pin.Surroundings;
import dev.platine.mcu.register.TouchLog;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A microcontroller: processor, memories and blocks in one virtual time. Deterministic: the same firmware and the same inputs at the same
 * times give the same run. Used on the simulation's thread only.
 */
public final class Chip {
    private final ChipSpec spec;
    private final Surroundings surroundings;
    private final Bus bus = new Bus();
    private final Clocks clocks = new Clocks();
    private final Externals externals = new Externals();
    private final TouchLog touches = new TouchLog();
    private final Course course;
    private Consumer<Boolean> sleeps = now -> {};
    private final Processor processor;
    private final InterruptLines lines;
    private final PinRouter router;
    private final KnownRegisters known;
    private final Map<String, Memory> memories = new LinkedHashMap<>();
    private final Map<String, Peripheral> blocks = new LinkedHashMap<>();
    private final Map<String, Signal> signals = new HashMap<>();
    private final Map<String, DmaRequest> requests = new HashMap<>();

    /**
     * A chip without power: {@link #powerUp} begins.
     *
     * @param spec what it consists of
     * @param engine what carries out instructions, for this chip alone
     * @param surroundings what stands around it
     */
    public Chip(ChipSpec spec, Engine engine, Surroundings surroundings) {
        this.spec = spec;
        this.surroundings = surroundings;
        processor = new Processor(bus, spec.interrupts(), engine);
        processor.record(new Observer() {
            @Override
            public void unknownRegister(int address, boolean store) {
                touched(address & ~3, -1, store ? TouchLog.Kind.WRITTEN : TouchLog.Kind.READ);
            }

            @Override
            public void slept(boolean deep) {
                if (!deep) {
                    sleeps.accept(true);
                }
            }

            @Override
            public void woke() {
                sleeps.accept(false);
            }
        });
        lines = new InterruptLines(processor, spec.interrupts());
        router = new PinRouter(PinFunctions.of(spec), surroundings);
        processor.floatInterrupt(spec.vectors().getOrDefault("FPU", -1));
        known = KnownRegisters.of(spec.name());
        course = new Course(processor, clocks, blocks.values());
        clocks.listen(course);
        new Parts(this, memories, blocks).build();
        Memory flash = memories.get("FLASH");
        bus.alias(0, flash);
        processor.fast(memories.getOrDefault("SRAM1", null), flash);
    }

    /**
     * Power comes: volatile memories are cleared, everything is reset, the first instruction is fetched.
     *
     * @param ns the time
     */
    public void powerUp(long ns) {
        clearMemories();
        course.powerUp(ns);
    }

    void clearMemories() {
        for (MemorySpec memory : spec.memories()) {
            if (memory.kind() == MemorySpec.Kind.RAM || memory.kind() == MemorySpec.Kind.DATA) {
                memory(memory.name()).clear();
            }
        }
    }

    /**
     * Power goes: what flash was doing is torn, all blocks are reset but those of a backup domain with a supply of its own. The chip may go
     * on being run, so that its calendar counts; nothing else happens until {@link #powerUp}.
     *
     * @param ns the time, which the chip was run to before
     */
    public void powerDown(long ns) {
        course.powerDown(ns);
    }

    /**
     * Resets the chip behind the instruction under way.
     *
     * @param cause why
     */
    public void reset(ResetCause cause) {
        course.reset(cause);
    }

    /**
     * Whether it has power.
     *
     * @return from {@link #powerUp} to {@link #powerDown}
     */
    public boolean isPowered() {
        return course.isPowered();
    }

    /**
     * Runs until a time, until {@link #leave}, or until a debugger halts the processor, which ends time for the whole chip; the last
     * instruction may end a cycle later. A reset that is wanted is carried out while the processor is halted too.
     *
     * @param untilNs the time
     */
    public void run(long untilNs) {
        course.run(untilNs);
    }

    /**
     * Adds who hears of resets, before they happen.
     *
     * @param listener hears the cause
     */
    public void onReset(Consumer<ResetCause> listener) {
        course.onReset(listener);
    }

    /**
     * Whether it is in the midst of {@link #run}.
     *
     * @return true for who is called by the chip as it goes on
     */
    public boolean isRunning() {
        return course.isRunning();
    }

    /** Ends {@link #run} behind the instruction under way: the world has to look at something first. */
    public void leave() {
        course.leave();
    }

    /**
     * The time that the chip has reached.
     *
     * @return nanoseconds, exact within a burst of instructions
     */
    public long nowNs() {
        return course.nowNs();
    }

    /**
     * From when on the chip has something to do: now while the processor works, else when an alarm or the system timer is due.
     *
     * @return nanoseconds; {@link Long#MAX_VALUE} if only the world can wake it, or a debugger halted it
     */
    public long dueNs() {
        return course.dueNs();
    }

    /**
     * A pin's level, as the world has it. It is the pin's level, unless the chip drives the pin itself and the world does not decide
     * ({@link Surroundings#decides}).
     *
     * @param pin which: PA0 is 0, PB0 is 16
     * @param high the level
     */
    public void level(int pin, boolean high) {
        router.outside(pin, high);
    }

    /**
     * A serial frame begins at a pin; {@link #received} follows at its end. A world need not tell, but a receiver then learns only at the end of a
     * frame that the line was not idle, and so reports an idle line a frame's time later.
     *
     * @param pin which
     */
    public void receiving(int pin) {
        router.receiving(pin);
    }

    /**
     * A serial frame has ended at a pin. It is lost while HCLK stands still.
     *
     * @param pin which
     * @param frame what came
     */
    public void received(int pin, SerialFrame frame) {
        if (clocks.hclk().stopped()) {
            return;
        }
        router.received(pin, frame);
    }

    /**
     * Who hears the clock of a serial link at a pin.
     *
     * @param pin which
     * @return the block, null if the pin is routed to none
     */
    public @Nullable SpiTarget spi(int pin) {
        return router.spi(pin);
    }

    /**
     * Who hears the clock of a two-wire bus at a pin.
     *
     * @param pin which
     * @return the block, null if the pin is routed to none
     */
    public @Nullable I2cTarget i2c(int pin) {
        return router.i2c(pin);
    }

    /**
     * The clock of a two-wire bus is stretched no longer.
     *
     * @param pin which
     */
    public void released(int pin) {
        router.released(pin);
    }

    /**
     * A pin's name.
     *
     * @param pin from 0
     * @return such as {@code PA5}
     */
    public static String pinName(int pin) {
        return "P" + (char) ('A' + pin / 16) + pin % 16;
    }

    long nsAt(long cycle) {
        return course.nsAt(cycle);
    }

    Line line(String position) {
        Integer vector = spec.vectors().get(position);
        if (vector == null) {
            throw new IllegalArgumentException("no interrupt of this name on " + spec.name() + ": " + position);
        }
        return lines.line(vector);
    }

    DmaRequest request(String name) {
        return requests.computeIfAbsent(name, DmaRequest::new);
    }

    /**
     * A signal between blocks; {@code PA0} is the level of a pin.
     *
     * @param name its name
     * @return one object a name
     */
    public Signal signal(String name) {
        return signals.computeIfAbsent(name, Signal::new);
    }

    void touched(int address, int bits, TouchLog.Kind kind) {
        touches.note(address, bits, kind, processor.currentAddress());
    }

    /**
     * What the firmware touched that is not modelled.
     *
     * @return the live record
     */
    public TouchLog touches() {
        return touches;
    }

    /**
     * The registers that the vendor names.
     *
     * @return the chip's table
     */
    public KnownRegisters known() {
        return known;
    }

    /**
     * The processor.
     *
     * @return the live object
     */
    public Processor processor() {
        return processor;
    }

    /**
     * The bus.
     *
     * @return the live object
     */
    public Bus bus() {
        return bus;
    }

    /**
     * The clocks.
     *
     * @return the live object
     */
    public Clocks clocks() {
        return clocks;
    }

    /**
     * What the board gives to the chip besides its pins.
     *
     * @return the live object
     */
    public Externals externals() {
        return externals;
    }

    /**
     * The chip's declaration.
     *
     * @return its data
     */
    public ChipSpec spec() {
        return spec;
    }

    /**
     * The blocks.
     *
     * @return by name, in the order of the declaration
     */
    public Map<String, Peripheral> blocks() {
        return java.util.Collections.unmodifiableMap(blocks);
    }

    /**
     * A memory.
     *
     * @param name such as {@code FLASH}
     * @return the memory
     * @throws IllegalArgumentException if there is none
     */
    public Memory memory(String name) {
        Memory memory = memories.get(name);
        if (memory == null) {
            throw new IllegalArgumentException("no memory of this name on " + spec.name() + ": " + name);
        }
        return memory;
    }

    /**
     * What the pins are used for.
     *
     * @return the live object
     */
    public PinRouter router() {
        return router;
    }

    void onSleep(Consumer<Boolean> listener) {
        sleeps = listener;
    }

    Course course() {
        return course;
    }

    Surroundings surroundings() {
        return surroundings;
    }
}
