package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.guest.GuestPins.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code tim.c}: timers at 16 MHz, 62.5 ns a count. */
class TimerGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("TIM1");
    }

    private static List<Edge> between(Guest guest, String pin, String from, String to) {
        return guest.pins().edges(pin).stream()
                .filter(edge -> edge.ns() >= guest.saidNs(from) && edge.ns() <= guest.saidNs(to))
                .toList();
    }

    /** How long a pin was at a level, each time that it left it. */
    private static List<Long> lengths(List<Edge> edges, boolean high) {
        List<Long> lengths = new ArrayList<>();
        for (int i = 1; i < edges.size(); i++) {
            if (edges.get(i - 1).high() == high) {
                lengths.add(edges.get(i).ns() - edges.get(i - 1).ns());
            }
        }
        return lengths;
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldTimeAsTimersDo(String chip) {
        Guest guest = Guest.of("tim", chip)
                .wire("PA8", "PA6")
                .wire("PB2", "PB12")
                .wire("PC1", "PB6")
                .wire("PC2", "PB7")
                .run();
        assertCentreAligned(guest);
        assertBreak(guest);
        assertThat(guest.value("period")).isEqualTo(1000);
        assertThat(guest.value("pulse")).isEqualTo(250);
        assertThat(guest.value("overcapture")).isEqualTo(1);
        assertThat(guest.value("turned")).isEqualTo(20);
        assertThat(guest.value("back")).isEqualTo(93);
        assertThat(guest.values("down")).containsExactly(0L, 1L);
        assertOnePulse(guest);
        assertThat(guest.value("chained_whole")).isZero();
        assertThat(guest.value("gated")).isBetween(400L, 440L);
        assertBurst(guest);
    }

    /** 600 of 1600 counts, less 40 of dead time, and the other way round. */
    private static void assertCentreAligned(Guest guest) {
        List<Edge> main = between(guest, "PA8", "pwm", "break");
        List<Edge> complement = between(guest, "PB13", "pwm", "break");
        assertThat(lengths(main, true)).hasSizeGreaterThan(3).containsOnly(560 * 625L / 10);
        assertThat(lengths(main, false)).hasSizeGreaterThan(3).containsOnly(1040 * 625L / 10);
        assertThat(lengths(complement, true)).hasSizeGreaterThan(3).containsOnly(960 * 625L / 10);
        for (Edge edge : complement) {
            if (!edge.high()) {
                assertThat(main).contains(new Edge(true, edge.ns() + 40 * 625 / 10));
            }
        }
    }

    private static void assertBreak(Guest guest) {
        assertThat(guest.value("breaks")).isEqualTo(1);
        assertThat(guest.value("moe")).isZero();
        assertThat(guest.value("break_flag_stays")).isEqualTo(1);
        assertThat(guest.value("break_flag_cleared")).isZero();
        long broken = guest.pins().times("PB2", true).get(0);
        for (String pin : List.of("PA8", "PB13")) {
            assertThat(between(guest, pin, "break", "broken"))
                    .as("what goes low goes at once, and nothing rises")
                    .allMatch(edge -> !edge.high() && edge.ns() <= broken + Guest.US || edge.ns() < broken);
        }
    }

    private static void assertOnePulse(Guest guest) {
        assertThat(guest.value("one_pulse_left")).isZero();
        assertThat(guest.value("one_pulse_update")).isEqualTo(1);
        List<Edge> edges = between(guest, "PA5", "pulse_begins", "one_pulse_left");
        assertThat(edges).extracting(Edge::high).containsExactly(true, false);
        assertThat(edges.get(0).ns() - guest.saidNs("pulse_begins")).isBetween(100 * Guest.US, 101 * Guest.US);
        assertThat(edges.get(1).ns() - edges.get(0).ns()).isEqualTo(50 * Guest.US);
    }

    /** What a burst brings is preloaded: in effect one period later. The pin was high before the first period began. */
    private static void assertBurst(Guest guest) {
        List<Edge> edges = between(guest, "PA8", "burst", "burst_done");
        List<Long> rises = edges.stream().filter(Edge::high).map(Edge::ns).toList();
        List<Long> periods = new ArrayList<>();
        for (int i = 1; i < 6; i++) {
            periods.add((rises.get(i) - rises.get(i - 1)) * 10 / 625);
        }
        assertThat(periods).containsExactly(1000L, 1600L, 800L, 3200L, 3200L);
        assertThat(lengths(edges, true).stream().limit(5).map(ns -> ns * 10 / 625))
                .containsExactly(500L, 400L, 600L, 800L, 800L);
    }
}
