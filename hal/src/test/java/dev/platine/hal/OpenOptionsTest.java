package dev.platine.hal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenOptionsTest {
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 365L * 86_400 + 1, Long.MAX_VALUE})
    void shouldSayTheRuleForADeadline(long seconds) {
        Duration wrong = Duration.ofSeconds(seconds);

        assertThatThrownBy(() -> OpenOptions.DEFAULT.withConnectDeadline(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be at least 1 ms and at most 365 days: connectDeadline=" + wrong);
        assertThatThrownBy(() -> OpenOptions.DEFAULT.withRequestDeadline(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be at least 1 ms and at most 365 days: requestDeadline=" + wrong);
    }

    @Test
    void shouldTakeBothEndsOfTheRange() {
        OpenOptions options =
                OpenOptions.DEFAULT.withConnectDeadline(Duration.ofMillis(1)).withRequestDeadline(Duration.ofDays(365));

        assertThat(options.connectDeadline()).hasMillis(1);
        assertThat(options.requestDeadline()).hasDays(365);
    }
}
