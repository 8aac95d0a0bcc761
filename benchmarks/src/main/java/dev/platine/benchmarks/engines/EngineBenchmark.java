package dev.platine.benchmarks.engines;

import dev.platine.mcu.engine.choice.EngineChoice;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A rack's portion of 50 us, 8,400 instructions, of a whole chip at 168 MHz. {@code instructions} is how many millions of guest instructions a
 * second that is; with {@code -prof gc}, {@code gc.alloc.rate.norm} is bytes a portion.
 *
 * <p>What would make the number lie: a chip whose pins nobody listens to, as here; a program that is small enough for all caches, as these are but
 * for {@code flat}; a JVM that has seen one program only, as here. QEMU is not in it: see {@code benchmarks/engines}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-UseSwitchProfiling",
            "-XX:PerMethodTrapLimit=0"
        })
public class EngineBenchmark {
    /** What runs. */
    @Param
    public Workload workload;

    /** What carries it out. */
    @Param
    public EngineChoice engine;

    private GuestChip guest;

    /** Guest instructions, shown as millions a second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counted {
        /** How many. */
        public long instructions;
    }

    /** Builds the chip; it stands in front of its first instruction. */
    @Setup
    public void build() {
        guest = new GuestChip(Program.of(workload, -1, workload.tickInstructions()), engine.create());
    }

    /**
     * A portion.
     *
     * @param counted counts its instructions
     */
    @Benchmark
    public void portion(Counted counted) {
        counted.instructions += guest.run(1);
    }
}
