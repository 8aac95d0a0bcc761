package dev.platine.mcu.peripheral.rtc;

import static dev.platine.mcu.peripheral.rtc.RtcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TamperTest {
    private static final int TSF = 11;
    private static final int TSOVF = 12;
    private static final int TAMP1F = 13;
    private static final int TAMP2F = 14;
    private static final int BYPASS = 1 << 5;

    private final RtcBench rtc = new RtcBench();

    TamperTest() {
        rtc.write(BKP0R, 0x11111111);
        rtc.write(BKP0R + 76, 0x22222222);
    }

    @Test
    void shouldEraseTheBackupRegistersAtARisingEdge() {
        rtc.write(TAFCR, 1 | 1 << 2);
        assertThat(rtc.flag(TAMP1F)).isFalse();
        rtc.bench.level("PC13", true);
        assertThat(rtc.flag(TAMP1F)).isTrue();
        assertThat(rtc.read(BKP0R)).isZero();
        assertThat(rtc.read(BKP0R + 76)).isZero();
        assertThat(rtc.signal("RTC_TAMPER")).isTrue();
        rtc.write(BKP0R, 5);
        assertThat(rtc.read(BKP0R)).isZero();
        rtc.clear(TAMP1F);
        assertThat(rtc.signal("RTC_TAMPER")).isFalse();
        rtc.write(BKP0R, 5);
        assertThat(rtc.read(BKP0R)).isEqualTo(5);
    }

    @Test
    void shouldSeeAFallingEdge() {
        rtc.bench.level("PC13", true);
        rtc.write(TAFCR, 1 | 1 << 1);
        assertThat(rtc.flag(TAMP1F)).isFalse();
        rtc.bench.level("PC13", false);
        assertThat(rtc.flag(TAMP1F)).isTrue();
    }

    @Test
    void shouldSeeWhatHappenedBeforeItWasEnabled() {
        rtc.bench.level("PC13", true);
        rtc.write(TAFCR, 1);
        assertThat(rtc.flag(TAMP1F)).isTrue();
    }

    @Test
    void shouldWatchTheSecondPin() {
        rtc.write(TAFCR, 1 << 3);
        rtc.bench.level("PI8", true);
        assertThat(rtc.flag(TAMP2F)).isTrue();
        assertThat(rtc.flag(TAMP1F)).isFalse();
    }

    @Test
    void shouldMoveTheFirstInputToTheSecondPin() {
        rtc.write(TAFCR, 1 | 1 << 16);
        rtc.bench.level("PC13", true);
        assertThat(rtc.flag(TAMP1F)).isFalse();
        rtc.bench.level("PI8", true);
        assertThat(rtc.flag(TAMP1F)).isTrue();
    }

    @Test
    void shouldWantSoManySamplesOfALevel() {
        // Four samples at 256 Hz, active low.
        rtc.bench.level("PC13", true);
        rtc.write(TAFCR, 1 | 7 << 8 | 2 << 11);
        rtc.bench.level("PC13", false);
        rtc.run(20 * MS);
        rtc.bench.level("PC13", true);
        rtc.run(S);
        assertThat(rtc.flag(TAMP1F)).isFalse();
        rtc.bench.level("PC13", false);
        rtc.run(10 * MS);
        assertThat(rtc.flag(TAMP1F)).isFalse();
        rtc.run(22 * MS);
        assertThat(rtc.flag(TAMP1F)).isTrue();
        rtc.clear(TAMP1F);
        rtc.run(40 * MS);
        assertThat(rtc.flag(TAMP1F)).isTrue();
    }

    @Test
    void shouldStampTheTimeOfAnEdge() {
        rtc.set(0x123456, 0x242115);
        rtc.write(CR, BYPASS | 1 << 11 | 1 << 15);
        rtc.run(S / 2);
        rtc.bench.level("PC13", true);
        assertThat(rtc.flag(TSF)).isTrue();
        assertThat(rtc.read(TSTR)).isEqualTo(0x123456);
        assertThat(rtc.read(TSDR)).isEqualTo(0x2115);
        assertThat(rtc.read(TSSSR)).isEqualTo(rtc.read(SSR));
        assertThat(rtc.signal("RTC_TAMPER")).isTrue();
        rtc.run(5 * S);
        rtc.bench.level("PC13", false);
        assertThat(rtc.flag(TSOVF)).isFalse();
        rtc.bench.level("PC13", true);
        assertThat(rtc.flag(TSOVF)).isTrue();
        assertThat(rtc.read(TSTR)).isEqualTo(0x123456);
        rtc.clear(TSF);
        rtc.clear(TSOVF);
        assertThat(rtc.read(TSTR)).isZero();
        assertThat(rtc.flag(TSF)).isFalse();
        assertThat(rtc.flag(TSOVF)).isFalse();
    }

    @Test
    void shouldStampFallingEdgesOfTheOtherPin() {
        rtc.bench.level("PI8", true);
        rtc.write(TAFCR, 1 << 17);
        rtc.write(CR, BYPASS | 1 << 3 | 1 << 11);
        rtc.bench.level("PC13", true);
        assertThat(rtc.flag(TSF)).isFalse();
        rtc.bench.level("PI8", false);
        assertThat(rtc.flag(TSF)).isTrue();
        assertThat(rtc.signal("RTC_TAMPER")).isFalse();
    }

    @Test
    void shouldStampTampering() {
        rtc.set(0x010203, 0x242115);
        rtc.write(TAFCR, 1 | 1 << 7);
        rtc.bench.level("PC13", true);
        assertThat(rtc.read(TSTR)).isEqualTo(0x010203);
        assertThat(rtc.flag(TSF)).isTrue();
    }

    @Test
    void shouldNotRecordTheOnesThatDriversWriteAroundAFlag() {
        rtc.clear(TSF);
        rtc.beginInit();
        assertThat(rtc.bench.chip().touches().touches()).isEmpty();
        rtc.write(CR, BYPASS | 1 << 23);
        assertThat(rtc.bench.chip().touches().touches())
                .singleElement()
                .satisfies(t -> assertThat(t.bits()).isEqualTo(1 << 23));
    }
}
