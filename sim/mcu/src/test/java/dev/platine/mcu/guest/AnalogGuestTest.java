package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.guest.GuestPins.Volts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code adc.c} and {@code dac.c}: voltages in and out. */
class AnalogGuestTest {
    private static final double SUPPLY_V = 3.3;

    static Stream<String> withAdc() {
        return Guest.chipsWith("ADC1");
    }

    static Stream<String> withDac() {
        return Guest.chipsWith("DAC");
    }

    private static long code(double volts) {
        return Math.round(volts / SUPPLY_V * 4096);
    }

    @ParameterizedTest
    @MethodSource("withAdc")
    void shouldConvertAsConvertersDo(String chip) {
        Guest guest = Guest.of("adc", chip);
        guest.pins().volts("PA0", 1.1);
        guest.pins().volts("PA1", 2.2);
        guest.pins().volts("PC0", 0.55);
        guest.pins().volts("PC1", 1.0);
        guest.when("raise", g -> g.after(50 * Guest.US, () -> g.pins().volts("PC1", 2.0)))
                .run();
        long a = code(1.1);
        long b = code(2.2);
        long c = code(0.55);
        assertThat(guest.values("scan_result")).containsExactly(a, b, c, a, b, c);
        // six times 15 cycles of 8 MHz, and some instructions
        assertThat(guest.saidNs("scanned") - guest.saidNs("scan")).isBetween(11_250L, 20 * Guest.US);
        assertThat(guest.values("injected")).containsExactly(b - 100, c);
        assertThat(guest.value("watched_within")).isZero();
        assertThat(guest.saidNs("seen") - guest.saidNs("raise")).isBetween(50 * Guest.US, 60 * Guest.US);
        assertThat(guest.value("supply_mv")).isBetween(3297L, 3303L);
        assertThat(guest.value("tenth_degrees")).isBetween(246L, 254L);
        assertThat(guest.values("triggered")).containsExactly(b, b, b);
        assertThat(guest.saidNs("triggered") - guest.saidNs("by_timer"))
                .isBetween(3 * Guest.MS, 3 * Guest.MS + 15 * Guest.US);
        assertThat(guest.value("overrun")).isEqualTo(32);
        assertThat(guest.value("overrun_first")).isEqualTo(a);
        if (Guest.chipsWith("ADC2").anyMatch(chip::equals)) {
            assertThat(guest.values("pair")).containsExactly(c << 16 | a, a << 16 | b);
        }
    }

    /** What stood at PA4 between two lines of the program, in steps of the converter. */
    private static List<Long> steps(Guest guest, String from, String to) {
        return given(guest, from, to).stream()
                .map(volts -> Math.round(volts.volts() / SUPPLY_V * 4095))
                .toList();
    }

    private static List<Volts> given(Guest guest, String from, String to) {
        return guest.pins().analog("PA4").stream()
                .filter(volts -> volts.ns() >= guest.saidNs(from) && volts.ns() <= guest.saidNs(to))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("withDac")
    void shouldGiveVoltagesAsConvertersDo(String chip) {
        Guest guest = Guest.of("dac", chip).run();
        assertThat(guest.value("without_trigger")).isEqualTo(1024);
        assertThat(guest.value("waits")).isEqualTo(1024);
        assertThat(guest.value("triggered")).isEqualTo(0x800);
        assertThat(guest.value("both_held")).isEqualTo(100 | 3000 << 16);
        assertTriangle(guest);
        assertThat(steps(guest, "table", "table_done")).containsSubsequence(1365L, 2730L, 4095L, 0L, 1365L, 2730L);
        assertThat(guest.value("underruns")).isZero();
        assertThat(guest.value("dry")).isEqualTo(1);
    }

    /** Up by fifteen steps and down again, one each 10 us. */
    private static void assertTriangle(Guest guest) {
        List<Long> steps = steps(guest, "triangle", "triangle_done");
        int top = steps.indexOf(1015L);
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i <= 15; i++) {
            expected.add(1015L - i);
        }
        for (int i = 1; i <= 5; i++) {
            expected.add(1000L + i);
        }
        assertThat(steps.subList(top, top + expected.size())).isEqualTo(expected);
        List<Volts> given = given(guest, "triangle", "triangle_done");
        for (int i = 1; i <= 10; i++) {
            assertThat(given.get(top + i).ns() - given.get(top).ns()).isEqualTo(i * 10 * Guest.US);
        }
    }
}
