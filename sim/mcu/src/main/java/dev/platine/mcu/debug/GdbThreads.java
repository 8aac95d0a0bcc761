package dev.platine.mcu.debug;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.rtos.Kernel;
import dev.platine.mcu.rtos.KernelSymbols;
import dev.platine.mcu.rtos.KernelType;
import dev.platine.mcu.rtos.Task;
import dev.platine.mcu.rtos.TaskFrame;
import dev.platine.mcu.rtos.TaskList;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of the program's operating system as GDB's threads; without one, or before it runs, one thread for the processor. Symbols are those of GDB
 * where it has them, else those of the program that was loaded with the board.
 */
final class GdbThreads {
    /** The thread's number while there are no tasks. */
    static final int ALONE = 1;

    private final Chip chip;
    private final List<KernelType> types;
    private final List<String> wanted;
    private final Map<String, Integer> given = new HashMap<>();
    private final RegisterSource live;
    private Symbols symbols;
    private TaskList tasks = TaskList.NONE;
    private boolean killed;
    private int alone = ALONE;
    private int selected;
    private int asked;

    GdbThreads(Chip chip, Symbols symbols, List<KernelType> types) {
        this.chip = chip;
        this.symbols = symbols;
        this.types = List.copyOf(types);
        wanted = types.stream()
                .flatMap(type -> type.symbols().stream())
                .distinct()
                .toList();
        live = new RegisterSource.Live(chip.processor().debug().registers());
    }

    /** The program that was loaded with the board is no longer in the chip. */
    void forgetProgram() {
        symbols = Symbols.NONE;
    }

    /** The chip was reset behind the client's back: until it goes on, its only thread has the number of the one that the client looks at. */
    void reset() {
        alone = selected != 0 ? selected : running();
        look();
    }

    /** The client killed the program: there is no thread until it runs again. */
    void killed(boolean now) {
        killed = now;
    }

    boolean isKilled() {
        return killed;
    }

    /** Reads the tasks as they are now. */
    void look() {
        tasks = TaskList.NONE;
        for (KernelType type : types) {
            Kernel kernel = type.open(places(type), new ChipTarget(chip));
            if (kernel != null) {
                tasks = kernel.tasks();
                return;
            }
        }
    }

    private KernelSymbols places(KernelType type) {
        boolean known = given.containsKey(type.symbols().get(0));
        return new KernelSymbols() {
            @Override
            public OptionalInt address(String name) {
                Integer address = given.get(name);
                return !known ? symbols.address(name) : address == null ? OptionalInt.empty() : OptionalInt.of(address);
            }

            @Override
            public int sizeBytes(String name) {
                return symbols.find(name)
                        .filter(symbol -> address(name).equals(OptionalInt.of(symbol.address())))
                        .map(Symbols.Symbol::sizeBytes)
                        .orElse(0);
            }
        };
    }

    /** The thread whose registers the processor has. */
    int running() {
        Task task = tasks.running();
        return task == null ? alone : task.id();
    }

    /** The place where a thread will go on that does not run; 0 if it runs, is none, or it is not known. */
    int placeOf(int thread) {
        Task task = tasks.find(thread);
        TaskFrame frame = task == null ? null : task.frame();
        return frame == null || !frame.isKnown()
                ? 0
                : new RegisterSource.Stacked(chip.processor().debug(), frame).get(15) & ~1;
    }

    /** Carries out {@code H}: the thread whose registers are asked for next. */
    String select(String packet) {
        if (packet.startsWith("Hg")) {
            long thread = new GdbText(packet, 2).number();
            selected = thread > 0 ? (int) thread : 0;
        }
        return GdbSession.OK;
    }

    /** A stop: the thread that runs is the one that is asked about. */
    void selectRunning() {
        alone = ALONE;
        look();
        selected = 0;
    }

    RegisterSource registers() {
        Task task = selected == 0 ? null : tasks.find(selected);
        TaskFrame frame = task == null ? null : task.frame();
        return frame == null
                ? live
                : new RegisterSource.Stacked(chip.processor().debug(), frame);
    }

    /** Carries out {@code T}. */
    String alive(String packet) {
        int thread = (int) new GdbText(packet, 1).number();
        return tasks.find(thread) != null || (tasks.tasks().isEmpty() && thread == alone)
                ? GdbSession.OK
                : GdbSession.BAD;
    }

    /** The answer to {@code qfThreadInfo}. */
    String list() {
        look();
        if (killed) {
            return "l";
        }
        if (tasks.tasks().isEmpty()) {
            return "m" + Integer.toHexString(alone);
        }
        StringBuilder text = new StringBuilder();
        for (Task task : tasks.tasks()) {
            text.append(text.isEmpty() ? "m" : ",").append(Integer.toHexString(task.id()));
        }
        return text.toString();
    }

    /** The answer to {@code qThreadExtraInfo}. */
    String extra(String packet) {
        int thread = (int) new GdbText(packet, packet.indexOf(',') + 1).number();
        Task task = tasks.find(thread);
        String text = task == null ? chip.spec().name() + " " + mode() : task.name() + ", " + about(task);
        return GdbText.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String about(Task task) {
        return task.state() + (task.priority() < 0 ? "" : ", priority " + task.priority());
    }

    private String mode() {
        int exception = chip.processor().exceptionNumber();
        return exception == 0 ? "thread mode" : "exception " + exception;
    }

    /** The document of threads. */
    String document() {
        look();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<threads>\n");
        if (tasks.tasks().isEmpty() && !killed) {
            thread(xml, alone, chip.spec().name(), mode());
        }
        for (Task task : killed ? List.<Task>of() : tasks.tasks()) {
            thread(xml, task.id(), task.name(), about(task));
        }
        return xml.append("</threads>\n").toString();
    }

    private static void thread(StringBuilder xml, int id, String name, String about) {
        xml.append("<thread id=\"").append(Integer.toHexString(id));
        xml.append("\" name=\"").append(escaped(name)).append("\">");
        xml.append(escaped(about)).append("</thread>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Carries out {@code qSymbol}: asks for one symbol after the other. */
    String symbol(String packet) {
        int end = packet.indexOf(':', "qSymbol:".length());
        if (packet.equals("qSymbol::")) {
            given.clear();
            asked = 0;
        } else if (end > 0 && asked > 0) {
            long address = new GdbText(packet, "qSymbol:".length()).number();
            if (address >= 0) {
                given.put(wanted.get(asked - 1), (int) address);
            }
        }
        if (asked >= wanted.size()) {
            look();
            return GdbSession.OK;
        }
        return "qSymbol:" + GdbText.hex(wanted.get(asked++).getBytes(StandardCharsets.UTF_8));
    }

    /** What {@code monitor tasks} tells. */
    String tell() {
        look();
        StringBuilder text = new StringBuilder();
        for (Task task : tasks.tasks()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-16s %s, block %s, stack from %s%n",
                    task.name(),
                    about(task),
                    GdbText.address(task.id()),
                    GdbText.address(task.stack())));
        }
        tasks.doubts().forEach(doubt -> text.append("not sure: ").append(doubt).append('\n'));
        return text.isEmpty() ? none() : text.toString();
    }

    private String none() {
        for (KernelType type : types) {
            KernelSymbols places = places(type);
            if (type.open(places, new ChipTarget(chip)) != null) {
                return type.name() + " is there and has not started yet\n";
            }
        }
        return "no operating system is known in this program: no symbol "
                + String.join(
                        ", ", types.stream().map(type -> type.symbols().get(0)).toList())
                + " in the file given to run, nor in GDB's\n";
    }

    @Nullable
    Task find(int thread) {
        return tasks.find(thread);
    }
}
