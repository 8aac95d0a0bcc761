package dev.platine.benchmarks.engines;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What firmware engines are compared by. Sources: {@code src/main/firmware}. */
public enum Workload {
    /** PID, FIR, CRC, copying, calls through pointers, with integers. */
    CONTROL("control", 0),
    /** Linked lists, matrices, a state machine and CRC-16, as CoreMark mixes them. */
    MIXED("mixed", 0),
    /** FIR, Park and Clarke transforms, regulators and an FFT in single precision. */
    FLOATS("floats", 0),
    /** Copying and filling memory, strings, unaligned words. */
    COPIES("copies", 0),
    /** {@link #CONTROL} with an interrupt every 100,000 instructions. */
    CONTROL_TICKS_100K("control", 100_000),
    /** {@link #CONTROL} with an interrupt every 10,000 instructions. */
    CONTROL_TICKS_10K("control", 10_000),
    /** {@link #FLOATS} with an interrupt every 10,000 instructions, whose handler uses the floating-point unit. */
    FLOATS_TICKS_10K("floats", 10_000),
    /** Registers of peripherals and of the processor. */
    REGISTERS("registers", 0),
    /** 160 KB of code, straight on, over and over. */
    FLAT("flat", 0);

    private final String program;
    private final int tickInstructions;

    Workload(String program, int tickInstructions) {
        this.program = program;
        this.tickInstructions = tickInstructions;
    }

    /**
     * The ELF file that it runs.
     *
     * @return the name without its ending
     */
    public String program() {
        return program;
    }

    /**
     * How often SysTick interrupts it.
     *
     * @return every so many instructions; 0 for never
     */
    public int tickInstructions() {
        return tickInstructions;
    }

    /**
     * By what 5 s of guest work are divided for its long runs: QEMU needs half a minute for 5 s of registers.
     *
     * @return at least 1
     */
    int whole() {
        return this == REGISTERS ? 4 : 1;
    }

    /**
     * Its name in options and tables.
     *
     * @return such as {@code control-ticks-10k}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds one by its name.
     *
     * @param label as {@link #label} gives it
     * @return the workload
     * @throws IllegalArgumentException if there is none; names those there are
     */
    public static Workload of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload '" + label + "'; there are " + labels()));
    }

    private static String labels() {
        return List.of(values()).stream().map(Workload::label).collect(Collectors.joining(", "));
    }
}
