package dev.platine.benchmarks.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PauseWatchTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    @Test
    void shouldKeepTheLongestPauseUntilItIsTaken() {
        try (PauseWatch watch = PauseWatch.start()) {
            watch.woke(1_000, 1_000 + 2 * HOUR_NS);
            watch.woke(5_000, 5_000 + HOUR_NS);
            assertThat(watch.takeLongestNs()).isEqualTo(2 * HOUR_NS);
            assertThat(watch.takeLongestNs()).isLessThan(HOUR_NS);
        }
    }
}
