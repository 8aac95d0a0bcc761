package dev.platine.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import dev.platine.mcu.engine.choice.EngineChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginesOptionsTest {
    @Test
    void shouldMeasureEverythingInTenRoundsWhenNothingIsSaid() {
        EnginesOptions options = EnginesOptions.parse(new String[0]);
        assertThat(options.rounds()).isEqualTo(10);
        assertThat(options.workloads()).containsExactly(Workload.values());
        assertThat(options.parts()).containsExactly(Part.values());
        assertThat(options.engines()).containsExactly(EngineChoice.INTERPRETER, EngineChoice.AUTO);
        assertThat(options.qemu()).isTrue();
    }

    @Test
    void shouldTakeWhatIsSaid() {
        EnginesOptions options = EnginesOptions.parse(
                "--rounds 3 --workloads flat,mixed --engines compiler --parts first --no-qemu".split(" ", -1));
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.workloads()).containsExactly(Workload.MIXED, Workload.FLAT);
        assertThat(options.parts()).containsExactly(Part.FIRST);
        assertThat(options.engines()).containsExactly(EngineChoice.COMPILER);
        assertThat(options.qemu()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds 0, --rounds must be 1 to 1000: 0",
        "--rounds x, --rounds must be a number: x",
        "--rounds NaN, --rounds must be 1 to 1000: NaN",
        "--rounds, a value is missing after --rounds",
        "--rapid, unknown option: --rapid",
        "--engines jit, 'must be interpreter, compiler or auto: ''jit'''",
    })
    void shouldSayWhatIsWrong(String args, String message) {
        assertThatThrownBy(() -> EnginesOptions.parse(args.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void shouldSayWhichPartsThereAre() {
        assertThatThrownBy(() -> EnginesOptions.parse(new String[] {"--parts", "last"}))
                .hasMessage("--parts must be one of steady, whole, first: last");
    }
}
