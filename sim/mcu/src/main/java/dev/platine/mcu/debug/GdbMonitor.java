package dev.platine.mcu.debug;

import dev.platine.mcu.chip.BlockSpec;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.TruthReport;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.peripheral.Peripheral;
import java.util.List;
import java.util.Locale;

/** What {@code monitor} tells: text for people. Looks only, but for {@code reset}, which the session does. */
final class GdbMonitor {
    static final String HELP = """
            help            this
            reset [halt]    resets the chip; it stays halted in front of the first instruction
            time            virtual time and cycles
            peripherals     the blocks and whether their clocks are on
            pins [PA|PA5]   mode, function and level of the pins that are in use, or of those named
            faults          the fault registers in words
            report          what the firmware touched that is not modelled
            """;

    private static final int CFSR = 0xE000ED28;
    private static final int HFSR = 0xE000ED2C;
    private static final int MMFAR = 0xE000ED34;
    private static final int BFAR = 0xE000ED38;
    private static final String[] CFSR_BITS = {
        "IACCVIOL: instruction from where the MPU forbids it",
        "DACCVIOL: data where the MPU forbids it",
        "",
        "MUNSTKERR: MPU, while leaving an exception",
        "MSTKERR: MPU, while entering an exception",
        "MLSPERR: MPU, while keeping floating-point registers",
        "",
        "MMARVALID: MMFAR holds the address",
        "IBUSERR: instruction from where nothing is",
        "PRECISERR: data where nothing is",
        "IMPRECISERR: data where nothing is, found late",
        "UNSTKERR: bus, while leaving an exception",
        "STKERR: bus, while entering an exception",
        "LSPERR: bus, while keeping floating-point registers",
        "",
        "BFARVALID: BFAR holds the address",
        "UNDEFINSTR: no such instruction",
        "INVSTATE: not in Thumb state",
        "INVPC: wrong exception return",
        "NOCP: coprocessor off or absent",
        "",
        "",
        "",
        "",
        "UNALIGNED: unaligned access",
        "DIVBYZERO: division by zero",
        "",
        "",
        "",
        "",
        "",
        ""
    };
    private static final String[] MODES = {"input", "output", "alternate", "analog"};

    private final Chip chip;
    private final Symbols symbols;

    GdbMonitor(Chip chip, Symbols symbols) {
        this.chip = chip;
        this.symbols = symbols;
    }

    /** The text for a command other than reset. */
    String tell(String command) {
        String[] words = command.strip().split("\\s+", -1);
        return switch (words[0]) {
            case "", "help" -> HELP;
            case "time" -> time();
            case "peripherals" -> peripherals();
            case "pins" -> pins(words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "");
            case "faults" -> faults();
            case "report" -> report();
            default -> "no command '" + words[0] + "'; monitor help tells which there are\n";
        };
    }

    private String time() {
        long ns = chip.nowNs();
        long cycles = chip.processor().cycles();
        return String.format(
                Locale.ROOT,
                "%d.%09d s of virtual time, %d cycles, HCLK %.0f Hz%n",
                ns / 1_000_000_000,
                ns % 1_000_000_000,
                cycles,
                chip.clocks().hclk().hz());
    }

    private String peripherals() {
        StringBuilder text = new StringBuilder();
        for (BlockSpec spec : chip.spec().blocks()) {
            Peripheral block = chip.blocks().get(spec.name());
            boolean on = block != null && block.clocked();
            text.append(String.format(
                    Locale.ROOT, "%-12s %s clock %s%n", spec.name(), GdbText.address(spec.base()), on ? "on" : "off"));
        }
        return text.toString();
    }

    private String pins(String wanted) {
        StringBuilder text = new StringBuilder();
        for (int pin = 0; pin < chip.spec().pins(); pin++) {
            String name = Chip.pinName(pin);
            boolean named = wanted.equals(name) || wanted.equals(name.substring(0, 2));
            Peripheral port = chip.blocks().get("GPIO" + name.charAt(1));
            if (port != null && (named || (wanted.isEmpty() && isUsed(port, pin)))) {
                text.append(pin(port, pin));
            }
        }
        return text.isEmpty() ? "none\n" : text.toString();
    }

    private static int field(Peripheral port, int offset, int pin, int width) {
        return (int) (port.peek(offset, 4) >>> (pin % 16 * width)) & ((1 << width) - 1);
    }

    private static boolean isUsed(Peripheral port, int pin) {
        return field(port, 0x00, pin, 2) != 0 || field(port, 0x0C, pin, 2) != 0;
    }

    private String pin(Peripheral port, int pin) {
        int mode = field(port, 0x00, pin, 2);
        int pull = field(port, 0x0C, pin, 2);
        String function = chip.router().functionOf(pin);
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-5s %-9s", Chip.pinName(pin), MODES[mode]));
        line.append(field(port, 0x10, pin, 1) == 1 ? " high" : " low ");
        if (mode == 1) {
            line.append(field(port, 0x14, pin, 1) == 1 ? " driven high" : " driven low");
        }
        if ((mode == 1 || mode == 2) && field(port, 0x04, pin, 1) == 1) {
            line.append(" open-drain");
        }
        line.append(pull == 1 ? " pull-up" : pull == 2 ? " pull-down" : "");
        line.append(function == null ? "" : " " + function);
        return line.append('\n').toString();
    }

    private int word(int address) {
        return (int) chip.processor().debug().peek(address, 4);
    }

    private String faults() {
        int configurable = word(CFSR);
        int hard = word(HFSR);
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "CFSR 0x%08x HFSR 0x%08x%n", configurable, hard));
        for (int bit = 0; bit < CFSR_BITS.length; bit++) {
            if ((configurable >>> bit & 1) != 0 && !CFSR_BITS[bit].isEmpty()) {
                text.append("  ").append(CFSR_BITS[bit]).append('\n');
            }
        }
        if ((configurable & 1 << 7) != 0) {
            text.append("  MMFAR ").append(GdbText.address(word(MMFAR))).append('\n');
        }
        if ((configurable & 1 << 15) != 0) {
            text.append("  BFAR ").append(GdbText.address(word(BFAR))).append('\n');
        }
        text.append((hard & 1 << 1) != 0 ? "  VECTTBL: no vector\n" : "");
        text.append((hard & 1 << 30) != 0 ? "  FORCED: a fault that its own handler could not take\n" : "");
        text.append((hard & 1 << 31) != 0 ? "  DEBUGEVT: a breakpoint without a debugger\n" : "");
        return text.append(state()).toString();
    }

    private String state() {
        Processor processor = chip.processor();
        int exception = processor.exceptionNumber();
        String where = exception == 0 ? "in thread mode" : "in exception " + exception;
        int pc = processor.cpu().pc;
        return where + (processor.lockedUp() ? ", locked up" : "") + " at " + GdbText.address(pc) + " ("
                + symbols.describe(pc) + ")\n";
    }

    private String report() {
        List<String> lines = TruthReport.of(chip, symbols).lines();
        return lines.isEmpty() ? "all that was touched is modelled\n" : String.join("\n", lines) + "\n";
    }
}
