package dev.platine.mcu.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimebaseTest {
    @ParameterizedTest
    @CsvSource({
        "16000000, 1",
        "84000000, 1",
        "100000000, 1",
        "168000000, 1",
        "180000000, 1",
        "50000000, 3",
        "1000000, 512"
    })
    void shouldTellEachCycleToTheNanosecond(long numerator, long denominator) {
        Timebase base = new Timebase();
        base.rate(new Rate(numerator, denominator), 1000, 500);
        for (long n = 0; n < 2_000_000; n += 997) {
            long exact = new java.math.BigInteger(Long.toString(n))
                    .multiply(java.math.BigInteger.valueOf(1_000_000_000L * denominator))
                    .divide(java.math.BigInteger.valueOf(numerator))
                    .longValueExact();
            assertThat(base.nsAt(1000 + n)).isEqualTo(500 + exact);
        }
    }

    @Test
    void shouldNotDriftInAYear() {
        Timebase base = new Timebase();
        base.rate(Rate.hz(168_000_000), 0, 0);
        long year = 365L * 86_400;
        for (long s = 0; s <= year; s += 1_000_003) {
            assertThat(base.nsAt(s * 168_000_000)).isEqualTo(s * 1_000_000_000L);
        }
    }

    @Test
    void shouldFindTheFirstCycleThatIsNotBefore() {
        Timebase base = new Timebase();
        base.rate(Rate.hz(168_000_000), 7, 3);
        for (long ns = 3; ns < 5000; ns++) {
            long cycle = base.cycleAt(ns);
            assertThat(base.nsAt(cycle)).isGreaterThanOrEqualTo(ns);
            assertThat(cycle == 7 || base.nsAt(cycle - 1) < ns).isTrue();
        }
    }

    @Test
    void shouldKeepTheFractionWhenTheRateChanges() {
        Timebase base = new Timebase();
        base.rate(Rate.hz(168_000_000), 0, 0);
        base.rate(Rate.hz(84_000_000), 1, 0);
        // 1 cycle at 168 MHz and 1 at 84 MHz are 5.952 + 11.905 = 17.857 ns.
        assertThat(base.nsAt(1)).isEqualTo(5);
        assertThat(base.nsAt(2)).isEqualTo(17);
    }

    @Test
    void shouldStandStillWithoutClock() {
        Timebase base = new Timebase();
        base.rate(Rate.hz(1_000_000), 0, 0);
        base.rate(Rate.NONE, 10, 0);
        assertThat(base.nsAt(10)).isEqualTo(10_000);
        assertThat(base.cycleAt(10_001)).isEqualTo(Long.MAX_VALUE);
        base.rate(Rate.hz(1_000_000), 10, 2_000_000);
        assertThat(base.nsAt(11)).isEqualTo(2_001_000);
    }

    @Test
    void shouldStayExactForLongWithACrystalThatIsOff() {
        Rate rate = Rate.hz(7_999_993).times(211, 504);
        Timebase base = new Timebase();
        base.rate(rate, 0, 0);
        for (long cycle = 0; cycle < 1_000_000_000L; cycle += 10_000_001L) {
            BigInteger exact = BigInteger.valueOf(cycle)
                    .multiply(BigInteger.valueOf(1_000_000_000L))
                    .multiply(BigInteger.valueOf(rate.denominator()))
                    .divide(BigInteger.valueOf(rate.numerator()));
            assertThat(base.nsAt(cycle)).isEqualTo(exact.longValueExact());
        }
    }
}
