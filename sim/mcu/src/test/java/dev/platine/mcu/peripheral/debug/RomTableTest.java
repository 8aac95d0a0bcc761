package dev.platine.mcu.peripheral.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How a debugger finds what there is. */
class RomTableTest {
    private static final int TABLE = 0xE00FF000;

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldPointToEachComponent(ChipSpec spec) {
        Bench bench = new Bench(spec);
        int[] components = {0xE000E000, 0xE0001000, 0xE0002000, 0xE0000000, 0xE0040000, 0xE0041000};
        for (int i = 0; i < components.length; i++) {
            int entry = (int) bench.read(TABLE + 4 * i);
            assertThat(entry & 1).as("present").isEqualTo(1);
            assertThat(TABLE + (entry & ~0xFFF)).isEqualTo(components[i]);
        }
        assertThat(bench.read(TABLE + 4 * components.length)).as("its end").isZero();
    }

    @ParameterizedTest
    @CsvSource({"stm32f401, 0x433", "stm32f405, 0x413", "stm32f407, 0x413", "stm32f411, 0x431", "stm32f446, 0x421"})
    void shouldTellWhoMadeWhichChip(String chip, String device) {
        Bench bench = new Bench(chips().stream()
                .filter(spec -> spec.name().equals(chip))
                .findAny()
                .orElseThrow());
        long part = bench.read(TABLE + 0xFE0) | (bench.read(TABLE + 0xFE4) & 0xF) << 8;
        long maker = bench.read(TABLE + 0xFE4) >> 4 | (bench.read(TABLE + 0xFE8) & 7) << 4;
        assertThat(part).isEqualTo(Integer.decode(device).longValue());
        assertThat(maker).isEqualTo(0x20);
        long preamble = 0;
        for (int i = 0; i < 4; i++) {
            preamble |= bench.read(TABLE + 0xFF0 + 4 * i) << (8 * i);
        }
        assertThat(preamble).isEqualTo(0xB105100DL);
    }
}
