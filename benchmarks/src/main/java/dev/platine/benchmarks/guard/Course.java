package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.codec.ProtobufCodec;
import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.floor.FrameSizes;
import dev.platine.benchmarks.guard.GuardOptions.Section;
import dev.platine.benchmarks.peer.GrpcPeer;
import dev.platine.benchmarks.peer.ModbusPeer;
import dev.platine.benchmarks.peer.NettyFuturePeer;
import dev.platine.benchmarks.rig.Rig;
import dev.platine.core.time.NanoClock;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the guard measures, section by section, on the calling thread. Our contenders and the floors stay open from the
 * first section to the last, so that each is warm where it is met again.
 */
final class Course implements AutoCloseable {
    private static final int SAMPLES = 500;
    private static final int ALLOCATION_EXCHANGES = 10_000;
    private static final int ALLOCATION_ROUNDS = 3;
    private static final int SIM_EXCHANGES_PER_SAMPLE = 100;

    private final Rig rig;
    private final GuardOptions options;
    private final Limits limits;
    private final PrintStream progress;
    private final FrameSizes sizes;
    private final Ways ways;

    private Course(Rig rig, GuardOptions options, Limits limits, PrintStream progress, FrameSizes sizes, Ways ways) {
        this.rig = rig;
        this.options = options;
        this.limits = limits;
        this.progress = progress;
        this.sizes = sizes;
        this.ways = ways;
    }

    /** Opens our contenders and the floors. */
    static Course open(Rig rig, GuardOptions options, Limits limits, PrintStream progress) throws IOException {
        FrameSizes sizes = rig.frameSizes();
        return new Course(rig, options, limits, progress, sizes, Ways.open(rig, sizes));
    }

    /** Measures a section and adds it to the report. */
    void run(Section section, Report report) throws IOException {
        switch (section) {
            case FLOOR ->
                report.section("Exchange over raw NIO echo, " + sizes + " (figure: ratio, pair by pair)", floors());
            case ALLOCATION -> report.section("Bytes allocated an exchange (figure: bytes)", allocations());
            case SIM -> report.section("Same JVM (figure: microseconds, ratio)", sameJvm());
            case PEERS ->
                report.section("Peers, both ends in this process (figure: times longer than ours, TCP)", peers());
            case BESIDE ->
                report.section(
                        "Beside it, not gated (figure: ratio to the floor)",
                        new Beside(rig.folder(), sizes, this::say)
                                .measure(ways.tcp(), ways.tcpFloor(), ways.unix(), ways.unixFloor()));
        }
    }

    private List<Finding> floors() {
        List<Finding> findings = new ArrayList<>();
        Duel.Result overTcp = duel(ways.tcp(), ways.tcpFloor(), warmUpNs(), warmUpNs(), 1);
        findings.add(shown(ways.tcpFloor(), overTcp));
        findings.add(finding("Platine, TCP, p50", overTcp, overTcp.p50(), limits.of(Gates.TCP_P50)));
        findings.add(finding("Platine, TCP, p99", overTcp, overTcp.p99(), fullOnly(Gates.TCP_P99)));
        Duel.Result overUnix = duel(ways.unix(), ways.unixFloor(), warmUpNs(), warmUpNs(), 1);
        findings.add(shown(ways.unixFloor(), overUnix));
        findings.add(finding("Platine, Unix socket, p50", overUnix, overUnix.p50(), limits.of(Gates.UNIX_P50)));
        findings.add(finding("Platine, Unix socket, p99", overUnix, overUnix.p99(), null));
        return findings;
    }

