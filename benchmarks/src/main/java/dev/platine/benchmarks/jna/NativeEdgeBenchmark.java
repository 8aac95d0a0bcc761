package dev.platine.benchmarks.jna;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call of {@code long labs(long)} in the C library: through JNA's direct mapping, through JNA's interface mapping, and
 * through plain JNI, which is the floor.
 *
 * <p>What would make the numbers lie: a function that does something (this one takes under a nanosecond, so the edge is all
 * there is); a signature with more arguments, structures or pointers, which cost more on every way; a JNI method that
 * HotSpot knows by heart (this one is compiled by the host's C compiler when the benchmark starts, and does not start
 * without one). Interface mapping allocates: run with {@code -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class NativeEdgeBenchmark {
    private final NativeMath.Mapped mapped = NativeMath.Mapped.load();
    private long value = -42;

    /** Compiles and loads the JNI library. */
    @Setup
    public void load() {
        JniMath.load();
    }

    /**
     * Direct mapping.
     *
     * @return uses the result
     */
    @Benchmark
    public long directMapping() {
        return NativeMath.Direct.labs(value++);
    }

    /**
     * Interface mapping.
     *
     * @return uses the result
     */
    @Benchmark
    public long interfaceMapping() {
        return mapped.labs(value++);
    }

    /**
     * Plain JNI.
     *
     * @return uses the result
     */
    @Benchmark
    public long plainJni() {
        return JniMath.labs(value++);
    }
}
