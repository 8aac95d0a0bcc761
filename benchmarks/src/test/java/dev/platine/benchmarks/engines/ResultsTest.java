package dev.platine.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final long MILLION = 1_000_000;

    private static void add(Results results, Workload workload, String who, double... mips) {
        for (double each : mips) {
            results.add(workload, who, Map.of(Part.STEADY, new Sample((long) (each * MILLION), 1, 2)));
        }
    }

    /** Twice as fast in each round, though both get slower from round to round. */
    @Test
    void shouldCompareRoundByRound() {
        Results results = new Results();
        add(results, Workload.MIXED, "a", 200, 100, 20);
        add(results, Workload.MIXED, "b", 100, 50, 10);
        assertThat(results.ratio(Workload.MIXED, Part.STEADY, "a", "b", Sample::mips))
                .isEqualTo(new Quartiles(2, 2, 2));
        assertThat(results.of(Workload.MIXED, Part.STEADY, "a", Sample::cpuMips))
                .isEqualTo(new Quartiles(30, 50, 75));
    }

    @Test
    void shouldHaveNoRatioToWhoDidNotTakePart() {
        Results results = new Results();
        add(results, Workload.MIXED, "a", 200);
        assertThat(results.ratio(Workload.MIXED, Part.STEADY, "a", "b", Sample::mips))
                .isNull();
        assertThat(results.mean(Part.STEADY, "a", "b", Sample::mips, true)).isNaN();
    }

    @Test
    void shouldTakeTheGeometricMeanWithAndWithoutFlat() {
        Results results = new Results();
        add(results, Workload.MIXED, "a", 400);
        add(results, Workload.MIXED, "b", 100);
        add(results, Workload.COPIES, "a", 900);
        add(results, Workload.COPIES, "b", 100);
        add(results, Workload.FLAT, "a", 1);
        add(results, Workload.FLAT, "b", 1);
        assertThat(results.mean(Part.STEADY, "a", "b", Sample::mips, false)).isCloseTo(6, within(1e-9));
        assertThat(results.mean(Part.STEADY, "a", "b", Sample::mips, true)).isCloseTo(Math.cbrt(36), within(1e-9));
    }

    @Test
    void shouldHoldTheMediansAgainstTheDemands() {
        Results results = new Results();
        add(results, Workload.MIXED, "auto", 400, 380);
        add(results, Workload.MIXED, "interpreter", 10, 10);
        add(results, Workload.MIXED, Results.FREE, 100, 100);
        String text = new Demands(results, "auto", List.of()).text();
        assertThat(text)
                .containsPattern("geometric mean over QEMU free.* 3\\.900 \\| >= 1\\.80 \\|  yes \\|")
                .containsPattern("mixed: interpreter over QEMU free.* 0\\.100 \\| >= 0\\.12 \\|   NO \\|")
                .doesNotContain("icount")
                .doesNotContain("registers");
    }

    @Test
    void shouldTellTheLongestStart() {
        Results results = new Results();
        results.add(Workload.MIXED, "by a JVM", Map.of(Part.FIRST, new Sample(MILLION, 0.25, 1)));
        results.add(Workload.FLAT, "by a JVM", Map.of(Part.FIRST, new Sample(MILLION, 0.5, 1)));
        assertThat(new Demands(results, "auto", List.of("by a JVM")).text())
                .containsPattern(
                        "first 100 ms by a JVM, longest, seconds \\(flat\\) +\\| +0\\.500 \\| <= 0\\.35 \\|   NO \\|");
    }

    @Test
    void shouldSayNothingOfDemandsWhereNothingWasMeasured() {
        assertThat(new Demands(new Results(), "auto", List.of()).text()).isEmpty();
    }

    @Test
    void shouldTakeTheBeginningAway() {
        Sample rest = new Sample(110 * MILLION, 1.25, 2.5).without(new Sample(10 * MILLION, 0.25, 0.5));
        assertThat(rest.mips()).isEqualTo(100);
        assertThat(rest.cpuMips()).isEqualTo(50);
    }

    @Test
    void shouldReadWhatASteadyStateAnswers() {
        assertThat(GuestProcess.sample("123 0.5 0.25")).isEqualTo(new Sample(123, 0.5, 0.25));
    }
}
