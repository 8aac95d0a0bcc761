package dev.platine.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Limits CHECKED_IN = checkedIn();

    static Limits checkedIn() {
        try {
            return Limits.load(Path.of("limits.properties"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldHoldExactlyTheFiguresOfTheGuard() {
        CHECKED_IN.requireExactly(Gates.ALL);
    }

    @Test
    void shouldKeepTheLimitsThatTheProjectPromised() {
        assertThat(CHECKED_IN.of("tcp.p50").value()).isLessThanOrEqualTo(1.25);
        assertThat(CHECKED_IN.of("unix.p50").value()).isLessThanOrEqualTo(1.45);
        assertThat(CHECKED_IN.of("alloc.tcp.client").value()).isZero();
        assertThat(CHECKED_IN.of("alloc.tcp.server").value()).isZero();
        assertThat(CHECKED_IN.of("peer.modbus").value()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldFailAFigureThatIsNotANumber() {
        Limit limit = new Limit("x", Limit.Bound.AT_MOST, 1, 1);

        assertThat(limit.passes(Double.NaN)).isFalse();
        assertThat(limit.passes(1)).isTrue();
        assertThat(limit.passes(Math.nextUp(1.0))).isFalse();
    }

    @Test
    void shouldRefuseAMisspeltLineAnUnknownFigureAndAMissingOne() {
        assertThatThrownBy(() -> Limits.parse(List.of("tcp.p50 = at_most 1.25 target 1.15")))
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> Limits.parse(List.of("a = at-most 1 target 1", "a = at-most 2 target 1")))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Limits.parse(List.of("a = at-most 1 target 1")).requireExactly(Set.of("b")))
                .hasMessageContaining("missing [b], unknown [a]");
        assertThatThrownBy(() -> Limits.parse(List.of()).of("tcp.p50")).hasMessageContaining("tcp.p50");
    }

    @Test
    void shouldRefuseATargetThatIsEasierThanTheLimit() {
        assertThatThrownBy(() -> Limits.parse(List.of("a = at-least 2 target 1.5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as strict");
    }
}
