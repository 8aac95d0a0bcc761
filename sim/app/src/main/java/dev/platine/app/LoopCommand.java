package dev.platine.app;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.time.Durations;
import dev.platine.hal.Board;
import dev.platine.hal.ControlLoop;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.LoopReport;
import dev.platine.hal.LossPolicy;
import dev.platine.hal.OverrunPolicy;
import dev.platine.hal.RunningLoop;
import dev.platine.hal.Setpoint;
import dev.platine.hal.spi.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a control loop and tells how well it kept its period. */
@Command(
        addMethodSubcommands = false,
        name = "loop",
        description = {
            "Runs a control loop against a board and tells how well it kept its period.",
            "Reads all inputs that are not text, at most 64, or those named by --read; writes no output unless told by --write.",
            "A lost link is told at once; the loop goes on when it is back."
        },
        exitCodeListHeading = "%nExit codes of this verb:%n",
        exitCodeList = {
            "0:every cycle had a link and was not refused, and no limit was passed",
            "4:cycles were without a link, although it may have come back",
            "5:a limit was passed: --max-missed, --max-p99",
            "6:the board refused cycles"
        },
        footer = {
            "%nExamples:",
            "  platine loop tcp://127.0.0.1:7400 --period 1ms --for 60s",
            "  platine loop unix:///tmp/board.sock --period 500us --for 10s --max-missed 10 --max-p99 300us --json",
            "  platine loop tcp://127.0.0.1:7400 --write lamp=0.5 --read current_l1_a,energy_wh --for 5s"
        })
final class LoopCommand implements Callable<Integer> {
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Context context;

    @Mixin
    private final Far far = new Far();

    @Option(names = "--period", paramLabel = "TIME", defaultValue = "1ms", description = "1us to 1min (default: 1ms).")
    private Duration period = Duration.ofMillis(1);

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "10s", description = "How long (default: 10s).")
    private Duration duration = Duration.ofSeconds(10);

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "How long after its start a cycle waits for the reply (default: the period).")
    private @Nullable Duration deadline;

    @Option(
            names = "--read",
            split = ",",
            paramLabel = "CHANNEL",
            description = "Channels to read (default: all inputs).")
    private List<String> reads = List.of();

    @Option(
            names = "--write",
            split = ",",
            paramLabel = "CHANNEL=VALUE",
            description = "Outputs to write each cycle; they go to their safe values at the end.")
    private Map<String, String> writes = Map.of();

    @Option(
            names = "--overrun",
            paramLabel = "POLICY",
            defaultValue = "SKIP",
            description = "skip, catch_up or stop when a cycle ends after the next is due (default: skip).")
    private OverrunPolicy overrun = OverrunPolicy.SKIP;

    @Option(
            names = "--on-loss",
            paramLabel = "POLICY",
            defaultValue = "RESUME",
            description = "resume or stop when the link is lost (default: resume).")
    private LossPolicy loss = LossPolicy.RESUME;

    @Option(
            names = "--spin",
            paramLabel = "TIME",
            defaultValue = "0us",
            description =
                    "Spin for the last bit of each wait, 0 to 1ms: less jitter for a busy processor (default: 0us).")
    private Duration spin = Duration.ZERO;

    @Option(
            names = "--max-missed",
            paramLabel = "N",
            description = "Exit code 5 when more cycles missed (default: no limit).")
    private @Nullable Long maxMissed;

    @Option(
            names = "--max-p99",
            paramLabel = "TIME",
            description = "Exit code 5 when p99 is above (default: no limit).")
    private @Nullable Duration maxP99;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    LoopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        checkOptions();
        try (Board board = far.open(true);
                Exchange exchange = prepare(board)) {
            LinkWatch watch = new LinkWatch(exchange);
            ControlLoop.Builder builder = ControlLoop.on(exchange)
                    .period(period)
                    .overrun(overrun)
                    .onLoss(loss)
                    .spin(spin)
                    .step(watch);
            if (deadline != null) {
                builder.deadline(deadline);
            }
            LoopReport report = run(builder.build(), watch);
            LoopSummary summary = new LoopSummary(report, board.linkStatistics(), period, overrun);
            if (json) {
                context.console().line(Json.pretty(summary.json()));
            } else {
                summary.lines().forEach(context.console()::line);
            }
            return verdict(report);
        }
    }

    private void checkOptions() {
        Limits.within("--period", period, Duration.ofNanos(1_000), Duration.ofMinutes(1));
        Limits.within("--for", duration, Duration.ofNanos(1_000), Duration.ofDays(365));
        Limits.within("--spin", spin, Duration.ZERO, Duration.ofMillis(1));
        if (maxMissed != null) {
            Limits.within("--max-missed", maxMissed, 0, Integer.MAX_VALUE);
        }
        if (maxP99 != null) {
            Limits.within("--max-p99", maxP99, Duration.ofNanos(1), Duration.ofMinutes(1));
        }
        if (deadline != null) {
            Limits.within("--deadline", deadline, Duration.ofNanos(1_000), Duration.ofMinutes(1));
        }
    }

    private Exchange prepare(Board board) {
        ExchangePlan plan = board.exchange();
        if (reads.isEmpty()) {
            board.channels().stream()
                    .filter(spec -> spec.direction() == Direction.INPUT && spec.kind() != ChannelKind.TEXT)
                    .limit(Plan.MAX_CHANNELS)
                    .forEach(spec -> plan.read(board.handle(spec.name())));
        } else {
            reads.forEach(name -> plan.read(board.handle(name)));
        }
        Map<Setpoint, Double> values = new LinkedHashMap<>();
        writes.forEach((name, text) -> {
            ChannelSpec spec = board.channel(name);
            values.put(plan.write(board.handle(name)), Values.parse(spec, text));
        });
        values.forEach(Setpoint::setNumber);
        return plan.prepare();
    }

    private LoopReport run(ControlLoop loop, LinkWatch watch) {
        Console console = context.console();
        long beginNs = System.nanoTime();
        try (RunningLoop running = loop.start(duration)) {
            while (running.isRunning() && !context.stop().await(watch.isQuiet() ? GLANCE : GLANCE.dividedBy(10))) {
                watch.tell(console::warn);
                LoopReport now = running.report();
                console.status(Durations.format((System.nanoTime() - beginNs) / 100_000_000 * 100_000_000) + " of "
                        + Durations.format(duration.toNanos()) + ", " + now.cycles() + " cycles, " + now.missed()
                        + " missed, p99 " + Durations.format(now.latency().p99Ns()));
            }
            running.stop();
            LoopReport report = running.await();
            watch.tell(console::warn);
            return report;
        }
    }

    private int verdict(LoopReport report) {
        Console console = context.console();
        int exit = Exit.OK;
        if (maxP99 != null && report.latency().p99Ns() > maxP99.toNanos()) {
            console.warn("check failed: p99 "
                    + Durations.format(report.latency().p99Ns()) + " is above " + Durations.format(maxP99.toNanos()));
            exit = Exit.CHECK;
        }
        if (maxMissed != null && report.missed() > maxMissed) {
            console.warn("check failed: " + report.missed() + " missed cycles are more than " + maxMissed);
            exit = Exit.CHECK;
        }
        if (report.refused() > 0) {
            console.warn("the board refused " + report.refused() + " cycles");
            exit = Exit.REFUSED;
        }
        if (report.lost() > 0) {
            console.warn(report.lost() + " cycles were without a link");
            exit = Exit.LINK;
        }
        return exit;
    }
}
