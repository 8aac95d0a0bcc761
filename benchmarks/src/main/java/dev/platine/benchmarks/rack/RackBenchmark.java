package dev.platine.benchmarks.rack;

import dev.platine.sim.rack.Rack;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Catalogue;
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
 * One virtual millisecond of a rack of chargers: firmware steps, nets, plant.
 *
 * <p>What would make the number lie: chargers that all do the same at the same instant, as here: caches like it better than
 * life; a plant at rest, as here (no vehicle charges), because an adaptive integrator takes longer steps then; a rack that
 * skips to the next event cheaply when there is none in the millisecond. Divide by the number of boards before comparing
 * lines.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RackBenchmark {
    private static final long MILLISECOND_NS = 1_000_000;

    /** How many chargers. */
    @Param({"1", "10", "100", "1000"})
    public int boards;

    private Rack rack;

    /** Builds the rack; its time stands. */
    @Setup
    public void build() {
        BoardSpec charger = new Catalogue().load("ev-charger");
        Rack.Builder builder = Rack.builder().seed(1);
        for (int i = 0; i < boards; i++) {
            builder.board("c" + i, charger);
        }
        rack = builder.build();
        rack.hold();
    }

    /** A millisecond of virtual time. */
    @Benchmark
    public void virtualMillisecond() {
        rack.advance(MILLISECOND_NS);
    }

    /** Ends the rack. */
    @TearDown
    public void close() {
        rack.close();
    }
}
