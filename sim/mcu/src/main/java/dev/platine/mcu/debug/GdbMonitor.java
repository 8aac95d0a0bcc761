package dev.platine.mcu.debug;

import dev.platine.mcu.chip.BlockSpec;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.TruthReport;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.register.Field;
import dev.platine.mcu.register.Register;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What {@code monitor} tells: text for people. Looks only, but for {@code reset}, which the session does. */
final class GdbMonitor {
    static final String HELP = """
            help                this
            reset [halt]        resets the chip; it stays halted in front of the first instruction
            time                virtual time and cycles
            peripherals [NAME]  the blocks and whether their clocks are on; one block's registers and fields
            pins [PA|PA5]       mode, function and level of the pins that are in use, or of those named
            faults              the fault registers in words
            tasks               the operating system's tasks, and what is not sure about them
            flash               the sectors, what protects them, and why the last load was refused
            report              what the firmware touched that is not modelled
            """;

    private static final String[] MODES = {"input", "output", "alternate", "analog"};

    private final Chip chip;
    private final Map<String, UnaryOperator<String>> commands = new LinkedHashMap<>();
    private Symbols symbols;

    GdbMonitor(Chip chip, Symbols symbols) {
        this.chip = chip;
        this.symbols = symbols;
        add("help", name -> HELP);
        add("time", name -> time());
        commands.put("peripherals", this::peripherals);
        commands.put("pins", this::pins);
        add("faults", name -> FaultText.of(chip.processor().debug()) + state());
        add("report", name -> report());
    }

    /** Adds a command that takes nothing. */
    void add(String name, UnaryOperator<String> text) {
        commands.put(
                name,
                more -> more.isEmpty() ? text.apply(more) : "'" + name + "' takes nothing behind it: " + more + "\n");
    }

    /** The program that was loaded with the board is no longer in the chip. */
    void forgetProgram() {
        symbols = Symbols.NONE;
    }

    /** The text for a command other than reset, whose words are one space apart. */
    String tell(String command) {
        String[] words = (command.isEmpty() ? "help" : command).split(" ", 2);
        UnaryOperator<String> found = commands.get(words[0]);
        return found == null
                ? "no command '" + words[0] + "'; monitor help tells which there are\n"
                : found.apply(words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "");
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

    private String peripherals(String wanted) {
        StringBuilder text = new StringBuilder();
        for (BlockSpec spec : chip.spec().blocks()) {
            Peripheral block = chip.blocks().get(spec.name());
            if (block != null && (wanted.isEmpty() || wanted.equals(spec.name()))) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-12s %s clock %s%n",
                        spec.name(),
                        GdbText.address(spec.base()),
                        block.clocked() ? "on" : "off"));
                text.append(wanted.isEmpty() ? "" : registers(spec, block));
            }
        }
        return text.isEmpty()
                ? "no peripheral '" + wanted + "'; monitor peripherals tells which there are\n"
                : text.toString();
    }

    private static String registers(BlockSpec spec, Peripheral block) {
        StringBuilder text = new StringBuilder();
        for (Register register : block.layout().registers()) {
            int value = (int) block.peek(register.offset(), 4);
            text.append(String.format(
                    Locale.ROOT,
                    "  %-8s %s = 0x%08x",
                    register.name(),
                    GdbText.address(spec.base() + register.offset()),
                    value));
            for (Field field : register.fields()) {
                int bits = (value & field.mask()) >>> field.lsb();
                if (bits != 0 && register.fields().size() > 1) {
                    text.append(' ')
                            .append(field.name())
                            .append(field.width() == 1 ? "" : "=" + Integer.toUnsignedString(bits));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String pins(String wanted) {
        StringBuilder text = new StringBuilder();
        boolean known = wanted.isEmpty();
        for (int pin = 0; pin < chip.spec().pins(); pin++) {
            String name = Chip.pinName(pin);
            boolean named = wanted.equals(name) || wanted.equals(name.substring(0, 2));
            Peripheral port = chip.blocks().get("GPIO" + name.charAt(1));
            known |= named;
            if (port != null && (named || (wanted.isEmpty() && isUsed(port, pin)))) {
                text.append(pin(port, pin));
            }
        }
        if (!known) {
            return "no pin or port '" + wanted + "'; it must be such as PA5 or PA\n";
        }
        return text.isEmpty() ? "no pin is in use yet\n" : text.toString();
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
