package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code i2c.c}: a master and a slave. */
class I2cGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("I2C2");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldSpeakAsTwoWireBusesDo(String chip) {
        boolean large = chip.equals("stm32f405") || chip.equals("stm32f407");
        Guest guest = Guest.of("i2c", chip)
                .wire("PB6", "PB10")
                .wire("PB7", large ? "PB11" : "PB3")
                .pullUp("PB6", "PB7")
                .run();
        assertThat(guest.value("heard")).isEqualTo(0xC0C1C2C3L);
        assertThat(guest.value("heard_count")).isEqualTo(4);
        assertThat(guest.value("read")).isEqualTo(0x505152);
        assertThat(guest.value("addressed")).isEqualTo(2);
        assertThat(guest.value("slave_af"))
                .as("the master's refusal ends a read")
                .isEqualTo(1);
        // start and five bytes of nine bits at 100 kHz, and some reaction time between them
        assertThat(guest.saidNs("written") - guest.saidNs("write")).isBetween(455 * Guest.US, 520 * Guest.US);
        assertThat(guest.value("nobody")).isZero();
        assertThat(guest.value("ten_bits")).isEqualTo(1 << 16 | 1 << 8 | 0x77);
        assertThat(guest.value("held")).isZero();
        assertThat(guest.value("freed")).isEqualTo(0x5C);
        // nine bits, and no more than some of them
        assertThat(guest.saidNs("freed") - guest.saidNs("let_go")).isBetween(85 * Guest.US, 110 * Guest.US);
        assertThat(guest.value("pec_sent")).isEqualTo(1);
        assertThat(guest.value("pec_right")).isZero();
        assertThat(guest.value("pec_wrong")).isEqualTo(4096);
        assertThat(guest.value("dma_write_wrong")).isZero();
        assertThat(guest.value("dma_read_wrong")).isZero();
    }
}