    private List<Finding> allocations() {
        Allocation allocation = new Allocation();
        List<Finding> findings = new ArrayList<>();
        Allocation.Count overTcp = allocated(allocation, ways.tcp());
        findings.add(bytes("TCP, control thread", overTcp.callerBytes(), Gates.ALLOC_TCP_CLIENT));
        findings.add(bytes("TCP, server and all other threads", overTcp.othersBytes(), Gates.ALLOC_TCP_SERVER));
        Allocation.Count overUnix = allocated(allocation, ways.unix());
        findings.add(bytes("Unix socket, control thread", overUnix.callerBytes(), Gates.ALLOC_UNIX_CLIENT));
        findings.add(
                bytes("Unix socket, server and all other threads", overUnix.othersBytes(), Gates.ALLOC_UNIX_SERVER));
        Allocation.Count inJvm = allocated(allocation, ways.sim());
        findings.add(bytes("sim:, all threads", inJvm.callerBytes() + inJvm.othersBytes(), Gates.ALLOC_SIM));
        return findings;
    }

    private Allocation.Count allocated(Allocation allocation, Contender contender) {
        say("allocation of " + contender.name());
        Batch batch = new Batch(NanoClock.SYSTEM, SAMPLES, 1);
        long warmNs = options.has(Section.FLOOR) && contender != ways.sim() ? 0 : warmUpNs();
        for (long ns = 0; ns < warmNs; ) {
            ns += batch.run(contender);
        }
        return allocation.measure(contender, ALLOCATION_EXCHANGES, ALLOCATION_ROUNDS);
    }

    private List<Finding> sameJvm() {
        ProtobufCodec protobuf = new ProtobufCodec();
        Duel.Result result = duel(ways.sim(), protobuf, warmUpNs(), warmUpNs(), SIM_EXCHANGES_PER_SAMPLE);
        Spread ourUs = Spread.exactly(result.leftP50Ns() / 1e3);
        return List.of(
                new Finding(
                        protobuf.name(), result.rightP50Ns() / 1e3, result.rightP99Ns() / 1e3, Spread.exactly(1), null),
                finding("Platine, sim:, p50 in microseconds", result, ourUs, limits.of(Gates.SIM_P50_US)),
                finding("Platine, sim:, over protobuf-java's codec", result, result.p50(), limits.of(Gates.SIM_CODEC)));
    }

    private List<Finding> peers() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (GrpcPeer.Style style : GrpcPeer.Style.values()) {
            findings.add(peer(GrpcPeer.start(style), Gates.grpc(style)));
        }
        findings.add(peer(ModbusPeer.start(), Gates.MODBUS));
        findings.add(peer(NettyFuturePeer.start(), Gates.NETTY_FUTURE));
        return findings;
    }

    private Finding peer(Contender peer, String gate) {
        try (peer) {
            Duel.Result result = duel(peer, ways.tcp(), warmUpNs(), warmUpNs() / 10, 1);
            return finding(peer.name(), result, result.p50(), limits.of(gate));
        }
    }

    private Duel.Result duel(Contender left, Contender right, long leftWarmNs, long rightWarmNs, int perSample) {
        say(left.name() + " against " + right.name());
        int pairs = options.shortForm() ? 100 : 200;
        return new Duel(NanoClock.SYSTEM, new Duel.Settings(leftWarmNs, rightWarmNs, pairs, SAMPLES, perSample))
                .run(left, right);
    }

    private long warmUpNs() {
        return TimeUnit.SECONDS.toNanos(options.shortForm() ? 8 : 20);
    }

    private @Nullable Limit fullOnly(String gate) {
        return options.shortForm() ? null : limits.of(gate);
    }

    private static Finding shown(Contender floor, Duel.Result result) {
        return new Finding(floor.name(), result.rightP50Ns() / 1e3, result.rightP99Ns() / 1e3, Spread.exactly(1), null);
    }

    private static Finding finding(String what, Duel.Result result, Spread figure, @Nullable Limit limit) {
        return new Finding(what, result.leftP50Ns() / 1e3, result.leftP99Ns() / 1e3, figure, limit);
    }

    private Finding bytes(String what, double bytes, String gate) {
        return new Finding(what, Double.NaN, Double.NaN, Spread.exactly(bytes), limits.of(gate));
    }

    private void say(String line) {
        progress.println("guard: " + line + " ...");
    }

    @Override
    public void close() throws IOException {
        ways.close();
    }
}
