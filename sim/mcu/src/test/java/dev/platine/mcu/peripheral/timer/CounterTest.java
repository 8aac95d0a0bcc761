package dev.platine.mcu.peripheral.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The counter's arithmetic against one that is stepped tick by tick. */
class CounterTest {
    /** What was told: after how many ticks, at which count, what was passed. */
    private record Told(long tick, long count, Counter.Boundary boundary) {}

    private static final class Owner implements Counter.Owner {
        final List<Told> told = new ArrayList<>();
        final Counter counter = new Counter(16);
        boolean steady;
        long before;
        long skipped;

        @Override
        public void reached(Counter.Boundary boundary, long ticks) {
            told.add(new Told(before + ticks, counter.count, boundary));
        }

        @Override
        public boolean steady() {
            return steady;
        }

        @Override
        public void skipped(long boundaries) {
            skipped += boundaries;
        }

        void advance(long ticks) {
            counter.advance(ticks, this);
            before += ticks;
        }
    }

    /** One tick at a time, by the manual's words. */
    private static final class Stepped {
        final List<Told> told = new ArrayList<>();
        final long[] marks;
        final long reload;
        final long divider;
        final boolean centered;
        boolean down;
        long count;
        long phase;
        long ticks;

        Stepped(Counter like) {
            marks = like.marks.clone();
            reload = like.reload;
            divider = like.divider;
            centered = like.centered;
            down = like.down;
            count = like.count;
        }

        void tick() {
            ticks++;
            phase++;
            if (phase == divider) {
                phase = 0;
                Counter.Boundary boundary = centered ? turn() : pass();
                boolean marked = false;
                for (long mark : marks) {
                    marked |= mark == count;
                }
                if (marked || boundary != Counter.Boundary.NONE) {
                    told.add(new Told(ticks, count, boundary));
                }
            }
        }

        private Counter.Boundary pass() {
            if (down) {
                count = count == 0 ? reload : count - 1;
                return count == reload ? Counter.Boundary.UNDERFLOW : Counter.Boundary.NONE;
            }
            if (count == reload) {
                count = 0;
                return Counter.Boundary.OVERFLOW;
            }
            count = (count + 1) & 0xFFFF;
            return count == 0 ? Counter.Boundary.ROLLOVER : Counter.Boundary.NONE;
        }

        private Counter.Boundary turn() {
            if (down) {
                count--;
                down = count != 0;
                return count == 0 ? Counter.Boundary.UNDERFLOW : Counter.Boundary.NONE;
            }
            count = (count + 1) & 0xFFFF;
            down = count == reload;
            if (count == 0) {
                return Counter.Boundary.ROLLOVER;
            }
            return down ? Counter.Boundary.OVERFLOW : Counter.Boundary.NONE;
        }
    }

    private static Owner owner(Random random) {
        Owner owner = new Owner();
        final Counter counter = owner.counter;
        counter.reload = 1 + random.nextInt(12);
        counter.divider = 1 + random.nextInt(4);
        counter.centered = random.nextBoolean();
        counter.down = !counter.centered && random.nextBoolean();
        // Now and then above the auto-reload value, near the end of 16 bits; downwards from there it would pass the
        // value itself.
        counter.count = !counter.down && random.nextInt(4) == 0
                ? 0xFFFF - random.nextInt(20)
                : random.nextInt((int) counter.reload);
        for (int i = 0; i < 4; i++) {
            counter.marks[i] = random.nextInt(16) - 1;
        }
        counter.running = true;
        return owner;
    }

    @Test
    void shouldTellWhatTheSteppedOneDoesAtTheSameTicks() {
        Random random = new Random(11);
        for (int round = 0; round < 400; round++) {
            Owner owner = owner(random);
            Stepped stepped = new Stepped(owner.counter);
            for (int i = 0; i < 20; i++) {
                int ticks = random.nextInt(60);
                owner.advance(ticks);
                for (int t = 0; t < ticks; t++) {
                    stepped.tick();
                }
                assertThat(owner.counter.count).isEqualTo(stepped.count);
            }
            assertThat(owner.told).isEqualTo(stepped.told);
        }
    }

    @Test
    void shouldLeaveOutWholePeriodsAndStandWhereTheSteppedOneDoes() {
        Random random = new Random(12);
        long skipped = 0;
        for (int round = 0; round < 400; round++) {
            Owner owner = owner(random);
            owner.steady = true;
            Stepped stepped = new Stepped(owner.counter);
            int ticks = random.nextInt(5000);
            owner.advance(ticks);
            for (int t = 0; t < ticks; t++) {
                stepped.tick();
            }
            assertThat(owner.counter.count).isEqualTo(stepped.count);
            assertThat(owner.counter.falling()).isEqualTo(falling(stepped));
            assertThat(turns(owner.told) + owner.skipped).isEqualTo(turns(stepped.told));
            int more = random.nextInt(40);
            owner.advance(more);
            for (int t = 0; t < more; t++) {
                stepped.tick();
            }
            assertThat(owner.counter.count)
                    .as("the prescaler stands where it should too")
                    .isEqualTo(stepped.count);
            skipped += owner.skipped;
        }
        assertThat(skipped).isPositive();
    }

    private static boolean falling(Stepped stepped) {
        return stepped.down || (stepped.centered && stepped.count == stepped.reload);
    }

    private static long turns(List<Told> told) {
        return told.stream()
                .filter(t -> t.boundary == Counter.Boundary.OVERFLOW || t.boundary == Counter.Boundary.UNDERFLOW)
                .count();
    }

    @Test
    void shouldTakeNoLongerForAYearThanForADay() {
        Owner owner = new Owner();
        owner.steady = true;
        owner.counter.reload = 999;
        owner.counter.divider = 84;
        owner.counter.running = true;
        owner.advance(365L * 86_400 * 84_000_000);
        assertThat(owner.told.size()).isLessThan(20);
        assertThat(owner.skipped + turns(owner.told)).isEqualTo(365L * 86_400 * 1000);
    }
}
