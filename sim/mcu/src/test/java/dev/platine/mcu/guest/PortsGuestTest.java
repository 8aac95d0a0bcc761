package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code gpio.c}: ports, lines of EXTI, SYSCFG. */
class PortsGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("EXTI");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldBehaveAsPortsDo(String chip) {
        Guest guest = Guest.of("gpio", chip)
                .wire("PB0", "PC0", "PA0")
                .wire("PB4", "PB5")
                .wire("PB6", "PC6")
                .wire("PB13", "PC13")
                .when("press", g -> g.after(3 * Guest.MS, () -> g.pins().level("PA1", true)))
                .run();
        assertThat(guest.value("rises")).isEqualTo(5);
        // ten more edges, of which the first is no change: the pin was high and goes low
        assertThat(guest.value("both")).isEqualTo(5 + 10);
        assertThat(guest.value("masked")).isEqualTo(15);
        assertThat(guest.value("pending")).isEqualTo(1);
        assertThat(guest.value("line6")).isEqualTo(2);
        assertThat(guest.value("line13")).isEqualTo(1);
        assertThat(guest.value("software")).isEqualTo(1);
        assertThat(guest.value("event_without_interrupt")).isZero();
        assertThat(guest.value("wired_and")).isEqualTo(0x11_00_00_00);
        assertThat(guest.value("set_wins")).isEqualTo(1);
        assertThat(guest.value("pulls")).isEqualTo(2);
        assertThat(guest.value("analog_reads")).isZero();
        assertThat(guest.value("locked")).isEqualTo(1);
        assertThat(guest.value("mode_kept")).isEqualTo(1);
        assertThat(guest.value("still_drives")).isEqualTo(1);
        assertThat(guest.value("pressed")).isEqualTo(1);
        // the handler and what waits for it take some instructions at 16 MHz
        long edge = guest.pins().times("PA8", true).get(0);
        assertThat(edge - guest.saidNs("press")).isBetween(3 * Guest.MS, 3 * Guest.MS + 20 * Guest.US);
    }
}
