package dev.platine.app;

import dev.platine.core.yaml.MistakesException;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.Strict;
import dev.platine.mcu.chip.TruthReport;
import dev.platine.mcu.engine.choice.EngineChoice;
import dev.platine.mcu.image.Symbols;
import dev.platine.sim.emulated.BytePort;
import dev.platine.sim.emulated.EmulatedBody;
import dev.platine.sim.rack.EventLog;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.scenario.ScriptPlayer;
import dev.platine.sim.scenario.ScriptReader;
import dev.platine.sim.scenario.Step;
import dev.platine.sim.spec.BoardSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What 'run' does around boards with emulated microcontrollers: serial ports, events, scripts, the ends of a run, and the report of what the
 * firmware touched that is not modelled. Made and closed by the verb; in between its work is done inside the rack.
 */
final class Emulation implements AutoCloseable {
    private static final String SEMIHOSTING = "semihosting";

    private final EmulationOptions options;
    private final Context context;
    private final @Nullable EventsFile events;
    private final List<UartBridge> bridges = new ArrayList<>();
    private final List<Strict> stricts = new ArrayList<>();
    private final List<EmulatedBody> bodies = new ArrayList<>();
    private final List<GdbServer> servers = new ArrayList<>();
    private final RunEnds ends;
    private final @Nullable SemihostingFolder folder;
    private @Nullable DebuggedTime time;
    private @Nullable ScriptPlayer player;
    private @Nullable Rack rack;
    private BoardNames boards = new BoardNames(List.of());
    private List<BoardWire> wires = List.of();
    private List<CanOption> cans = List.of();
    private int wired;
    private boolean hasEngine;

    Emulation(EmulationOptions options, boolean severalBoards, Context context) {
        this.options = options;
        this.context = context;
        eachOnce(options.uarts());
        if (options.gdbWait() && options.gdb() == null) {
            throw new Failure(Exit.USAGE, "--gdb-wait needs --gdb PORT");
        }
        if (options.gdb() != null) {
            Limits.within("--gdb", options.gdb(), 0, 65_535);
        }
        ends = new RunEnds(options.exitOn(), options.gdb() != null, context.console(), this::over);
        folder = options.semihostingFolder() == null ? null : SemihostingFolder.open(options.semihostingFolder());
        events = options.events() == null ? null : new EventsFile(options.events(), severalBoards);
    }

    private static void eachOnce(List<String> uarts) {
        Set<String> seen = new HashSet<>();
        for (String uart : uarts) {
            int equals = uart.indexOf('=');
            if (equals > 0 && !seen.add(uart.substring(0, equals).toUpperCase(Locale.ROOT))) {
                throw new Failure(Exit.USAGE, "--uart " + uart + ": each port must be connected once");
            }
            if (uart.endsWith("=stdio") && !seen.add("=stdio")) {
                throw new Failure(Exit.USAGE, "--uart " + uart + ": only one port can have stdio");
            }
        }
    }

    EventLog log() {
        return events == null ? EventLog.NONE : events;
    }

    /** Hears how the boards are called. */
    void names(BoardNames all) {
        boards = all;
        options.uarts().forEach(uart -> all.one("--uart", port(uart)));
        wires = BoardWire.all(options.wires(), all);
        cans = options.cans().stream().map(can -> CanOption.of(can, all)).toList();
    }

    private static String port(String uart) {
        int equals = uart.indexOf('=');
        if (equals < 1) {
            throw new Failure(Exit.USAGE, "--uart must be PORT=WHERE, such as usart2=stdio: " + uart);
        }
        return uart.substring(0, equals);
    }

    private BoardSpec engined(BoardSpec board) {
        EngineChoice engine = options.engine();
        if (engine == null || !board.body().kind().equals("emulated")) {
            return board;
        }
        hasEngine = true;
        return board.withBody(board.body().withEngine(engine));
    }

    /** Joins boards by the wires that the options add. */
    void between(Rack.Builder builder) {
        if (options.engine() != null && !hasEngine) {
            throw new Failure(
                    Exit.USAGE, "--engine is for boards with an emulated microcontroller, and none of these has one");
        }
        wires.forEach(wire -> builder.wire(wire.board(), wire.net(), wire.otherBoard(), wire.otherNet()));
    }

    /** The board with the wires that the options add. */
    BoardSpec prepare(String name, BoardSpec board) {
        boolean meant = options.uarts().stream()
                .anyMatch(uart -> name.equals(boards.one("--uart", port(uart)).board()));
        if ((options.needEmulation() || meant) && !board.body().kind().equals("emulated")) {
            throw new Failure(
                    Exit.USAGE,
                    "--uart, --gdb, --strict, --semihosting-dir and --exit-on are for boards with an emulated microcontroller: "
                            + board.name() + " is " + board.body().kind());
        }
        BoardSpec with = engined(board);
        for (String wire : options.wires()) {
            if (!wire.contains("/")) {
                with = Wire.add(with, wire, ++wired);
            }
        }
        return with;
    }

    /** Joins the rack, whose time is held. */
    void attach(Rack joined) {
        rack = joined;
        joined.enter();
        try {
            for (RackBoard board : joined.boards()) {
                if (events != null) {
                    events.watch(board);
                }
                if (board.body() instanceof EmulatedBody body) {
                    bodies.add(body);
                    if (body.image() == null) {
                        context.console()
                                .warn("board " + board.name()
                                        + " has no firmware: its flash is empty; name one with --firmware");
                    }
                    VectorTable.mistake(body).ifPresent(context.console()::warn);
                    attach(joined, board, body);
                }
            }
            cans.forEach(can -> can.join(joined));
            script(joined);
            debug(joined);
        } finally {
            joined.exit();
        }
        bridges.forEach(UartBridge::start);
        servers.forEach(GdbServer::start);
    }

