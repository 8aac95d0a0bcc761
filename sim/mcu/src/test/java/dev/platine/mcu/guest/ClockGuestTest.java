package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rcc.c}: the clock tree. */
class ClockGuestTest {
    @ParameterizedTest
    @CsvSource({
        "stm32f401, 84, 84",
        "stm32f405, 168, 84",
        "stm32f407, 168, 84",
        "stm32f411, 100, 100",
        "stm32f446, 180, 90"
    })
    void shouldTickAsTheClockTreeDoes(String chip, int mhz, int timerMhz) {
        List<Double> outputs = new ArrayList<>();
        Guest guest = Guest.of("rcc", chip);
        guest.when("outputs", g -> {
                    outputs.add(g.pins().clockHz("PA8"));
                    outputs.add(g.pins().clockHz("PC9"));
                })
                .when("pll_out", g -> outputs.add(g.pins().clockHz("PA8")))
                .when(
                        "break_crystal",
                        g -> g.after(200 * Guest.US, () -> g.chip().externals().hseHz(0)))
                .run();
        // power-on, brown-out and pin
        assertThat(guest.value("cause")).isEqualTo(0b0000111);
        assertThat(guest.value("hz")).isEqualTo(mhz * 1_000_000L);
        assertThat(outputs).containsExactly(8e6, mhz * 1e6 / 5, mhz * 1e6 / 4);
        // eight periods of 32 kHz
        assertThat(guest.value("lsi_eight")).isBetween(timerMhz * 250L - 2, timerMhz * 250L + 2);
        assertThat(guest.value("held_in_reset")).isZero();
        assertThat(guest.value("css_flag")).isEqualTo(1);
        assertThat(guest.value("source")).as("HSI").isZero();
        assertThat(guest.value("hse_pll")).as("the crystal and the PLL are off").isZero();
        assertThat(guest.saidNs("delayed") - guest.saidNs("delay")).isBetween(Guest.MS, Guest.MS + 20 * Guest.US);
    }
}
