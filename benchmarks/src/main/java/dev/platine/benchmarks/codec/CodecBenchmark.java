package dev.platine.benchmarks.codec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An exchange's request and reply, each written and read once: by hand, and by protobuf-java.
 *
 * <p>What would make the numbers lie: values that never change (the compiler would fold them; here each step differs);
 * results that nobody uses (a sum over them is returned); a decoder that skips its checks (both are proven equal, byte for
 * byte, in {@code core}'s tests); a message that the hand-written decoder does not take the short way for. protobuf-java's
 * garbage is paid for later: run with {@code -prof gc} and read both columns.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
    private final HandCodec hand = new HandCodec();
    private final ProtobufCodec protobuf = new ProtobufCodec();

    /**
     * By hand.
     *
     * @return uses the result
     */
    @Benchmark
    public int handWritten() {
        hand.exchange();
        return hand.sum();
    }

    /**
     * By protobuf-java.
     *
     * @return uses the result
     */
    @Benchmark
    public int protobufJava() {
        protobuf.exchange();
        return protobuf.sum();
    }
}
