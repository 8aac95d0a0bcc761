package dev.platine.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuartilesTest {
    @Test
    void shouldBeTheSameForOneFigure() {
        assertThat(Quartiles.of(new double[] {3})).isEqualTo(new Quartiles(3, 3, 3));
    }

    @Test
    void shouldLieBetweenTwoFiguresLinearly() {
        assertThat(Quartiles.of(new double[] {4, 1, 3, 2})).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
    }

    @Test
    void shouldNotMindOneWildFigure() {
        assertThat(Quartiles.of(new double[] {5, 1000, 4, 6, 5}).median()).isEqualTo(5);
    }

    @Test
    void shouldLeaveTheFiguresInTheirOrder() {
        double[] figures = {3, 1, 2};
        Quartiles.of(figures);
        assertThat(figures).containsExactly(3, 1, 2);
    }

    @Test
    void shouldRefuseNothing() {
        assertThatThrownBy(() -> Quartiles.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
