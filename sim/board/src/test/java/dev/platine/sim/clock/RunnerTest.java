package dev.platine.sim.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private final VirtualClock clock = new VirtualClock();
    private final List<String> happened = new ArrayList<>();

    /** Is busy all the time; acts at multiples of a period, by a timer. */
    private final class Busy implements Runner {
        private final String name;
        private final long periodNs;
        private final Timer act;
        private long reached;
        private long longest;

        Busy(String name, long periodNs) {
            this.name = name;
            this.periodNs = periodNs;
            act = clock.timer(() -> happened.add(name + "@" + clock.nowNs()));
        }

        @Override
        public long dueNs() {
            return reached;
        }

        @Override
        public void run(long untilNs) {
            long next = (reached / periodNs + 1) * periodNs;
            longest = Math.max(longest, Math.min(next, untilNs) - reached);
            reached = Math.min(next, untilNs);
            if (reached == next) {
                act.at(reached);
            }
        }
    }

    @Test
    void shouldRunUpToEachEventAndNotBeyond() {
        Busy busy = new Busy("a", 1_000_000);
        clock.add(busy);
        clock.timer(() -> happened.add("event, runner at " + busy.reached)).at(123_456);
        clock.runUntil(1_500_000);
        assertThat(happened).containsExactly("event, runner at 123456", "a@1000000");
        assertThat(busy.reached).isEqualTo(1_500_000);
        assertThat(busy.longest).isLessThanOrEqualTo(VirtualClock.RUN_NS);
    }

    @Test
    void shouldLetWhatARunnerDoesHappenAtItsTime() {
        clock.add(new Busy("a", 700));
        clock.runUntil(2_000);
        assertThat(happened).containsExactly("a@700", "a@1400");
        assertThat(clock.nowNs()).isEqualTo(2_000);
    }

    @Test
    void shouldKeepTwoBusyRunnersCloseTogether() {
        Busy a = new Busy("a", 1_000_000);
        Busy b = new Busy("b", 1_000_000);
        clock.add(a);
        clock.add(b);
        for (long ns = 5_000; ns < 500_000; ns += 5_000) {
            clock.runUntil(ns);
            assertThat(Math.abs(a.reached - b.reached)).isLessThanOrEqualTo(VirtualClock.AHEAD_NS);
        }
        assertThat(Math.max(a.longest, b.longest)).isLessThanOrEqualTo(2 * VirtualClock.AHEAD_NS);
    }

    @Test
    void shouldCostNothingWhileARunnerSleeps() {
        clock.add(new Runner() {
            @Override
            public long dueNs() {
                return Long.MAX_VALUE;
            }

            @Override
            public void run(long untilNs) {
                throw new AssertionError("has nothing to do");
            }
        });
        clock.runUntil(10_000_000_000L);
        assertThat(clock.nextDueNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldTellThatABusyRunnerIsDueSoon() {
        clock.add(new Busy("a", 1_000_000));
        assertThat(clock.nextDueNs()).isEqualTo(VirtualClock.RUN_NS);
    }

    @Test
    void shouldNotRunWhatWasRemoved() {
        Busy busy = new Busy("a", 700);
        clock.add(busy);
        clock.runUntil(1_000);
        clock.remove(busy);
        clock.runUntil(5_000);
        assertThat(happened).containsExactly("a@700");
    }

    @Test
    void shouldStandWhereItIsBrokenOff() {
        clock.add(new Busy("a", 700));
        clock.timer(clock::breakOff).at(1_000);
        clock.runUntil(5_000);
        assertThat(clock.nowNs()).isEqualTo(1_000);
        clock.runUntil(5_000);
        assertThat(clock.nowNs()).isEqualTo(5_000);
    }

    @Test
    void shouldStandWhereTheRunnersAreWhenItStopsBetween() {
        Busy busy = new Busy("a", 1_000_000);
        clock.add(busy);
        for (int i = 0; i < 20; i++) {
            clock.runSome(10_000_000, 1);
            assertThat(clock.nowNs()).isEqualTo(busy.reached);
        }
    }
}
