package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.contender.Reach;
import dev.platine.benchmarks.floor.EchoFloor;
import dev.platine.benchmarks.floor.FrameSizes;
import dev.platine.benchmarks.rig.RigProcess;
import dev.platine.core.time.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The figures that are shown beside the gated ones: the far end in a process of its own, and both not pinned.
 *
 * <p>What makes these numbers lie, and why they are not gated: with two CPUs each exchange wakes an idle one, which takes
 * from nothing to ten times an exchange, as the machine happens to be.
 */
final class Beside {
    private static final long WARM_UP_NS = TimeUnit.SECONDS.toNanos(3);
    private static final int PAIRS = 60;
    private static final int SAMPLES = 500;

    private final Path folder;
    private final FrameSizes sizes;
    private final Consumer<String> say;
    private final List<Finding> findings = new ArrayList<>();

    Beside(Path folder, FrameSizes sizes, Consumer<String> say) {
        this.folder = folder;
        this.sizes = sizes;
        this.say = say;
    }

    List<Finding> measure(Contender tcp, Contender tcpFloor, Contender unix, Contender unixFloor) throws IOException {
        String one = Affinity.allowed();
        String all = System.getProperty("platine.guard.cpus", one);
        long self = ProcessHandle.current().pid();
        try (RigProcess far = RigProcess.start(folder.resolve("far"), sizes);
                Contender farTcp = far.tcp();
                Contender farUnix = far.unix();
                Contender farTcpFloor = EchoFloor.connect(Reach.TCP, far.tcpFloor(), sizes);
                Contender farUnixFloor = EchoFloor.connect(Reach.UNIX, far.unixFloor(), sizes)) {
            add("two processes, one CPU, TCP", farTcp, farTcpFloor);
            add("two processes, one CPU, Unix socket", farUnix, farUnixFloor);
            Affinity.move(self, all);
            Affinity.move(far.pid(), all);
            try {
                add("two processes, CPUs " + all + ", TCP", farTcp, farTcpFloor);
                add("two processes, CPUs " + all + ", Unix socket", farUnix, farUnixFloor);
                add("one process, CPUs " + all + ", TCP", tcp, tcpFloor);
                add("one process, CPUs " + all + ", Unix socket", unix, unixFloor);
            } finally {
                Affinity.move(self, one);
            }
        }
        return findings;
    }

    private void add(String what, Contender ours, Contender floor) {
        say.accept(what);
        Duel.Settings settings = new Duel.Settings(WARM_UP_NS, WARM_UP_NS, PAIRS, SAMPLES, 1);
        Duel.Result result = new Duel(NanoClock.SYSTEM, settings).run(ours, floor);
        findings.add(new Finding(
                "raw NIO, " + what, result.rightP50Ns() / 1e3, result.rightP99Ns() / 1e3, Spread.exactly(1), null));
        findings.add(new Finding(
                "Platine, " + what, result.leftP50Ns() / 1e3, result.leftP99Ns() / 1e3, result.p50(), null));
    }
}
