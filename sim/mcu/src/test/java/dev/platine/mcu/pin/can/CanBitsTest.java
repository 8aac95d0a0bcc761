package dev.platine.mcu.pin.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanBitsTest {
    /** Worked out by polynomial division and stuffing of text, in another language; its CRC of "123456789" is 0x059E, as published. */
    @ParameterizedTest
    @CsvSource({
        "20, false, false, 1, 1, 0000010010100000100010000010011110111010100111111111111",
        "0, false, false, 0, 0, 00000100000100000100000100000100000100001111111111",
        "2047, false, false, 8, -1, "
                + "011111011111010001000111110111110111110111110111110111110111110111110111110111110111110111110111110001100100"
                + "010011111111111",
        "291, false, false, 2, 513, 0001001000110000011000001000100000101011010011111011101111111111",
        "1365, false, true, 4, 0, 01010101010110001001001100010001101111111111",
        "0, true, false, 8, 0, "
                + "0000010000010011000001000001000001000001010000010000010000010000010000010000010000010000010000010000"
                + "01000001000001000001000111101101011111111111111",
        "536870911, true, true, 0, 0, 01111101111101111101111101111101111101100000101101111010011011111111111",
    })
    void shouldBeTheBitsOfTheStandard(int id, boolean extended, boolean remote, int dlc, long data, String expected) {
        CanBits bits = CanBits.of(new CanFrame(id, extended, remote, dlc, data));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bits.length(); i++) {
            text.append(bits.recessive(i) ? '1' : '0');
        }
        assertThat(text).hasToString(expected);
        assertThat(bits.acknowledgeSlot()).isEqualTo(expected.length() - 9);
    }

    @Test
    void shouldRankAsTheWireDoes() {
        Random random = new Random(20260101);
        for (int i = 0; i < 5_000; i++) {
            CanFrame a = frame(random);
            CanFrame b = frame(random);
            int at = CanBits.of(a).differs(CanBits.of(b));
            boolean arbitration = CanBits.rank(a) != CanBits.rank(b);
            if (arbitration) {
                boolean first = !CanBits.of(a).recessive(at);
                assertThat(CanBits.rank(a) < CanBits.rank(b)).as("%s %s", a, b).isEqualTo(first);
            }
        }
    }

    private static CanFrame frame(Random random) {
        boolean extended = random.nextBoolean();
        int base = random.nextInt(4) * 0x155 & 0x7FF;
        int id = extended ? base << 18 | random.nextInt(4) << random.nextInt(17) : base;
        boolean remote = random.nextInt(3) == 0;
        return new CanFrame(id, extended, remote, remote ? 0 : random.nextInt(9), random.nextLong());
    }

    @Test
    void shouldKeepWhatDoesNotFitOutOfAFrame() {
        assertThat(new CanFrame(1, false, false, 2, -1L).data()).isEqualTo(0xFFFF);
        assertThat(new CanFrame(1, false, true, 8, -1L).data()).isZero();
        assertThat(new CanFrame(1, false, false, 15, -1L).bytes()).isEqualTo(8);
        assertThatThrownBy(() -> CanFrame.of(0x800)).hasMessage("must have 11 bits: id=0x800");
        assertThatThrownBy(() -> CanFrame.extended(1 << 29)).hasMessageContaining("must have 29 bits");
    }

    @Test
    void shouldBeWrittenAsCanUtilsDo() {
        assertThat(CanFrame.of(0x123, 1, 0xAB)).hasToString("123#01AB");
        assertThat(CanFrame.extended(0x123)).hasToString("00000123#");
        assertThat(new CanFrame(0x7FF, false, true, 3, 0)).hasToString("7FF#R3");
    }
}
