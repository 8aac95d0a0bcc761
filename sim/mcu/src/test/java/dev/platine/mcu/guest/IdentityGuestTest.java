package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code identity.c}: CRC unit, random numbers, who the chip is. */
class IdentityGuestTest {
    private static final Map<String, Integer> DEVICES =
            Map.of("stm32f401", 0x433, "stm32f405", 0x413, "stm32f407", 0x413, "stm32f411", 0x431, "stm32f446", 0x421);

    static Stream<String> chips() {
        return Guest.chipsWith();
    }

    /** CRC-32 of words, the highest bit first, without a final inversion. */
    private static int crc(int... words) {
        int crc = -1;
        for (int word : words) {
            crc ^= word;
            for (int bit = 0; bit < 32; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04C11DB7 : crc << 1;
            }
        }
        return crc;
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldTellWhoItIs(String chip) {
        Guest guest = Guest.of("identity", chip).run();
        int[] words = new int[8];
        for (int i = 0; i < 8; i++) {
            words[i] = 0x01234567 * (i + 1);
        }
        assertThat(guest.value("crc_empty")).isEqualTo(0xFFFFFFFFL);
        assertThat((int) guest.value("crc")).isEqualTo(crc(words));
        assertThat(guest.value("crc_kept_byte")).isEqualTo(0x5A);
        assertThat(guest.value("device")).isEqualTo(DEVICES.get(chip).longValue());
        boolean large = chip.equals("stm32f405") || chip.equals("stm32f407");
        assertThat(guest.value("flash_kb")).isEqualTo(large ? 1024 : 512);
        // Cortex-M4 r0p1
        assertThat(guest.value("cpuid")).isEqualTo(0x410FC241L);
        assertThat(guest.values("id"))
                .isEqualTo(Guest.of("identity", chip).run().values("id"))
                .doesNotContain(0L, 0xFFFFFFFFL)
                .hasSize(3);
        if (large) {
            assertThat(guest.values("random")).hasSize(4).doesNotHaveDuplicates();
            assertThat(guest.value("random_status")).isZero();
        }
    }
}
