package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final long MS = 1_000_000;

    private final Rhythm rhythm = new Rhythm(20 * MS);

    @Test
    void shouldBeShortlyQuietWithoutARhythm() {
        assertThat(rhythm.quietNs()).isEqualTo(20 * MS);
    }

    @Test
    void shouldOutlastTheGapsOfARhythm() {
        rhythm.idle(1_000 * MS, 1_030 * MS);
        assertThat(rhythm.quietNs()).isEqualTo(300 * MS);
        rhythm.idle(5_000 * MS, 5_001 * MS);
        assertThat(rhythm.quietNs()).isEqualTo(20 * MS);
    }

    @Test
    void shouldNeverBeQuietForLongerThanASecond() {
        rhythm.idle(0, Rhythm.MOST_GAP_NS);
        assertThat(rhythm.quietNs()).isEqualTo(Rhythm.MOST_QUIET_NS);
        rhythm.idle(0, Rhythm.MOST_GAP_NS + 1);
        assertThat(rhythm.quietNs()).isEqualTo(20 * MS);
    }

    @Test
    void shouldForgetARhythmThatHasEnded() {
        rhythm.idle(0, 100 * MS);
        rhythm.idle(100 * MS, 100 * MS);
        assertThat(rhythm.quietNs()).isEqualTo(20 * MS);
    }

    @Test
    void shouldStandWhenTheClockWrapsRound() {
        rhythm.idle(Long.MAX_VALUE - 30 * MS, Long.MIN_VALUE + 20 * MS);
        assertThat(rhythm.quietNs()).isBetween(499 * MS, 501 * MS);
    }
}
