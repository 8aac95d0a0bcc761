package dev.platine.mcu.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicksTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final Ticks ticks = new Ticks();

    @Test
    void shouldCountExactlyOverAYear() {
        ticks.rate(Rate.hz(32_768), 5);
        assertThat(ticks.at(365 * DAY_NS + 5)).isEqualTo(365L * 86_400 * 32_768);
        assertThat(ticks.nsOf(365L * 86_400 * 32_768)).isEqualTo(365 * DAY_NS + 5);
    }

    @Test
    void shouldTellTheFirstNanosecondOfEachTick() {
        ticks.rate(new Rate(8_000_000, 7), 0);
        for (long tick = 1; tick < 3_000; tick += 7) {
            long ns = ticks.nsOf(tick);
            assertThat(ticks.at(ns)).isEqualTo(tick);
            assertThat(ticks.at(ns - 1)).isEqualTo(tick - 1);
        }
    }

    @Test
    void shouldStandStillAndGoOn() {
        ticks.rate(Rate.hz(1_000), 0);
        ticks.rate(Rate.NONE, 5_000_000);
        assertThat(ticks.at(9_000_000)).isEqualTo(5);
        assertThat(ticks.nsOf(6)).isEqualTo(Long.MAX_VALUE);
        ticks.rate(Rate.hz(2_000), 10_000_000);
        assertThat(ticks.nsOf(6)).isEqualTo(10_500_000);
    }
}
