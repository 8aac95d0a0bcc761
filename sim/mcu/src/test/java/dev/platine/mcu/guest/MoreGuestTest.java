package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.guest.GuestPins.Edge;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code tim-more.c} and {@code adc-more.c}: what timers and converters do less often. */
class MoreGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("TIM9");
    }

    private static List<Edge> between(Guest guest, String pin, String from, String to) {
        return guest.pins().edges(pin).stream()
                .filter(edge -> edge.ns() >= guest.saidNs(from) && edge.ns() <= guest.saidNs(to))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldTimeInOtherWays(String chip) {
        Guest guest = Guest.of("tim-more", chip)
                .wire("PC3", "PA0", "PE7")
                .wire("PC6", "PB4")
                .wire("PC7", "PB5")
                .wire("PC8", "PB0")
                .run();
        assertThat(guest.value("updates")).isEqualTo(5);
        assertRetriggered(guest);
        // ten edges are five counts: two to the end of 32 bits, and from 0 on
        assertThat(guest.value("external")).isEqualTo(2);
        assertThat(guest.value("wrapped")).isEqualTo(1);
        assertCleared(guest);
        assertThat(guest.value("com_before")).isEqualTo(1);
        assertThat(guest.value("com_waits")).isEqualTo(1);
        assertThat(guest.value("com_behind")).isZero();
        assertThat(guest.value("com_flag")).isEqualTo(1);
        assertThat(guest.value("hall_captures")).isEqualTo(6);
        assertThat(guest.value("hall_lengths")).isEqualTo(5);
        assertThat(guest.value("dma_captures")).isEqualTo(4);
        assertThat(guest.value("dma_even")).isEqualTo(3);
        List<Edge> toggles = between(guest, "PA2", "toggle", "toggled");
        for (int i = 1; i < toggles.size(); i++) {
            assertThat(toggles.get(i).ns() - toggles.get(i - 1).ns()).isEqualTo(25 * Guest.US);
        }
        assertThat(toggles).hasSizeBetween(10, 11);
        if (Guest.chipsWith("TIM7").anyMatch(chip::equals)) {
            // five times 160 cycles
            assertThat(guest.saidNs("basic_done") - guest.saidNs("toggled")).isBetween(50 * Guest.US, 65 * Guest.US);
        }
    }

    /** Three edges, three pulses: 200 cycles later, 300 long. */
    private static void assertRetriggered(Guest guest) {
        List<Long> edges = guest.pins().times("PC3", true).subList(0, 3);
        List<Long> rises = guest.pins().times("PA1", true);
        List<Long> falls = guest.pins().times("PA1", false);
        assertThat(rises).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(rises.get(i) - edges.get(i)).isBetween(200 * 625L / 10, 202 * 625L / 10);
            assertThat(falls.get(falls.size() - 3 + i) - rises.get(i)).isEqualTo(300 * 625L / 10);
        }
        assertThat(guest.value("idle_between")).isZero();
    }

    /** Three periods: a whole pulse, one that ends early, a whole one. */
    private static void assertCleared(Guest guest) {
        List<Edge> edges = between(guest, "PA8", "clear", "clear_done");
        List<Long> falls =
                edges.stream().filter(edge -> !edge.high()).map(Edge::ns).toList();
        List<Long> rises = edges.stream().filter(Edge::high).map(Edge::ns).toList();
        assertThat(falls).hasSize(3);
        assertThat(rises.get(1) - rises.get(0)).isEqualTo(100 * Guest.US);
        assertThat(falls.get(1) - rises.get(0)).as("cleared").isBetween(25 * Guest.US, 28 * Guest.US);
        assertThat(falls.get(2) - rises.get(1)).isEqualTo(50 * Guest.US);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldConvertInOtherWays(String chip) {
        Guest guest = Guest.of("adc-more", chip);
        guest.pins().volts("PA0", 1.1);
        guest.pins().volts("PA1", 2.2);
        guest.pins().volts("PC0", 0.55);
        guest.run();
        // a third, two thirds and a sixth of 4096
        long a = 1365;
        long b = 2731;
        long c = 683;
        assertThat(guest.value("left")).isEqualTo(a << 4);
        // 1024 / 3, 256 / 3, 64 / 3
        assertThat(guest.values("fewer_bits")).containsExactly(341L, 85L, 21L);
        assertThat(guest.value("left_ten")).isEqualTo(341 << 6);
        assertThat(guest.values("some")).containsExactly(a, b, c);
        assertThat(guest.value("no_more")).isZero();
        assertThat(guest.value("regular_before")).isEqualTo(b);
        assertThat(guest.value("injected_behind")).isEqualTo(c);
        assertThat(guest.value("regular_waits")).isZero();
        assertThat(guest.value("injected_first")).isEqualTo(b);
        assertThat(guest.value("regular_then")).isEqualTo(a);
        // begun anew behind the injected one: 25 us, 15 cycles and 492 cycles of 8 MHz
        assertThat(guest.saidNs("long_done") - guest.saidNs("long")).isBetween(88 * Guest.US, 110 * Guest.US);
        boolean halved = chip.equals("stm32f405") || chip.equals("stm32f407");
        assertThat(guest.value("battery")).isEqualTo(halved ? 2048 : 1024);
        if (Guest.chipsWith("ADC3").anyMatch(chip::equals)) {
            assertThat(guest.values("interleaved_pair")).containsExactly(a << 16 | a, a << 16 | a);
            // eight results, in turn: one each 7 or 8 cycles of 8 MHz
            assertThat(guest.saidNs("interleaved_done") - guest.saidNs("interleaved"))
                    .isBetween(8 * 7 * 125L, 8 * 8 * 125L + 10 * Guest.US);
            assertThat(guest.values("triple")).containsExactly(a, b, c, a, b, c);
        }
    }
}
