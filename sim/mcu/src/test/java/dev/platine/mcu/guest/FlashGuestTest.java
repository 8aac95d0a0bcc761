package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code flash.c}: the flash controller. */
class FlashGuestTest {
    private static final int PROTECTED = 1 << 4;
    private static final int WIDTH = 1 << 6;
    private static final int SEQUENCE = 1 << 7;

    static Stream<String> chips() {
        return Guest.chipsWith("FLASH");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldKeepTheRulesOfFlash(String chip) {
        Guest guest = Guest.of("flash", chip).run();
        assertThat(guest.value("locked")).isEqualTo(1);
        assertThat(guest.value("still_locked")).isZero();
        assertThat(guest.value("unlocked")).isZero();
        assertThat(guest.value("ends")).isEqualTo(1);
        // a sector of 128 KB by words: a second by the data sheet
        assertThat(guest.saidNs("erased") - guest.saidNs("erase")).isBetween(900 * Guest.MS, 1100 * Guest.MS);
        assertThat(guest.value("all_ones")).isEqualTo(1);
        assertThat(guest.value("anded")).isEqualTo(0x12345678 & 0x0F0FFFFF);
        assertThat(guest.value("byte")).isEqualTo(0xFFFFA5FFL);
        assertThat(guest.value("errors")).isZero();
        assertThat(guest.value("width_error")).isEqualTo(WIDTH);
        assertThat(guest.value("sequence_error")).isEqualTo(SEQUENCE);
        assertThat(guest.value("untouched")).isEqualTo(0xFFFFFFFFL);
        assertThat(guest.value("options_open")).isZero();
        assertThat(guest.value("options_closed")).isEqualTo(1);
        assertThat(guest.value("protected")).isEqualTo(1 << 6);
        assertThat(guest.value("protection_error")).isEqualTo(PROTECTED);
        assertThat(guest.value("erase_error")).isEqualTo(PROTECTED);
        assertThat(guest.value("kept")).isEqualTo(0xFFFFFFFFL);
        assertThat(guest.value("bus_faults")).isPositive();
        assertThat(guest.value("locked_for_good")).isEqualTo(1);
    }
}
