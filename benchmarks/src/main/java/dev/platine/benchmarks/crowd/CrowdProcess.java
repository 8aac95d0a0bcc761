package dev.platine.benchmarks.crowd;

import dev.platine.benchmarks.rig.Child;
import dev.platine.core.time.Durations;
import dev.platine.sim.clock.PaceStatus;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.server.RackServer;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Catalogue;
import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PlantSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The server process of the crowd: one rack of chargers, each with its mains and vehicle, behind one TCP port.
 *
 * <p>At the catalogue's own steps of a millisecond a thousand chargers take some 2.4 s of processor time a second
 * (docs/decisions/0037), so time would be given up; here their firmware steps every {@value #STEP_US} us and their plant every
 * {@value #PERIOD_MS} ms.
 */
final class CrowdProcess implements AutoCloseable {
    private static final String NAME = "c";
    private static final long SEED = 1;
    private static final int STEP_US = 10_000;
    private static final int PERIOD_MS = 20;

    private final Child child;
    private final String uri;
    private final long startNs;

    private CrowdProcess(Child child, String uri, long startNs) {
        this.child = child;
        this.uri = uri;
        this.startNs = startNs;
    }

    /** Starts it with the JVM's defaults but for the heap, and waits until it listens. */
    static CrowdProcess start(int boards, String listen) throws IOException {
        long beforeNs = System.nanoTime();
        Child child = Child.start(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseTransparentHugePages",
                        "-Dslf4j.internal.verbosity=ERROR"),
                CrowdProcess.class,
                Integer.toString(boards),
                listen);
        try {
            String uri = child.line();
            return new CrowdProcess(child, uri, System.nanoTime() - beforeNs);
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    /** The process itself. */
    public static void main(String[] args) throws IOException {
        BoardSpec charger = coarse(new Catalogue().load("ev-charger"));
        Rack.Builder builder = Rack.builder().seed(SEED);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            builder.board(NAME + i, charger);
        }
        try (Rack rack = builder.build();
                RackServer server = RackServer.builder(rack).listen(args[1]).start();
                PauseWatch pauses = PauseWatch.start();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.gc(); // the boards lie together afterwards: half the cache misses a step
            rack.run(1);
            System.out.println(server.endpoints().get(0).uri());
            while (in.readLine() != null) {
                System.out.println(words(rack.time(), pauses.takeLongestNs()));
            }
        }
        System.exit(0);
    }

    private static BoardSpec coarse(BoardSpec spec) {
        BodySpec body = spec.body();
        PlantSpec plant = Objects.requireNonNull(spec.plant());
        return new BoardSpec(
                spec.source(),
                spec.info(),
                spec.summary(),
                spec.nets(),
                spec.parts(),
                new PlantSpec(plant.type(), plant.terminals(), with(plant.parameters(), "periodMs", PERIOD_MS)),
                spec.channels(),
                new BodySpec(body.kind(), body.firmware(), body.pins(), with(body.parameters(), "stepUs", STEP_US)));
    }

    private static Parameters with(Parameters parameters, String name, int value) {
        Map<String, Object> values = new HashMap<>(parameters.values());
        values.put(name, value);
        return Parameters.of(values);
    }

    private static String words(PaceStatus time, long pauseNs) {
        return "longest pause " + Durations.format(pauseNs) + "; rack: slowest stay "
                + Durations.format(time.longestStayNs()) + ", virtual time given up "
                + Durations.format(time.lostNs());
    }

    long pid() {
        return child.pid();
    }

    /** How long it took until it listened. */
    long startNs() {
        return startNs;
    }

    String uri(int board) {
        return uri.endsWith("/" + NAME + "0") ? uri.substring(0, uri.length() - 1) + board : uri;
    }

    /**
     * The longest pause of the process since it was asked last, the longest stay in the rack, and virtual time that it gave up
     * because it was too slow.
     */
    String ask() throws IOException {
        return child.ask("rack");
    }

    @Override
    public void close() {
        child.close();
    }
}
