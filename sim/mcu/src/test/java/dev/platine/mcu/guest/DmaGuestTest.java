package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code dma.c}: streams of DMA2. */
class DmaGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("DMA2");
    }

    /** The numbers that stood at PB0 to PB7 from a time on, with the times at which they came. */
    private static TreeMap<Long, Integer> port(Guest guest, String from, String to) {
        TreeMap<Long, Integer> values = new TreeMap<>();
        int value = 0;
        record Change(long ns, int pin, boolean high) {}
        List<Change> changes = new ArrayList<>();
        for (int pin = 0; pin < 8; pin++) {
            int of = pin;
            guest.pins().edges("PB" + pin).forEach(edge -> changes.add(new Change(edge.ns(), of, edge.high())));
        }
        changes.sort((a, b) -> Long.compare(a.ns, b.ns));
        for (Change change : changes) {
            value = change.high ? value | 1 << change.pin : value & ~(1 << change.pin);
            if (change.ns > guest.saidNs(from) && change.ns <= guest.saidNs(to)) {
                values.put(change.ns, value);
            }
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldMoveDataAsStreamsDo(String chip) {
        Guest guest = Guest.of("dma", chip).run();
        assertThat(guest.value("half")).isEqualTo(1);
        assertThat(guest.value("left")).isZero();
        assertThat(guest.value("enabled")).as("a stream that is done is off").isZero();
        assertThat(guest.value("packed_wrong")).isZero();
        assertThat(guest.value("fifo_error")).isEqualTo(1);
        assertThat(guest.value("error")).isEqualTo(1);
        assertThat(guest.value("error_enabled")).isZero();
        assertCircle(port(guest, "circle", "rounds"));
        assertTwoBuffers(port(guest, "double", "switches"));
        // a stream that is switched off tells its end once more
        assertThat(guest.value("rounds")).isEqualTo(3 + 1);
        assertThat(guest.value("switches")).isEqualTo(5 + 1);
    }

    /** 160 cycles of 16 MHz between two bytes. */
    private static void assertCircle(TreeMap<Long, Integer> seen) {
        List<Integer> values = new ArrayList<>(seen.values());
        assertThat(values).hasSizeBetween(24, 26);
        List<Long> times = new ArrayList<>(seen.keySet());
        for (int i = 0; i < values.size(); i++) {
            assertThat(values.get(i)).isEqualTo(1 << i % 8);
            assertThat(times.get(i) - times.get(0)).isEqualTo(i * 10_000L);
        }
    }

    /** 800 cycles between two numbers: 1 to 20 in a row, since each buffer is filled again while the other one is sent. */
    private static void assertTwoBuffers(TreeMap<Long, Integer> seen) {
        List<Integer> values = new ArrayList<>(seen.values());
        List<Long> times = new ArrayList<>(seen.keySet());
        int from = values.indexOf(1);
        for (int number = 1; number <= 20; number++) {
            assertThat(values.get(from + number - 1)).isEqualTo(number);
            assertThat(times.get(from + number - 1) - times.get(from)).isEqualTo((number - 1) * 50_000L);
        }
    }
}
