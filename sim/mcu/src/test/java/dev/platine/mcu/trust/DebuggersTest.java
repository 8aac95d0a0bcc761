package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.engine.Interpreter;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What debuggers do to short loops that are hot: both engines stop at the same instruction, with the same state. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DebuggersTest {
    private static final int READS_AND_WRITES = 3;
    /** What the loops read and write. */
    private static final int[] WATCHED = {Bare.RAM, Bare.RAM + 0x1000, Bare.RAM + 0x2000, TestDevice.BASE};

    private static final int WATCHED_BYTES = 0x1000;

    static Stream<String> loops() {
        return Programs.names("loop_").stream();
    }

    private static Both hot(Plan plan) {
        Both both = new Both(Engines.tested());
        assertThat(both.difference(plan.copy().warm(3))).isEmpty();
        return both;
    }

    /** The addresses of all instructions that a plan carries out. */
    private static Set<Integer> places(Plan plan) {
        Bare machine = new Bare(new Interpreter());
        machine.load(plan);
        Set<Integer> places = new TreeSet<>();
        for (long cycle = 1; cycle <= plan.end(); cycle++) {
            places.add(machine.register(CoreRegisters.PC));
            machine.advance(cycle, Portions.each(1));
        }
        return places;
    }

    /** A breakpoint at each instruction, set in the middle of the run and removed later; the code is hot again at the next one. */
    @ParameterizedTest
    @MethodSource("loops")
    void shouldStopAtTheSameBreakpoints(String loop) {
        Plan plan = Programs.plan(loop);
        Both both = hot(plan);
        long stops = 0;
        for (int place : places(plan)) {
            for (long set : new long[] {0, plan.end() / 2}) {
                Plan stopped = plan.copy()
                        .about(loop + " with a breakpoint at " + Integer.toHexString(place) + " from " + set)
                        .end(plan.end() + 60)
                        .at(set, Deed.Kind.BREAK, place)
                        .at(plan.end() * 3 / 4 + set / 4, Deed.Kind.CLEAR, place);
                assertThat(both.hotDifference(stopped)).isEmpty();
                stops += both.subject().events().count();
                assertThat(both.hotDifference(plan.copy().warm(0))).isEmpty();
            }
        }
        assertThat(stops).isPositive();
    }

    /** A halt is asked for behind each instruction, and some single steps follow, with interrupts let through and held off. */
    @ParameterizedTest
    @MethodSource("loops")
    void shouldStopWhereverTheDebuggerAsks(String loop) {
        Plan plan = Programs.plan(loop);
        Both both = hot(plan);
        for (long at = 0; at < plan.end(); at++) {
            Plan stepped = plan.copy()
                    .about(loop + " halted and stepped at " + at)
                    .end(plan.end() + 100)
                    .at(at, Deed.Kind.STEP, 1 + at % 5, at & 1)
                    .at(at + 1, Deed.Kind.PULSE, at % 8);
            assertThat(both.hotDifference(stepped)).isEmpty();
        }
    }

    @Tag("proof")
    @ParameterizedTest
    @MethodSource("loops")
    void shouldStopAtTheSameWatchpointsWheneverTheyAreSet(String loop) {
        Plan plan = Programs.plan(loop);
        for (long at = 0; at < plan.end(); at++) {
            watches(loop, plan, at, plan.end());
        }
    }

    /** Watchpoints over all that the loop reads and writes, set and removed while it is hot. */
    @ParameterizedTest
    @MethodSource("loops")
    void shouldStopAtTheSameWatchpoints(String loop) {
        Plan plan = Programs.plan(loop);
        watches(loop, plan, 0, plan.end());
        watches(loop, plan, plan.end() / 3, plan.end() / 2);
        watches(loop, plan, plan.end() / 2, plan.end() / 2 + 9);
    }

    private static void watches(String loop, Plan plan, long from, long to) {
        Both both = hot(plan);
        for (int kind = 1; kind <= READS_AND_WRITES; kind++) {
            Plan watched = plan.copy()
                    .about(loop + " with watchpoints " + kind + " from " + from + " to " + to)
                    .end(plan.end() + 100);
            for (int base : WATCHED) {
                watched.at(from, Deed.Kind.WATCH, base, WATCHED_BYTES, kind);
                watched.at(to, Deed.Kind.UNWATCH, base, WATCHED_BYTES, kind);
            }
            assertThat(both.hotDifference(watched)).isEmpty();
        }
    }
}
