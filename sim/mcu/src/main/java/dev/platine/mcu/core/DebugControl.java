package dev.platine.mcu.core;

/**
 * What the firmware sees of debugging (DFSR, DHCSR, DEMCR, DCRDR), and where a debug event goes: to the debugger that is attached, else to
 * the debug monitor's handler if that is enabled and may run, else to nobody.
 */
final class DebugControl {
    static final int BKPT = 1 << 1;
    static final int DWTTRAP = 1 << 2;
    static final int HALTED = 1;

    private static final int MON_EN = 1 << 16;
    private static final int MON_PEND = 1 << 17;
    private static final int MON_STEP = 1 << 18;
    private static final int MON_REQ = 1 << 19;
    private static final int TRCENA = 1 << 24;
    private static final int CATCHES = 0x7F1;

    private final Processor processor;
    private int status;
    private int monitor;
    private int data;
    /** The handler of the debug monitor returned with MON_STEP set: one instruction, then it comes again. */
    private boolean steps;

    DebugControl(Processor processor) {
        this.processor = processor;
    }

    void powerUp() {
        status = 0;
        monitor = 0;
        data = 0;
        steps = false;
    }

    boolean traced() {
        return (monitor & TRCENA) != 0;
    }

    void trace() {
        monitor |= TRCENA;
        processor.dwt.powered(true, processor.awakeCycles());
    }

    boolean monitorEnabled() {
        return (monitor & MON_EN) != 0;
    }

    boolean steps() {
        return steps;
    }

    void left(int exception) {
        steps = exception == Exceptions.DEBUG && monitorEnabled() && (monitor & MON_STEP) != 0;
    }

    /** One instruction was carried out for the monitor. */
    void stepped() {
        steps = false;
        event(HALTED);
    }

    int read(int address) {
        return switch (address) {
            case 0xE000ED30 -> status;
            case 0xE000EDF0 ->
                1 << 16
                        | (processor.debug().attached() ? 1 : 0)
                        | (processor.sleeping() ? 1 << 18 : 0)
                        | (processor.lockedUp() ? 1 << 19 : 0);
            case 0xE000EDF8 -> data;
            default -> (monitor & ~MON_PEND) | (processor.exceptions().isPending(Exceptions.DEBUG) ? MON_PEND : 0);
        };
    }

    void write(int address, int value) {
        switch (address) {
            case 0xE000ED30 -> status &= ~value;
            case 0xE000EDF8 -> data = value;
            case 0xE000EDFC -> {
                monitor = value & (CATCHES | MON_EN | MON_STEP | MON_REQ | TRCENA);
                processor.exceptions().enable(Exceptions.DEBUG, monitorEnabled());
                processor.exceptions().pend(Exceptions.DEBUG, (value & MON_PEND) != 0);
                processor.dwt.powered(traced(), processor.awakeCycles());
                processor.dwtChanged();
            }
            default -> {}
        }
    }

    /** A breakpoint instruction, in front of it. */
    void instruction(int number) {
        status |= BKPT;
        if (processor.debug().attached()) {
            processor.debug().instruction(number);
        } else {
            processor.flow.breakpoint(monitorEnabled());
        }
    }

    /** A comparator of the firmware matched, or the monitor's step is over; behind the instruction. */
    void event(int kind) {
        Exceptions exceptions = processor.exceptions();
        boolean may = exceptions.groupPriority(Exceptions.DEBUG) < processor.modes.executingPriority();
        if (monitorEnabled() && may) {
            status |= kind;
            exceptions.pend(Exceptions.DEBUG, true);
        }
    }
}
