package dev.platine.benchmarks.crowd;

import dev.platine.benchmarks.guard.Machine;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One server process with a thousand modelled chargers in real time; a client process exchanges with each at 10 Hz, all
 * inputs read and all outputs written. Started by {@code benchmarks/thousand-boards}.
 */
public final class ThousandBoards {
    private static final long MOST_MEMORY_BYTES = 1L << 30;
    private static final Duration LIFETIME = Duration.ofSeconds(2);

    private ThousandBoards() {}

    /**
     * Runs it and ends the JVM: 0 no deadline missed and memory below 1 GB, 1 otherwise, 2 it could not be measured.
     *
     * @param args see the usage
     */
    public static void main(String[] args) {
        int code;
        try {
            code = run(CrowdOptions.parse(args), System.out) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("thousand-boards: " + e.getMessage() + System.lineSeparator() + CrowdOptions.USAGE);
            code = 2;
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.err.println("thousand-boards: could not measure: " + e);
            e.printStackTrace(System.err);
            code = 2;
        }
        System.out.flush();
        System.exit(code);
    }

    private static boolean run(CrowdOptions options, PrintStream out) throws IOException, InterruptedException {
        try (CrowdProcess server = CrowdProcess.start(options.boards(), options.listen())) {
            out.printf(
                    Locale.ROOT,
                    "%d chargers in process %d, ready after %.1f s%n",
                    options.boards(),
                    server.pid(),
                    server.startNs() / 1e9);
            List<Board> boards = new ArrayList<>();
            try {
                for (int i = 0; i < options.boards(); i++) {
                    boards.add(Boards.open(server.uri(i)));
                }
                List<Exchange> exchanges =
                        boards.stream().map(ThousandBoards::prepare).toList();
                exchange(exchanges, options, options.warmUpNs()); // what is late here must not make the rest late
                server.ask();
                try (Usage usage = Usage.begin(server.pid())) {
                    List<Crew> crews = exchange(exchanges, options, options.runNs());
                    usage.end();
                    return print(crews, options, server, usage, out);
                }
            } finally {
                boards.forEach(Board::close);
            }
        }
    }

    private static Exchange prepare(Board board) {
        ExchangePlan plan = board.exchange();
        for (ChannelSpec spec : board.channels()) {
            if (spec.kind() == ChannelKind.TEXT) {
                continue;
            }
            if (spec.direction() == Direction.INPUT) {
                plan.read(board.handle(spec.name()));
            } else {
                plan.write(board.handle(spec.name()));
            }
        }
        return plan.lifetime(LIFETIME).prepare();
    }

    private static List<Crew> exchange(List<Exchange> exchanges, CrowdOptions options, long runNs)
            throws InterruptedException {
        long startNs = System.nanoTime() + 100_000_000;
        List<Crew> crews = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < options.threads(); t++) {
            List<Exchange> own = new ArrayList<>();
            List<Long> offsetsNs = new ArrayList<>();
            for (int i = t; i < exchanges.size(); i += options.threads()) {
                own.add(exchanges.get(i));
                offsetsNs.add(options.periodNs() * i / exchanges.size());
            }
            Crew crew = new Crew(
                    own,
                    offsetsNs.stream().mapToLong(Long::longValue).toArray(),
                    startNs,
                    startNs + runNs,
                    options.periodNs());
            crews.add(crew);
            threads.add(new Thread(crew, "crew-" + t));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return crews;
    }

    private static boolean print(
            List<Crew> crews, CrowdOptions options, CrowdProcess server, Usage usage, PrintStream out)
            throws IOException {
        Histogram latency = new Histogram(3);
        long missed = 0;
        for (Crew crew : crews) {
            latency.add(crew.latencyNs());
            missed += crew.missed();
            if (!crew.firstMiss().isEmpty()) {
                out.println("missed: " + crew.firstMiss());
            }
        }
        long peakBytes = Machine.peakResidentBytes(server.pid());
        out.printf(
                Locale.ROOT,
                "%d exchanges in %.0f s by %d client threads, missed %d%n"
                        + "latency from when due: p50 %.0f us, p99 %.0f us, p99.9 %.0f us, max %.0f us%n"
                        + "server: peak resident memory %.0f MB, %s%n"
                        + "%s%n",
                latency.getTotalCount(),
                options.runNs() / 1e9,
                crews.size(),
                missed,
                latency.getValueAtPercentile(50) / 1e3,
                latency.getValueAtPercentile(99) / 1e3,
                latency.getValueAtPercentile(99.9) / 1e3,
                latency.getMaxValue() / 1e3,
                peakBytes / 1e6,
                server.ask(),
                usage.words());
        boolean held = missed == 0 && peakBytes < MOST_MEMORY_BYTES;
        out.println(held ? "held" : "NOT held: wanted no missed deadline and less than 1 GB");
        return held;
    }
}
