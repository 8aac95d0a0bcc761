package dev.platine.mcu.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.InstructionTable;
import dev.platine.mcu.isa.Row;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VPUSH and VPOP took R0 for the stack pointer: their rows name no base, and said none. */
class FloatStackTest {
    @ParameterizedTest
    @CsvSource({
        "ED2D8B02, vpush d8",
        "ECBD8B02, vpop d8",
        "ED2D8A02, vpush s16",
        "ECBD8A04, vpop s16",
        "B510, push",
        "BD10, pop"
    })
    void shouldMoveTheStackPointer(String word, String name) {
        int bits = Integer.parseUnsignedInt(word, 16);
        Row row = Objects.requireNonNull(InstructionTable.armv7em().find(bits));
        assertThat(Insn.of(row, bits, 0x08000000, false).n).as(name).isEqualTo(13);
    }
}
