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

    private static List<String> followed(long stepNs) {
        VirtualClock clock = new VirtualClock();
        List<String> runs = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            clock.add(new Runner() {
                private long reached;

                @Override
                public long dueNs() {
                    return reached;
                }

                @Override
                public void run(long untilNs) {
                    runs.add(name + " to " + untilNs);
                    reached = untilNs + (name.equals("a") ? 3 : 7);
                }
            });
        }
        clock.timer(() -> runs.add("event")).at(77_777);
        for (long ns = 0; ns < 200_000; ns += stepNs) {
            boolean done;
            do {
                done = clock.follow(ns, 1);
            } while (!done);
        }
        return runs.subList(0, runs.indexOf("event") + 5);
    }

    @Test
    void shouldRunTheSameWhereverSomebodyElsesClockStands() {
        List<String> once = followed(1_000_000 / 7);
        assertThat(followed(1_234)).isEqualTo(once);
        assertThat(followed(49_999)).isEqualTo(once);
    }

    @Test
    void shouldNotGoBeyondARunnerThatWasStopped() {
        clock.add(new Runner() {
            private boolean stopped;

            @Override
            public long dueNs() {
                return stopped ? Long.MAX_VALUE : 0;
            }

            @Override
            public long stoppedNs() {
                return stopped ? 1_234 : Long.MAX_VALUE;
            }

            @Override
            public void run(long untilNs) {
                stopped = true;
                clock.breakOff();
            }
        });
        clock.follow(1_000_000, 100);
        assertThat(clock.nowNs()).isEqualTo(1_234);
    }

    /** Is busy, and must not be ahead of others. */
    private final class Follower implements Runner {
        private final List<Runner> led = new ArrayList<>();
        private long reached;
        private long ahead = Long.MIN_VALUE;

        @Override
        public long dueNs() {
            return reached;
        }

        @Override
        public Runner[] leaders() {
            return led.toArray(Runner[]::new);
        }

        @Override
        public void run(long untilNs) {
            reached = untilNs;
            for (Runner leader : led) {
                ahead = Math.max(ahead, reached - leader.dueNs());
            }
        }
    }

    @Test
    void shouldNotLetARunnerGoAheadOfItsLeader() {
        Follower follower = new Follower();
        Busy leader = new Busy("a", 1_000_000);
        follower.led.add(leader);
        clock.add(follower);
        clock.add(leader);
        clock.runUntil(500_000);
        assertThat(follower.reached).isEqualTo(500_000);
        assertThat(leader.reached).isEqualTo(500_000);
        assertThat(follower.ahead).isZero();
        assertThat(leader.longest).isGreaterThan(VirtualClock.LOCKSTEP_NS);
    }

    @Test
    void shouldLetThoseThatLeadEachOtherGoInTurn() {
        Follower a = new Follower();
        Follower b = new Follower();
        Busy other = new Busy("c", 1_000_000);
        a.led.add(b);
        b.led.add(a);
        clock.add(a);
        clock.add(b);
        clock.add(other);
        clock.runUntil(100_000);
        assertThat(List.of(a.reached, b.reached, other.reached)).containsOnly(100_000L);
        assertThat(Math.max(a.ahead, b.ahead)).isBetween(1L, VirtualClock.LOCKSTEP_NS);
    }
}
