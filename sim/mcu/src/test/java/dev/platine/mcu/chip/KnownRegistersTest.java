package dev.platine.mcu.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.mcu.register.Field;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table is searched as text; here it is read column by column. */
class KnownRegistersTest {
    private static List<String[]> lines(String name) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownRegisters.class.getResourceAsStream(name + "-registers.tsv")),
                StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split("\t", -1)).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stm32f401", "stm32f405", "stm32f407", "stm32f411", "stm32f446"})
    void shouldFindWhatTheTablesHave(String chip) throws IOException {
        KnownRegisters known = KnownRegisters.of(chip);
        Map<Long, String> expected = new TreeMap<>(Comparator.naturalOrder());
        List<String[]> all = new ArrayList<>(lines(chip));
        all.addAll(lines("cortex-m4"));
        for (String[] line : all) {
            String text = line[1] + " " + line[2] + " " + line[3].toLowerCase(java.util.Locale.ROOT);
            expected.merge(
                    Long.decode(line[0]), text, (a, b) -> a.replaceFirst("(\\S+) (\\S+)", "$1 $2/" + b.split(" ")[1]));
        }

        assertThat(known.all())
                .extracting(r -> r.block() + " " + r.name() + String.format(" 0x%08x", r.reset()))
                .containsExactlyElementsOf(expected.values());
        for (KnownRegisters.Known register : known.all()) {
            assertThat(known.at(register.address())).isEqualTo(register);
            assertThat(known.at(register.address() + 1)).isNull();
            assertThat(known.reset(register.address())).isEqualTo(register.reset());
        }
    }

    @Test
    void shouldTellFieldsAndPlaces() {
        KnownRegisters known = KnownRegisters.of("stm32f446");
        KnownRegisters.Known control = Objects.requireNonNull(known.at(0x40000000));

        assertThat(control.list()).extracting(Field::name).startsWith("CEN", "UDIS");
        assertThat(known.at(0x40000000 + 0x3FC)).isNull();
        assertThat(known.place(0x400003FC)).isEqualTo("TIM2+0x3FC");
        assertThat(known.place(0)).isEqualTo("0x00000000");
        assertThat(known.place(-1)).contains("+0x");
        assertThatThrownBy(() -> KnownRegisters.of("stm32h7")).hasMessage("no table of registers: chip=stm32h7");
    }
}
