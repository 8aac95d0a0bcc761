package dev.platine.benchmarks.roundtrip;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.rig.Rig;
import java.io.IOException;
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
 * One exchange of 16 values read and 4 written with a modelled board in real time, over each kind of link.
 *
 * <p>What would make the numbers lie: more than one CPU, because then each exchange wakes an idle one: run it under
 * {@code taskset -c 0}. Comparing lines of this benchmark with each other or with {@link RawEchoBenchmark}'s across minutes
 * on a shared machine: the guard alternates, this does not. The pseudo terminal's bytes are copied by a worker of the
 * kernel, whose time is its own. In the same JVM an exchange takes less than reading the clock twice: use
 * {@code -bm avgt} there. Netty's leak detector samples by default; it is off here.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Dio.netty.leakDetection.level=disabled")
public class ExchangeBenchmark {
    /** Kinds of link. */
    public enum Way {
        /** In the same JVM, without bytes. */
        SAME_JVM {
            @Override
            Contender open(Rig rig) {
                return rig.sim();
            }
        },
        /** A Unix socket. */
        UNIX {
            @Override
            Contender open(Rig rig) {
                return rig.unix();
            }
        },
        /** TCP over loopback. */
        TCP {
            @Override
            Contender open(Rig rig) {
                return rig.tcp();
            }
        },
        /** A serial line over a pseudo terminal. */
        SERIAL {
            @Override
            Contender open(Rig rig) {
                return rig.serial();
            }
        };

        abstract Contender open(Rig rig);
    }

    /** Which link. */
    @Param
    public Way way;

    private Rig rig;
    private Contender exchange;

    /**
     * Starts the rack and opens the board.
     *
     * @throws IOException when it cannot
     */
    @Setup
    public void open() throws IOException {
        rig = Rig.start();
        exchange = way.open(rig);
    }

    /** One exchange. */
    @Benchmark
    public void exchange() {
        exchange.exchange();
    }

    /** Ends both ends. */
    @TearDown
    public void close() {
        exchange.close();
        rig.close();
    }
}