    private void debug(Rack joined) {
        Integer first = options.gdb();
        DebuggedTime debugged = new DebuggedTime(joined, bodies);
        time = debugged;
        for (int i = 0; first != null && i < bodies.size(); i++) {
            EmulatedBody body = bodies.get(i);
            if (options.gdbWait()) {
                body.chip().processor().debug().attach();
                body.chip().processor().debug().requestHalt();
            }
            GdbServer server = GdbServer.open(joined, body, first == 0 ? 0 : first + i, debugged, context.console());
            servers.add(server);
            context.console().line("gdb tcp://127.0.0.1:" + server.port());
        }
    }

    /** Lets time run, unless a debugger holds it: then it runs when that goes on. */
    void run(double pace) {
        DebuggedTime debugged = time;
        if (debugged != null) {
            debugged.run(pace);
        }
    }

    private void attach(Rack joined, RackBoard board, EmulatedBody body) {
        for (String uart : options.uarts()) {
            BoardNames.Meant meant = boards.one("--uart", port(uart));
            if (board.name().equals(meant.board())) {
                boolean alone = options.script() == null;
                bridges.add(UartBridge.open(
                        joined, port(body, meant.rest()), uart, alone, context.console(), ends::stopped));
            }
        }
        semihosting(joined, board, body);
        ends.watch(board.name(), body);
        if (options.strict()) {
            Strict strict = Strict.watch(body.chip(), RunEnds.symbols(body));
            stricts.add(strict);
            body.afterRun(() -> {
                if (strict.violation() != null) {
                    ends.finish(Exit.CHECK);
                }
            });
        }
    }

    /** Where no option says where the console of semihosting goes, it is printed; with several boards line by line, with their names. */
    private void semihosting(Rack joined, RackBoard board, EmulatedBody body) {
        SemihostingFolder files = folder;
        if (files != null) {
            body.semihostingFiles(files);
        }
        boolean wanted = files != null || options.exitOn().contains(SEMIHOSTING);
        boolean bridged = options.uarts().stream()
                .map(uart -> boards.one("--uart", port(uart)))
                .anyMatch(meant -> board.name().equals(meant.board())
                        && meant.rest().toLowerCase(Locale.ROOT).equals(SEMIHOSTING));
        if (!wanted || bridged) {
            return;
        }
        BytePort port = port(body, SEMIHOSTING);
        if (joined.boards().size() > 1) {
            port.listen(new LinePrinter(board.name(), context.console()));
            port.end();
        } else {
            bridges.add(UartBridge.print(joined, port, options.script() == null, context.console()));
        }
    }

    private static BytePort port(EmulatedBody body, String name) {
        try {
            return body.port(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Failure(Exit.USAGE, "--uart: " + e.getMessage(), e);
        }
    }

    private void script(Rack joined) {
        Path file = options.script();
        if (file == null) {
            return;
        }
        List<Step> steps;
        try {
            steps = ScriptReader.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Failure(Exit.COMPUTER, "--script " + file + ": cannot be read: " + e.getMessage(), e);
        } catch (MistakesException e) {
            throw new Failure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
        ScriptPlayer made = new ScriptPlayer(file.toString(), joined.boards());
        try {
            made.arm(steps);
        } catch (IllegalArgumentException e) {
            throw new Failure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
        player = made;
    }

    // Inside the rack, whose time stands from here on.
    private void over() {
        bodies.forEach(body -> body.chip().leave());
        hold();
    }

    /** The time of {@code --for} has passed. Inside the rack. */
    void timeIsUp() {
        ends.timeIsUp();
        hold();
    }

    private void ending() {
        DebuggedTime debugged = time;
        if (debugged != null) {
            debugged.end();
        }
    }

    private void hold() {
        ending();
        Rack of = rack;
        if (of != null) {
            of.hold();
        }
        context.stop().ask();
    }

    /** Leaves the rack: tells what was found. */
    void detach() {
        if (events != null) {
            tellLines();
            events.end();
        }
        servers.forEach(GdbServer::close);
        servers.clear();
        bridges.forEach(UartBridge::close);
        for (UartBridge bridge : bridges) {
            String trouble = bridge.trouble();
            if (trouble != null) {
                ends.complain(Exit.COMPUTER, trouble);
            }
        }
        bridges.clear();
        ScriptPlayer played = player;
        if (played != null) {
            played.failures().forEach(ends::complain);
            played.open().forEach(ends::complain);
        }
        stricts.stream()
                .filter(strict -> strict.violation() != null)
                .forEach(strict -> ends.complain("strict: " + strict.violation()));
        ends.tellFaults();
        ends.complaints().forEach(context.console()::warn);
        for (EmulatedBody body : bodies) {
            report(body.chip(), RunEnds.symbols(body));
        }
    }

    private void tellLines() {
        Rack of = rack;
        if (of != null) {
            of.enter();
            try {
                bodies.forEach(EmulatedBody::tellLines);
            } finally {
                of.exit();
            }
        }
    }

    private void report(Chip chip, Symbols symbols) {
        List<String> lines = TruthReport.of(chip, symbols).lines();
        if (lines.isEmpty()) {
            return;
        }
        context.console().warn("touched, but not modelled (docs/registers.md):");
        lines.forEach(line -> context.console().warn("  " + line));
    }

    int exit() {
        return ends.exit();
    }

    @Override
    public void close() {
        servers.forEach(GdbServer::close);
        bridges.forEach(UartBridge::close);
        if (folder != null) {
            folder.close();
        }
        if (events != null) {
            events.close();
        }
    }
}
