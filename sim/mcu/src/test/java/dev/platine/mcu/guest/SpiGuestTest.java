package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.pin.SpiFrame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code spi.c}: a master and a slave. */
class SpiGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("SPI2");
    }

    static int crc8(int polynomial, int... bytes) {
        int crc = 0;
        for (int one : bytes) {
            crc ^= one;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 0x80) != 0 ? (crc << 1 ^ polynomial) & 0xFF : crc << 1;
            }
        }
        return crc;
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldExchangeAsSerialBusesDo(String chip) {
        Guest guest = Guest.of("spi", chip)
                .wire("PA5", "PB13")
                .wire("PA6", "PB14")
                .wire("PA7", "PB15")
                .wire("PA4", "PB12")
                .run();
        assertThat(guest.value("heard")).isEqualTo(0x10203040);
        // what was there first, then each byte's successor
        assertThat(guest.value("answers")).isEqualTo(0x99112131L);
        assertThat(guest.value("not_selected")).isEqualTo(4);
        List<SpiFrame> frames = guest.pins().clocked();
        assertThat(frames.subList(0, 4)).extracting(SpiFrame::bits).containsExactly(0x10, 0x20, 0x30, 0x40);
        assertThat(frames.get(0).bitPs()).isEqualTo(1_000_000);
        int crc = crc8(7, 0x31, 0x32, 0x33);
        assertThat(guest.value("crc_good")).isEqualTo(crc << 8);
        assertThat(guest.value("crc_bad")).isEqualTo(crc << 8 | 3);
        assertThat(guest.value("dma_wrong")).isZero();
        // 32 frames of 16 bits at a megabit a second, without a gap
        assertThat(guest.saidNs("dma_done") - guest.saidNs("dma")).isBetween(512 * Guest.US, 530 * Guest.US);
        assertThat(guest.value("overrun")).isEqualTo(64);
        assertThat(guest.value("overrun_first")).isEqualTo(1);
        assertThat(guest.value("overrun_cleared")).isZero();
        assertThat(guest.value("mode_fault")).isEqualTo(32);
        assertThat(guest.value("master_lost")).isZero();
        assertThat(guest.value("mode_fault_cleared")).isZero();
    }
}
