package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code usart.c}: two serial ports that speak with each other. */
class UsartGuestTest {
    private static final int FE = 2;
    private static final int ORE = 8;
    private static final int RXNE = 32;

    /** 16 MHz / 139 bits a second. */
    private static final long BIT_PS = 139 * 62_500L;

    static Stream<String> chips() {
        return Guest.chipsWith("USART6");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldSpeakAsSerialPortsDo(String chip) {
        Guest guest = Guest.of("usart", chip)
                .wire("PA9", "PA3")
                .wire("PA2", "PA10")
                .wire("PB6", "PC6")
                .wire("PB0", "PA0")
                .wire("PB1", "PA1")
                .run();
        assertThat(guest.value("received")).isEqualTo(7);
        assertThat(guest.value("sent")).isEqualTo(1);
        assertThat(guest.value("idles")).isEqualTo(1);
        assertThat((int) guest.value("hash")).isEqualTo("platine".hashCode());
        assertWire(guest);
        assertThat(guest.value("dma_wrong")).isZero();
        assertThat(guest.value("dma_left")).isZero();
        assertThat(guest.value("overrun")).isEqualTo(ORE | RXNE);
        assertThat(guest.value("overrun_first")).isEqualTo(17);
        assertThat(guest.value("overrun_cleared")).isZero();
        // with a parity bit, the ninth one: 0x57 has five ones
        assertThat(guest.value("even_even")).isEqualTo(0x157);
        assertThat(guest.value("even_odd")).isEqualTo(1 << 16 | 0x157);
        assertThat(guest.value("nine_bits")).isEqualTo(0x1A5);
        assertThat(guest.value("wrong_format")).isEqualTo(FE);
        assertThat(guest.value("one_wire")).isEqualTo(0x3162);
        assertThat(guest.value("rts_free")).isZero();
        assertThat(guest.value("held")).isZero();
        assertThat(guest.value("freed")).isEqualTo(0x43);
        assertThat(guest.value("rts_full")).isEqualTo(1);
        assertThat(guest.value("rts_read")).isZero();
        long frame = 10 * BIT_PS / 1000;
        long held = guest.pins()
                .sent("PA2")
                .get(guest.pins().sent("PA2").size() - 1)
                .ns();
        assertThat(held - guest.saidNs("let_go")).isBetween(frame, frame + 2 * Guest.US);
    }

    /** The first word on the wire: frames behind each other, each of ten bits. */
    private static void assertWire(Guest guest) {
        List<GuestPins.Sent> sent = guest.pins().sent("PA9").subList(0, 7);
        byte[] expected = "platine".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 7; i++) {
            assertThat(sent.get(i).frame().data()).isEqualTo(expected[i]);
            assertThat(sent.get(i).frame().bitPs()).isEqualTo(BIT_PS);
            long since = sent.get(i).ns() - sent.get(0).ns();
            assertThat(since).isBetween(i * 10 * BIT_PS / 1000, i * 10 * BIT_PS / 1000 + 1);
        }
    }
}
