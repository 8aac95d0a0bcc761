package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code core.c}: bit-band, memory protection, cycle counter, preemption. */
class CoreGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith();
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldSurroundInstructionsAsTheProcessorDoes(String chip) {
        Guest guest = Guest.of("core", chip).run();
        assertThat(guest.value("banded")).isEqualTo(0x8000_0001L);
        assertThat(guest.value("band_reads")).isEqualTo(1);
        assertThat(guest.value("pin")).isEqualTo(1);
        assertThat(guest.pins().times("PA5", true)).hasSize(1);
        assertThat(guest.value("read_only_reads")).isEqualTo(1);
        assertThat(guest.value("faults")).isEqualTo(1);
        assertThat(guest.value("fault_at")).isEqualTo(5);
        // MMARVALID and DACCVIOL
        assertThat(guest.value("fault_status")).isEqualTo(0x82);
        assertThat(guest.value("stored_behind")).isEqualTo(77);
        assertThat(guest.value("six_instructions")).isEqualTo(6);
        assertThat(guest.value("order")).isEqualTo(13452);
    }
}
