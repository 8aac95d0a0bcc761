package dev.platine.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.benchmarks.contender.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DuelTest {
    private final AtomicLong nowNs = new AtomicLong();

    @Test
    void shouldGiveTheRatioOfMediansAndOfTails() {
        FakeContender left = new FakeContender(nowNs, 12_000, 60_000);
        FakeContender right = new FakeContender(nowNs, 10_000, 20_000);

        Duel.Result result = new Duel(nowNs::get, new Duel.Settings(0, 0, 7, 500, 1)).run(left, right);

        assertThat(result.leftP50Ns()).isEqualTo(12_000);
        assertThat(result.rightP50Ns()).isEqualTo(10_000);
        assertThat(result.p50()).isEqualTo(new Spread(1.2, 1.2, 1.2));
        assertThat(result.p99().median()).isEqualTo(3.0);
    }

    @Test
    void shouldGiveTimePerExchangeWhenSeveralAreTimedTogether() {
        FakeContender left = new FakeContender(nowNs, 100, 100);
        FakeContender right = new FakeContender(nowNs, 400, 400);

        Duel.Result result = new Duel(nowNs::get, new Duel.Settings(0, 0, 3, 20, 100)).run(left, right);

        assertThat(result.leftP50Ns()).isEqualTo(100);
        assertThat(result.p50().median()).isEqualTo(0.25);
        assertThat(left.exchanges()).isEqualTo(3 * 20 * 100);
    }

    @Test
    void shouldWarmEachUpAsLongAsAskedBeforeItCounts() {
        FakeContender left = new FakeContender(nowNs, 10_000, 10_000);
        FakeContender right = new FakeContender(nowNs, 20_000, 20_000);

        new Duel(nowNs::get, new Duel.Settings(50_000_000, 50_000_000, 1, 100, 1)).run(left, right);

        assertThat(left.exchanges()).isEqualTo(5_000 + 100);
        assertThat(right.exchanges()).isEqualTo(2_500 + 100);
    }

    @Test
    void shouldNotBeMovedWhenTheMachineSlowsDownMeanwhile() {
        long[] factor = {1};
        List<String> order = new ArrayList<>();
        Contender left = drifting("left", 11_000, factor, order);
        Contender right = drifting("right", 10_000, factor, order);

        Duel.Result result = new Duel(nowNs::get, new Duel.Settings(0, 0, 9, 1, 1)).run(left, right);

        assertThat(result.p50().median())
                .isBetween(1.05, 1.15); // although the last pair took far longer than the first
        assertThat(order).startsWith("left", "right", "right", "left", "left", "right");
    }

    private Contender drifting(String name, long exchangeNs, long[] percent, List<String> order) {
        return new Contender() {
            private long calls;

            @Override
            public String name() {
                return name;
            }

            @Override
            public void exchange() {
                order.add(name);
                calls++;
                nowNs.addAndGet(exchangeNs * calls * percent[0]);
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void shouldRefuseSettingsThatMeasureNothing() {
        assertThatThrownBy(() -> new Duel.Settings(0, 0, 0, 500, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pairs=0");
    }
}
