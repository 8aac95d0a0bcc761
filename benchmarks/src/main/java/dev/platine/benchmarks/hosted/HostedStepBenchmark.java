package dev.platine.benchmarks.hosted;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.platine.sim.hosted.SteppedFirmware;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of a firmware: 16 inputs are written into the block, the firmware is called, 4 outputs are read from it. The call goes by
 * JNA's direct mapping (what the product does), by plain JNI, and on a JDK that has it by java.lang.foreign; and into a process
 * of its own.
 *
 * <p>What would make the numbers lie: the isolated one needs a second processor that is free, else both sides sleep and wake; run
 * with {@code -prof gc} to see the bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HostedStepBenchmark {
    private static final int IN = 4_096;
    private static final int IN_BYTES = 64;
    private static final int OUT = 8_192;
    private static final int OUT_BYTES = 32;
    private static final int INPUTS = 16;
    private static final int OUTPUTS = 4;
    private static final boolean FOREIGN = Runtime.version().feature() >= 22;

    private NativeLibrary other; // unloaded when nobody holds it
    private SteppedFirmware hosted;
    private SteppedFirmware isolated;
    private ByteBuffer shared;
    private ByteBuffer apart;
    private long address;
    private long nowNs;

    /** Compiles everything and boots the firmware. */
    @Setup
    public void boot() {
        Path library = BenchmarkFirmware.library();
        hosted = SteppedFirmware.hosted(library);
        isolated = SteppedFirmware.isolated(library);
        shared = hosted.memory().order(ByteOrder.LITTLE_ENDIAN);
        apart = isolated.memory().order(ByteOrder.LITTLE_ENDIAN);
        // Another copy of the library for the other ways to call it, over the same block.
        other = NativeLibrary.getInstance(library.toString());
        other.getFunction("benchmark_use").invokeLong(new Object[] {hosted.address()});
        address = Pointer.nativeValue(other.getFunction("platine_firmware_step"));
        System.setProperty(ForeignStep.ADDRESS, Long.toString(address));
        JniStep.load();
    }

    /** Ends the firmware's process. */
    @TearDown
    public void end() {
        hosted.close();
        isolated.close();
    }

    private void write(ByteBuffer block) {
        double volts = nowNs & 1;
        for (int i = 0; i < INPUTS; i++) {
            block.putDouble(IN + i * IN_BYTES, volts);
        }
        nowNs += 1_000_000;
    }

    private static long read(ByteBuffer block, long next) {
        long outputs = next;
        for (int i = 0; i < OUTPUTS; i++) {
            outputs += block.getLong(OUT + (INPUTS + i) * OUT_BYTES);
        }
        return outputs;
    }

    /**
     * The product, in process.
     *
     * @return uses the result
     */
    @Benchmark
    public long directMapping() {
        write(shared);
        return read(shared, hosted.step(nowNs));
    }

    /**
     * Plain JNI.
     *
     * @return uses the result
     */
    @Benchmark
    public long plainJni() {
        write(shared);
        return read(shared, JniStep.call(address, nowNs));
    }

    /**
     * java.lang.foreign; the block alone on an older JDK.
     *
     * @return uses the result
     * @throws Throwable never
     */
    @Benchmark
    public long foreign() throws Throwable {
        write(shared);
        return read(shared, FOREIGN ? ForeignStep.step(nowNs) : nowNs);
    }

    /**
     * The block without a call.
     *
     * @return uses the result
     */
    @Benchmark
    public long blockOnly() {
        write(shared);
        return read(shared, nowNs);
    }

    /**
     * The product, isolated.
     *
     * @return uses the result
     */
    @Benchmark
    public long isolated() {
        write(apart);
        return read(apart, isolated.step(nowNs));
    }
}
