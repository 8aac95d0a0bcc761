package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A pin that changes at every tick of SysTick does so when the clock tree says, to the nanosecond. */
class TickTest {
    private static final int TICKS = 3000;

    /** The store that switches the timer on, behind which it counts, follows the one that marks by a cycle; the handler's store is its fifth instruction. */
    private static final int BESIDES_THE_COUNT = 2 + 4;

    @ParameterizedTest
    @CsvSource({"stm32f401, 84", "stm32f411, 100", "stm32f405, 168", "stm32f407, 168", "stm32f446, 180"})
    void shouldTogglePinEachTick(String chip, long mhz) {
        Guest guest = Guest.of("tick", chip).runFor(TICKS * Guest.MS).truthful();
        assertThat(guest.value("hz")).isEqualTo(mhz * 1_000_000);
        long marked = guest.pins().times("PA6", true).get(0);
        List<Long> edges = times(guest);
        // crystal, PLL, and what polls them
        assertThat(marked).isBetween(2 * Guest.MS + 100 * Guest.US, 2 * Guest.MS + 400 * Guest.US);
        long firstCycle = mhz * 1000 + BESIDES_THE_COUNT;
        assertThat(edges.get(0) - marked).isBetween(firstCycle * 1000 / mhz, firstCycle * 1000 / mhz + 1);
        List<Long> expected = new ArrayList<>();
        for (int tick = 0; tick < edges.size(); tick++) {
            expected.add(edges.get(0) + tick * Guest.MS);
        }
        assertThat(edges).isEqualTo(expected).hasSize(TICKS - 3);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldNotDriftWhereNoNanosecondDividesTheTick(String chip) {
        // HSI trimmed by three steps of 40 kHz, * 211 / 15 / 4: 56.688666... MHz
        BigInteger hzTimes3 = BigInteger.valueOf(16_120_000L * 211 / 60 * 3 + 2);
        assertThat(BigInteger.valueOf(16_120_000L * 211)).isEqualTo(hzTimes3.multiply(BigInteger.valueOf(20)));
        Guest guest = Guest.of("odd-tick", chip).runFor(TICKS * Guest.MS).truthful();
        List<Long> edges = times(guest);
        long marked = guest.pins().times("PA6", true).get(0);
        assertThat(edges).hasSizeGreaterThan(TICKS - 10);
        // One fraction of a nanosecond at the mark must explain all edges: which fractions do, in parts of hzTimes3.
        BigInteger from = BigInteger.ZERO;
        BigInteger to = hzTimes3.subtract(BigInteger.ONE);
        for (int tick = 0; tick < edges.size(); tick++) {
            long cycles = 56783L * (tick + 1) + BESIDES_THE_COUNT;
            BigInteger exact = BigInteger.valueOf(cycles).multiply(BigInteger.valueOf(3_000_000_000L));
            BigInteger seen = BigInteger.valueOf(edges.get(tick) - marked).multiply(hzTimes3);
            from = from.max(seen.subtract(exact));
            to = to.min(seen.add(hzTimes3).subtract(BigInteger.ONE).subtract(exact));
        }
        assertThat(from).as("a fraction that explains every edge").isLessThanOrEqualTo(to);
    }

    static Stream<String> chips() {
        return Guest.chipsWith();
    }

    private static List<Long> times(Guest guest) {
        List<GuestPins.Edge> edges = guest.pins().edges("PA5");
        // the first one is the pin that becomes an output
        assertThat(edges.get(0).high()).isFalse();
        for (int i = 1; i < edges.size(); i++) {
            assertThat(edges.get(i).high()).isEqualTo(i % 2 == 1);
        }
        return edges.subList(1, edges.size()).stream().map(GuestPins.Edge::ns).toList();
    }
}
