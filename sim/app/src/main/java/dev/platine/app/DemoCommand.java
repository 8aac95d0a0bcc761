package dev.platine.app;

import dev.platine.hal.Bench;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.ControlLoop;
import dev.platine.hal.LoopReport;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.RunningLoop;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A charging session from plugging in to unplugging. */
@Command(
        addMethodSubcommands = false,
        name = "demo",
        description = {
            "Simulates the board ev-charger on a loopback port, connects to it through the socket as any host would, and controls a"
                    + " charging session: a vehicle is plugged in, the current follows what the grid asks for, a residual current"
                    + " trips, the session goes on, the vehicle is unplugged.",
            "Ends with a summary, and with exit code 0 only when the session was as it must be."
        },
        footer = {"%nExamples:", "  platine demo", "  platine demo --speed 10"})
final class DemoCommand implements Callable<Integer> {
    private static final Duration SESSION = Duration.ofMinutes(6);
    private static final Duration PERIOD = Duration.ofMillis(1);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final double LINE_EVERY_S = 15;
    private static final double MOST_SPEED = 60;

    private final Context context;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "30",
            description = "Virtual over real time, 1 to 60 (default: 30, so that six minutes take twelve seconds).")
    private double speed;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is random (default: 1).")
    private long seed;

    private double lineAtS;

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Limits.within("--speed", speed, 1, MOST_SPEED);
        Console console = context.console();
        try (Simulation simulation = Simulation.start(List.of("ev-charger"), 1, seed, List.of("tcp://127.0.0.1:0"))) {
            String uri = simulation.uris().get(0);
            console.line(
                    "ev-charger is simulated at " + uri + ", " + Speed.text(speed) + " times as fast as real time");
            return control(uri);
        }
    }

    private int control(String uri) {
        OpenOptions options = OpenOptions.DEFAULT.withClientName("platine demo");
        try (Board board = Boards.open(uri, options);
                Bench bench = board.bench();
                Subscription log = board.subscribe("log").open()) {
            context.console()
                    .line("connected: " + board.info().model() + " of "
                            + board.info().vendor() + ", firmware "
                            + board.info().firmwareVersion() + ", "
                            + board.channels().size() + " channels");
            // Set-points live in the board's time: two real seconds without an exchange make the board safe.
            Duration lifetime = Duration.ofNanos((long) (2e9 * speed));
            try (ChargingControl control = new ChargingControl(board, lifetime, SESSION)) {
                long beginNs = System.nanoTime();
                LoopReport report = drive(control, new DemoScript(bench, speed), log);
                Duration wall = Duration.ofNanos(System.nanoTime() - beginNs);
                DemoReport summary = new DemoReport(control.book(), report, wall, SESSION);
                summary.lines(context.console()).forEach(context.console()::line);
                return context.stop().isAsked() || !summary.holds() ? Exit.CHECK : Exit.OK;
            }
        }
    }

    private LoopReport drive(ChargingControl control, DemoScript script, Subscription log) {
        // A board that falls behind its speed on a slow computer gets three times as long.
        Duration most = Duration.ofNanos((long) (SESSION.toNanos() / speed * 3)).plusSeconds(10);
        ControlLoop loop = ControlLoop.on(control.exchange())
                .period(PERIOD)
                .deadline(Duration.ofMillis(100))
                .step(control)
                .build();
        try (RunningLoop running = loop.start(most)) {
            while (running.isRunning() && !context.stop().await(LOOK)) {
                SessionView view = control.now();
                script.play(view, text -> say(view.boardTimeNs(), Console.Ink.BOLD, "bench: " + text));
                for (Sample line = log.poll(); line != null; line = log.poll()) {
                    Console.Ink ink = line.text().startsWith("fault") ? Console.Ink.BAD : Console.Ink.DIM;
                    say(line.boardTimeNs(), ink, "board: " + line.text());
                }
                progress(view);
            }
            running.stop();
            return running.await();
        }
    }

    private void say(long boardTimeNs, Console.Ink ink, String text) {
        context.console().line(clock(boardTimeNs) + "  " + context.console().paint(ink, text));
    }

    private void progress(SessionView view) {
        String line = clock(view.boardTimeNs()) + "  " + describe(view);
        context.console().status(line);
        double nowS = view.boardTimeNs() / 1e9;
        if (!context.console().isTerminal() && nowS >= lineAtS) {
            lineAtS = nowS + LINE_EVERY_S;
            context.console().line(line);
        }
    }

    private static String describe(SessionView view) {
        int full = (int) Math.round(Math.min(32, view.currentA()) / 2);
        return String.format(
                Locale.ROOT,
                "%c [%s%s] %4.1f of %4.1f A  %5.2f kW  %4d Wh  grid: %s",
                view.state(),
                "#".repeat(full),
                " ".repeat(16 - full),
                view.currentA(),
                view.offeredA(),
                view.powerW() / 1e3,
                view.energyWh(),
                view.grid().why());
    }

    private static String clock(long boardTimeNs) {
        long seconds = boardTimeNs / 1_000_000_000;
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
