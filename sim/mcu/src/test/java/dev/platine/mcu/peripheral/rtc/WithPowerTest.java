package dev.platine.mcu.peripheral.rtc;

import static dev.platine.mcu.peripheral.rtc.RtcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The clock with what it meets on a real chip: supplies, PWR, EXTI. */
class WithPowerTest {
    private static final int PWR_CR = 0x40007000;
    private static final int EXTI_IMR = 0x40013C00;
    private static final int EXTI_RTSR = 0x40013C08;
    private static final int LINE_17 = 1 << 17;

    private final RtcBench rtc = new RtcBench();

    @Test
    void shouldLiveOnItsBattery() {
        rtc.bench.chip().externals().vbatV(3);
        rtc.set(0x120000, 0x24A229);
        rtc.write(BKP0R, 0x1234);
        cutPowerFor(60 * S);
        assertThat(rtc.read(BKP0R)).isEqualTo(0x1234);
        rtc.run(MS);
        assertThat(rtc.read(TR)).isEqualTo(0x120100);
    }

    @Test
    void shouldBeginAnewWithoutBattery() {
        rtc.set(0x120000, 0x24A229);
        rtc.write(BKP0R, 0x1234);
        cutPowerFor(60 * S);
        assertThat(rtc.read(BKP0R)).isZero();
        assertThat(rtc.read(DR)).isEqualTo(0x2101);
    }

    private void cutPowerFor(long ns) {
        long now = rtc.bench.chip().nowNs();
        rtc.bench.chip().powerDown(now);
        rtc.bench.run(ns);
        rtc.bench.chip().powerUp(now + ns);
    }

    @Test
    void shouldBeOpenedByPwr() {
        rtc.bench.chip().blocks().get("PWR").clock(true);
        rtc.bench.chip().signal("DBP").level(false);
        rtc.write(BKP0R, 1);
        assertThat(rtc.read(BKP0R)).isZero();
        rtc.bench.set(PWR_CR, 1 << 8);
        rtc.write(BKP0R, 1);
        assertThat(rtc.read(BKP0R)).isEqualTo(1);
    }

    @Test
    void shouldInterruptThroughExti() {
        rtc.set(0, 0x240101);
        rtc.bench.set(EXTI_IMR, LINE_17);
        rtc.bench.set(EXTI_RTSR, LINE_17);
        rtc.write(ALRMAR, 0x80808080);
        rtc.write(CR, 1 << 5 | 1 << 8 | 1 << 12);
        rtc.run(S - MS);
        assertThat(rtc.bench.pending("RTC_ALARM")).isFalse();
        rtc.run(2 * MS);
        assertThat(rtc.bench.pending("RTC_ALARM")).isTrue();
    }
}
