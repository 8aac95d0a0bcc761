package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code usart-more.c} and {@code i2c-more.c}: what is less often used. */
class SerialMoreGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("USART6");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldSpeakOtherFormats(String chip) {
        Guest guest = Guest.of("usart-more", chip)
                .wire("PA9", "PA3")
                .wire("PA2", "PA10")
                .run();
        assertThat(guest.value("lengths")).isEqualTo(0x050C03);
        assertThat(guest.value("sums")).isEqualTo(15 << 16 | 78 << 8 | 5 + 6 + 7);
        assertThat(guest.value("break_error")).isEqualTo(2);
        assertThat(guest.value("sync")).isEqualTo(0x55);
        assertThat(guest.value("breaks")).isEqualTo(1);
        // its own address, what follows, its own address again
        assertThat(guest.value("mute_count")).isEqualTo(4);
        assertThat(guest.value("mute_heard")).isEqualTo(((0x105L * 3 + 0x22) * 3 + 0x33) * 3 + 0x105);
        assertThat(guest.value("eight")).isEqualTo(0xC3);
        assertThat(guest.value("slow_sender")).isEqualTo(2);
        // nobody answers on the wire of the clock's data: the line idles high
        assertThat(guest.value("looped")).isEqualTo(0xFF);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldReadAndAnswerInAllWays(String chip) {
        boolean large = chip.equals("stm32f405") || chip.equals("stm32f407");
        Guest guest = Guest.of("i2c-more", chip)
                .wire("PB6", "PB10")
                .wire("PB7", large ? "PB11" : "PB3")
                .pullUp("PB6", "PB7")
                .run();
        // the slave's data register is loaded ahead: what it has prepared for a byte that nobody fetches is lost
        assertThat(guest.values("received")).containsExactly(0x10L, 0x2021L, 0x303132L, 0x40414243L);
        assertThat(guest.values("too_many")).containsExactly(0L, 0L, 0L, 0L);
        assertThat(guest.value("second_off")).isEqualTo(0xFFFF);
        assertThat(guest.value("second")).isEqualTo(0x8008);
        assertThat(guest.value("first")).isEqualTo(9);
        assertThat(guest.value("call_off")).isEqualTo(0xFFFF);
        assertThat(guest.value("call")).isEqualTo(0x100B);
        assertThat(guest.value("ten_read")).isEqualTo(0x91);
        assertThat(guest.value("overrun")).isEqualTo(2048);
        assertThat(guest.value("overrun_first")).isEqualTo(1);
        assertThat(guest.value("by_dma")).isEqualTo(0x11223344);
        assertThat(guest.value("by_dma_left")).isZero();
        assertThat(guest.value("stop_seen")).isEqualTo(16);
    }
}
