package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code dma-more.c}: what streams do less often. */
class DmaMoreGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("DMA2");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldMoveDataInOtherWays(String chip) {
        Guest guest = Guest.of("dma-more", chip).run();
        assertThat(guest.value("left")).isBetween(58L, 60L);
        assertThat(guest.value("complete_flag"))
                .as("told also when it is stopped")
                .isEqualTo(32);
        assertThat(guest.value("stands")).isEqualTo(1);
        assertThat(guest.value("last")).isEqualTo(99);
        assertThat(guest.value("filled_wrong")).isZero();
        assertThat(guest.value("packed_wrong")).isZero();
        assertThat(guest.value("behind_untouched")).isEqualTo(0xA5A5F00FL);
        assertThat(guest.value("low_still_busy")).isEqualTo(1);
        assertThat(guest.value("both_done")).isEqualTo(1);
        assertThat(guest.values("first_half")).containsExactly(8L * 3, 8L * 5);
        assertThat(guest.values("second_half")).containsExactly(8L * 3, 8L * 5);
        assertThat(guest.value("sequence")).isEqualTo(20_21_10_11);
    }
}
