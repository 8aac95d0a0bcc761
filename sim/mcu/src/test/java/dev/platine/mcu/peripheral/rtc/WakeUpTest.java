package dev.platine.mcu.peripheral.rtc;

import static dev.platine.mcu.peripheral.rtc.RtcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WakeUpTest {
    private static final int FLAG = 10;
    private static final int BYPASS = 1 << 5;
    private static final int ENABLE = BYPASS | 1 << 10;

    private final RtcBench rtc = new RtcBench();

    @ParameterizedTest
    @CsvSource({"0, 2047, 1000", "1, 4095, 1000", "2, 8191, 1000", "3, 16383, 1000", "4, 4, 5000", "6, 0, 65537000"})
    void shouldExpireAfterItsPeriod(int select, int reload, long afterMs) {
        rtc.set(0, 0x240101);
        rtc.write(WUTR, reload);
        rtc.write(CR, BYPASS | select);
        rtc.write(CR, ENABLE | select);
        rtc.run(afterMs * MS - MS);
        assertThat(rtc.flag(FLAG)).isFalse();
        rtc.run(2 * MS);
        assertThat(rtc.flag(FLAG)).isTrue();
    }

    @Test
    void shouldRepeatWithoutDrift() {
        rtc.write(WUTR, 2047);
        rtc.write(CR, ENABLE | 1 << 14);
        for (int i = 0; i < 100; i++) {
            rtc.run(S);
            rtc.run(i == 0 ? MS : 0);
            assertThat(rtc.signal("RTC_WAKEUP")).isTrue();
            rtc.clear(FLAG);
            assertThat(rtc.signal("RTC_WAKEUP")).isFalse();
        }
    }

    @Test
    void shouldTakeAReloadValueOnlyWhileOff() {
        rtc.write(CR, ENABLE);
        rtc.write(WUTR, 5);
        assertThat(rtc.read(WUTR)).isEqualTo(0xFFFF);
        assertThat(rtc.flag(2)).isFalse();
        rtc.write(CR, BYPASS);
        assertThat(rtc.flag(2)).isFalse();
        rtc.run(100_000);
        assertThat(rtc.flag(2)).isTrue();
        rtc.write(WUTR, 5);
        assertThat(rtc.read(WUTR)).isEqualTo(5);
    }

    @Test
    void shouldExpireWhileTheBusClockStandsStill() {
        rtc.write(WUTR, 2047);
        rtc.write(CR, ENABLE | 1 << 14);
        rtc.bench.clocks().changing();
        rtc.bench.clocks().hclk(Rate.NONE);
        rtc.bench.clocks().changed();
        rtc.run(S + MS);
        assertThat(rtc.signal("RTC_WAKEUP")).isTrue();
    }

    @Test
    void shouldFollowItsClock() {
        rtc.clock(Rate.hz(32_000));
        rtc.write(WUTR, 1999);
        rtc.write(CR, ENABLE);
        rtc.run(S - MS);
        assertThat(rtc.flag(FLAG)).isFalse();
        rtc.run(2 * MS);
        assertThat(rtc.flag(FLAG)).isTrue();
    }
}
