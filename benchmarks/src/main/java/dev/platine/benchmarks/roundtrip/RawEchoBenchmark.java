package dev.platine.benchmarks.roundtrip;

import dev.platine.benchmarks.contender.Reach;
import dev.platine.benchmarks.floor.EchoFloor;
import dev.platine.benchmarks.floor.EchoServer;
import dev.platine.benchmarks.floor.FrameSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The floor of {@link ExchangeBenchmark}: a raw blocking NIO echo of the same byte count.
 *
 * <p>What would make the numbers lie: the same as there. Another byte count: it is that of the exchange when this was
 * written; the guard takes it from a real exchange.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RawEchoBenchmark {
    private static final FrameSizes SIZES = new FrameSizes(35, 92);

    /** Which kind of socket. */
    @Param
    public Reach reach;

    private Path folder;
    private EchoServer server;
    private EchoFloor floor;

    /**
     * Starts both ends.
     *
     * @throws IOException when it cannot
     */
    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("platine-echo");
        String at = reach == Reach.TCP ? "0" : folder.resolve("echo.sock").toString();
        server = EchoServer.start(reach, Reach.address(at), SIZES);
        floor = EchoFloor.connect(reach, server.address(), SIZES);
    }

    /** One request's bytes there and one reply's back. */
    @Benchmark
    public void echo() {
        floor.exchange();
    }

    /**
     * Ends both ends.
     *
     * @throws IOException when it cannot
     */
    @TearDown
    public void close() throws IOException {
        floor.close();
        server.close();
        Files.delete(folder);
    }
}
