package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupts in front of every instruction of short loops, none left out: both engines agree, on hot code. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class InterruptsTest {
    private static final int LINES = 8;
    private static final int SYST_LOAD = 0xE000E014;
    private static final int SYST_CSR = 0xE000E010;

    static Stream<String> loops() {
        return Programs.names("loop_").stream();
    }

    /** A machine that ran the loop often enough to have translated it. */
    private static Both hot(Plan plan) {
        Both both = new Both(Engines.tested());
        assertThat(both.difference(plan.copy().warm(3))).isEmpty();
        return both;
    }

    @ParameterizedTest
    @MethodSource("loops")
    void shouldAgreeWhereverAnInterruptComes(String loop) {
        Plan plan = Programs.plan(loop);
        Both both = hot(plan);
        for (long at = 0; at < plan.end(); at++) {
            Plan interrupted = plan.copy().about(loop + " interrupted at " + at).end(plan.end() + 200);
            assertThat(both.hotDifference(interrupted.at(at, Deed.Kind.PULSE, at % LINES)))
                    .isEmpty();
        }
    }

    @Tag("proof")
    @ParameterizedTest
    @MethodSource("loops")
    void shouldAgreeWhereverEachInterruptComes(String loop) {
        Plan plan = Programs.plan(loop);
        Both both = hot(plan);
        for (int line = 0; line < LINES; line++) {
            for (long at = 0; at < plan.end(); at++) {
                Plan interrupted = plan.copy()
                        .about(loop + " interrupted at " + at + " by " + line)
                        .end(plan.end() + 300)
                        .at(at, Deed.Kind.PULSE, line)
                        .at(at + 7, Deed.Kind.PULSE, (line + at) % LINES);
                assertThat(both.hotDifference(interrupted)).isEmpty();
            }
        }
    }

    static Stream<String> cases() {
        return Programs.names("case_").stream();
    }

    /** The same for code that changes, faults, sleeps: the first instructions each, then some hundreds all over the run. */
    @Tag("proof")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @ParameterizedTest
    @MethodSource("cases")
    void shouldAgreeWhereverAnInterruptComesInCases(String name) {
        Plan plan = Programs.plan(name);
        Both both = hot(plan);
        long step = Math.max(plan.end() / 300, 1);
        for (long at = 0; at < plan.end(); at += at < 300 ? 1 : step) {
            Plan interrupted = plan.copy()
                    .about(name + " interrupted at " + at)
                    .end(plan.end() + 200)
                    .seed(at)
                    .at(at, Deed.Kind.PULSE, at % LINES);
            assertThat(both.hotDifference(interrupted)).isEmpty();
        }
    }

    /** The system timer, with a period that moves against the loop, for each of its values. */
    @ParameterizedTest
    @MethodSource("loops")
    void shouldAgreeWhateverTheTimersPeriod(String loop) {
        Plan plan = Programs.plan(loop);
        Both both = hot(plan);
        for (int period = 20; period < 84; period++) {
            Plan ticking = plan.copy()
                    .about(loop + " with a tick every " + (period + 1))
                    .end(plan.end() * 2)
                    .at(0, Deed.Kind.WRITE, SYST_LOAD, 4, period)
                    .at(0, Deed.Kind.WRITE, SYST_CSR, 4, 7);
            assertThat(both.hotDifference(ticking)).isEmpty();
        }
    }
}
