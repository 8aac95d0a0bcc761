package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.guest.GuestPins.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code one-board.c}: blocks of one chip that speak with each other by DMA. */
class OneBoardGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith();
    }

    /** First one line for two SPI blocks, then a synchronous serial port and its slave. */
    private static void rewire(Guest guest) {
        boolean first = guest.said().stream().filter("rewire"::equals).count() == 1;
        guest.pins().unwire();
        if (first) {
            guest.wire("PA5", "PB13").wire("PA7", "PB14");
        } else {
            guest.wire("PA8", "PB13").wire("PA9", "PB15").wire("PA10", "PB14");
        }
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldSpeakByDmaOnBothSides(String chip) {
        boolean large = chip.equals("stm32f405") || chip.equals("stm32f407");
        Guest guest = Guest.of("one-board", chip)
                .wire("PB6", "PB10")
                .wire("PB7", large ? "PB11" : "PB3")
                .pullUp("PB6", "PB7")
                .when("rewire", OneBoardGuestTest::rewire)
                .run();
        assertThat(guest.value("i2c_wrong")).isZero();
        assertThat(guest.value("i2c_busy")).isZero();
        assertThat(guest.value("out_wrong")).isZero();
        // sixteen bytes at a megabit a second
        assertThat(guest.saidNs("one_line_done") - guest.saidNs("one_line")).isBetween(128 * Guest.US, 140 * Guest.US);
        assertThat(guest.value("in_wrong")).isZero();
        assertThat(guest.value("clocked_wrong")).isZero();
        assertThat(guest.value("answered_wrong")).isZero();
        assertWidths(guest);
    }

    /** Three periods of 62.5 us each width, in a circle; what comes at an update counts from the one after it. */
    private static void assertWidths(Guest guest) {
        List<Edge> edges = guest.pins().edges("PA10").stream()
                .filter(edge -> edge.ns() >= guest.saidNs("widths") && edge.ns() <= guest.saidNs("widths_done"))
                .toList();
        List<Long> widths = new ArrayList<>();
        for (int i = 1; i < edges.size(); i++) {
            if (edges.get(i - 1).high()) {
                widths.add((edges.get(i).ns() - edges.get(i - 1).ns()) * 10 / 625);
            }
        }
        // the first period's pulse began before; the first update is three periods behind the start
        assertThat(widths)
                .startsWith(100L, 100L, 100L, 100L, 100L, 750L, 750L, 750L, 500L, 500L, 500L, 250L, 250L, 250L);
    }
}
