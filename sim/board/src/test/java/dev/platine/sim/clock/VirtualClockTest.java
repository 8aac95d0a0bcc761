package dev.platine.sim.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private final VirtualClock clock = new VirtualClock();
    private final List<String> ran = new ArrayList<>();

    private Timer timer(String name) {
        return clock.timer(name, () -> ran.add(name + "@" + clock.nowNs()));
    }

    @Test
    void shouldRunInOrderOfTimeThenOfArming() {
        Timer a = timer("a");
        Timer b = timer("b");
        Timer c = timer("c");
        a.at(20);
        b.at(10);
        c.at(20);
        a.at(20); // armed again: behind c now
        clock.runUntil(30);
        assertThat(ran).containsExactly("b@10", "c@20", "a@20");
        assertThat(clock.nowNs()).isEqualTo(30);
        assertThat(clock.events()).isEqualTo(3);
        assertThat(clock.nextDueNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldKeepOrderWhenTimersAreMovedAndCancelledAtRandom() {
        SplittableRandom random = new SplittableRandom(42);
        List<Long> due = new ArrayList<>();
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            timers.add(clock.timer("t" + i, () -> due.add(clock.nowNs())));
        }
        for (int i = 0; i < 20_000; i++) {
            Timer timer = timers.get(random.nextInt(timers.size()));
            if (random.nextInt(4) == 0) {
                timer.cancel();
            } else {
                timer.at(random.nextLong(1_000));
            }
        }
        long armed = timers.stream().filter(Timer::armed).count();
        assertThat(clock.armed()).isEqualTo((int) armed);
        clock.runUntil(1_000);
        assertThat(due).hasSize((int) armed).isSorted();
    }

    @Test
    void shouldRunTheSameAsASortedSetWhileTheQueueGrowsAndShrinks() {
        SplittableRandom random = new SplittableRandom(7);
        TreeMap<List<Long>, Integer> model = new TreeMap<>(
                Comparator.<List<Long>>comparingLong(key -> key.get(0)).thenComparingLong(key -> key.get(1)));
        Map<Integer, List<Long>> keys = new HashMap<>();
        List<Integer> fired = new ArrayList<>();
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            timers.add(clock.timer("t" + i, () -> fired.add(number)));
        }
        long armings = 0;
        for (int round = 0; round < 40; round++) {
            int most = 1 + random.nextInt(timers.size());
            for (int i = 0; i < 2_000; i++) {
                int number = random.nextInt(most);
                if (keys.containsKey(number)) {
                    model.remove(keys.remove(number));
                }
                if (random.nextInt(3) == 0) {
                    timers.get(number).cancel();
                } else {
                    long due = clock.nowNs() + random.nextLong(50);
                    timers.get(number).at(due);
                    keys.put(number, List.of(due, armings++));
                    model.put(keys.get(number), number);
                }
            }
            assertThat(clock.armed()).isEqualTo(model.size());
            long until = clock.nowNs() + random.nextLong(80);
            List<Integer> expected = new ArrayList<>();
            while (!model.isEmpty() && model.firstKey().get(0) <= until) {
                int number = model.pollFirstEntry().getValue();
                keys.remove(number);
                expected.add(number);
            }
            fired.clear();
            clock.runUntil(until);
            assertThat(fired).isEqualTo(expected);
        }
    }

    @Test
    void shouldTreatThePastAsNow() {
        clock.runUntil(100);
        timer("late").at(5);
        clock.runUntil(100);
        assertThat(ran).containsExactly("late@100");
    }

    @Test
    void shouldRefuseANegativeDelayAndTakeAnEndlessOneAsNever() {
        Timer timer = timer("t");
        assertThatThrownBy(() -> timer.after(-1)).hasMessage("must be >= 0: delayNs=-1 of timer t");
        clock.runUntil(10);
        timer.after(Long.MAX_VALUE);
        assertThat(timer.dueNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldNameTheTimerOfAStorm() {
        Timer[] storm = new Timer[1];
        storm[0] = clock.timer("blinker", () -> storm[0].after(0));
        storm[0].at(7);
        Timer calm = timer("calm");
        calm.at(8);
        assertThatThrownBy(() -> clock.runUntil(10))
                .isInstanceOf(TimeStormException.class)
                .hasMessageContaining("blinker")
                .hasMessageContaining("10000 times at 7 ns");
        clock.runUntil(10);
        assertThat(ran).containsExactly("calm@8");
    }

    @Test
    void shouldGoOnBehindAnEventThatThrew() {
        clock.timer("bad", () -> {
                    throw new IllegalArgumentException("no");
                })
                .at(5);
        timer("good").at(6);
        assertThatThrownBy(() -> clock.runUntil(10)).hasMessage("no");
        assertThat(clock.nowNs()).isEqualTo(5);
        clock.runUntil(10);
        assertThat(ran).containsExactly("good@6");
    }

    @Test
    void shouldNotRunInsideItself() {
        clock.timer("nested", () -> clock.runUntil(20)).at(5);
        assertThatThrownBy(() -> clock.runUntil(10)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldStopAfterTheGivenCountOfEvents() {
        timer("a").at(1);
        timer("b").at(2);
        assertThat(clock.runSome(10, 1)).isFalse();
        assertThat(clock.nowNs()).isEqualTo(1);
        assertThat(clock.runSome(10, 1)).isTrue();
        assertThat(clock.nowNs()).isEqualTo(10);
    }

    @Test
    void shouldAllocateNothingWhenTimersAreArmedAgain() {
        Timer[] timers = new Timer[100];
        for (int i = 0; i < timers.length; i++) {
            int self = i;
            timers[i] = clock.timer("t", () -> timers[self].after(1_000 + self));
            timers[i].after(i);
        }
        clock.runUntil(1_000_000);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(me);
        clock.runUntil(10_000_000);
        long bytes = threads.getThreadAllocatedBytes(me) - before;
        assertThat(clock.events()).isGreaterThan(900_000);
        assertThat(bytes).isLessThan(10_000);
    }
}
