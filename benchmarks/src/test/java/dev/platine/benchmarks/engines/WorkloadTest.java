package dev.platine.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.mcu.engine.choice.EngineChoice;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {
    private static final long MOST = 50_000_000;
    private static final int ROUNDS = 20;

    /** As QEMU 7.2 computes them too (QemuSumsTest). */
    private static final Map<String, String> SUMS = Map.of(
            "control", "b7e3cdff",
            "mixed", "02c51db8",
            "floats", "2a4e011a",
            "copies", "4dcac221",
            "registers", "e7893e3e",
            "flat", "a0239d52");

    private static GuestChip finished(Workload workload, EngineChoice engine, int rounds, int reload) {
        GuestChip guest = new GuestChip(Program.of(workload, rounds, reload), engine.create());
        guest.finish(MOST);
        return guest;
    }

    @ParameterizedTest
    @EnumSource
    void shouldComputeTheSameSumsAsElsewhere(EngineChoice engine) {
        for (Workload workload : Workload.values()) {
            String text = finished(workload, engine, ROUNDS, workload.tickInstructions())
                    .text();
            assertThat(text).as(workload.label()).startsWith("sum " + SUMS.get(workload.program()) + " ticks ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeAsManyInstructionsWithEachEngine(Workload workload) {
        long[] counts = Stream.of(EngineChoice.values())
                .mapToLong(engine -> finished(workload, engine, 3, 777).instructions())
                .distinct()
                .toArray();
        assertThat(counts).hasSize(1);
    }

    @Test
    void shouldInterruptAsOftenAsAsked() {
        GuestChip guest = finished(Workload.CONTROL_TICKS_10K, EngineChoice.INTERPRETER, ROUNDS, 10_000);
        int ticks = Integer.parseInt(
                guest.text().substring(guest.text().indexOf("ticks ") + 6).strip(), 16);
        assertThat((long) ticks).isBetween(guest.instructions() / 10_000 - 3, guest.instructions() / 10_000);
    }

    @Test
    void shouldRunAt168MHz() {
        GuestChip guest = finished(Workload.CONTROL, EngineChoice.INTERPRETER, 1, 0);
        assertThat(guest.chip().clocks().hclk().hz()).isEqualTo(168e6);
    }

    @Test
    void shouldTouchNothingThatTheChipDoesNotHave() {
        for (Workload workload : Workload.values()) {
            GuestChip guest = finished(workload, EngineChoice.INTERPRETER, 2, workload.tickInstructions());
            assertThat(guest.chip().touches().touches()).as(workload.label()).isEmpty();
        }
    }

    @Test
    void shouldSayWhichWorkloadsThereAre() {
        assertThatThrownBy(() -> Workload.of("coremark"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no workload 'coremark'; there are control, mixed, floats, ");
    }
}
