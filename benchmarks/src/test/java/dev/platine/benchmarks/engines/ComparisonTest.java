package dev.platine.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import dev.platine.mcu.engine.choice.EngineChoice;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ComparisonTest {
    @Test
    void shouldRunASteadyStateInAJvmOfItsOwn() throws Exception {
        try (Contender contender = new SteadyContender(EngineChoice.INTERPRETER, Workload.CONTROL, 0.01)) {
            Map<Part, Sample> round = contender.round();
            assertThat(round).containsOnlyKeys(Part.STEADY);
            assertThat(round.get(Part.STEADY).instructions()).isGreaterThan(1000);
            assertThat(round.get(Part.STEADY).wallSeconds()).isGreaterThanOrEqualTo(0.7);
            assertThat(contender.name()).isEqualTo("interpreter");
        }
    }

    @Test
    @Tag("slow")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldPlanTheDemandedWork() {
        Plan plan = Plan.of(Workload.COPIES);
        assertThat((double) plan.first().instructions()).isBetween(0.99 * Plan.FIRST, 1.01 * Plan.FIRST);
        assertThat((double) plan.whole().instructions()).isBetween(0.99 * Plan.WHOLE, 1.01 * Plan.WHOLE);
    }

    @Test
    void shouldRefuseAnotherSum() {
        Sum sum = new Sum("00000001", 3);
        Differs.check(Workload.MIXED, "QEMU", sum, new Sum("00000001", 99));
        assertThatThrownBy(() -> Differs.check(Workload.MIXED, "QEMU", sum, new Sum("00000002", 3)))
                .isInstanceOf(Differs.class)
                .hasMessage("mixed: QEMU computes 00000002, not 00000001 as the chip in this process");
    }

    @Test
    void shouldAlignItsTables() {
        Table table = new Table(java.util.List.of("a", "figure"));
        table.row(java.util.List.of("long name", "1"));
        assertThat(table.text()).isEqualTo("""
                | a         | figure |
                |-----------|-------:|
                | long name |      1 |
                """);
    }
}
