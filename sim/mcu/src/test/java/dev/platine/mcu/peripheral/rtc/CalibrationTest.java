package dev.platine.mcu.peripheral.rtc;

import static dev.platine.mcu.peripheral.rtc.RtcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
    private static final int PLUS = 1 << 15;

    private final RtcBench rtc = new RtcBench();

    @ParameterizedTest
    @CsvSource({"0, 0", "1, -1", "511, -511", "0x8000, 512", "0x81FF, 1", "0x4003, 0", "0x4004, -4", "0x2003, -2"})
    void shouldSlowOrHurryByCyclesInAMillion(String calr, int cycles) {
        SmoothCalibration calibration = new SmoothCalibration();
        calibration.set(Integer.decode(calr), 0);
        assertThat(calibration.at(1 << 20)).isEqualTo((1 << 20) + cycles);
        assertThat(calibration.at(3L << 20)).isEqualTo((3L << 20) + 3L * cycles);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "511", "0x8000", "0x8155"})
    void shouldFindTheCycleOfEachCount(String calr) {
        SmoothCalibration calibration = new SmoothCalibration();
        calibration.set(Integer.decode(calr), 12_345);
        for (long count = 20_000; count < 3_000_000; count += 7_919) {
            long raw = calibration.rawOf(count);
            assertThat(calibration.at(raw)).isGreaterThanOrEqualTo(count);
            assertThat(calibration.at(raw - 1)).isLessThan(count);
        }
    }

    @Test
    void shouldMaskCyclesInEachWindow() {
        SmoothCalibration calibration = new SmoothCalibration();
        calibration.set(1, 0);
        assertThat(calibration.at(0x80000)).isEqualTo(0x80000);
        assertThat(calibration.at(0x80001)).isEqualTo(0x80000);
    }

    @Test
    void shouldMoveTheCalendar() {
        rtc.set(0, 0x240101);
        rtc.write(CALR, PLUS);
        assertThat(rtc.flag(16)).isTrue();
        // 512 of 2^20: a second in 2048.
        rtc.run(2_049 * S);
        assertThat(rtc.read(TR)).isEqualTo(0x003410);
        assertThat(rtc.flag(16)).isFalse();
    }

    @Test
    void shouldTakeOneCalibrationAtATime() {
        rtc.write(CALR, 5);
        rtc.write(CALR, 6);
        assertThat(rtc.read(CALR)).isEqualTo(5);
        rtc.run(20 * MS);
        rtc.write(CALR, 6);
        assertThat(rtc.read(CALR)).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"0x1F, 124", "0x81, -2"})
    void shouldCorrectCoarselyMinuteByMinute(String calibr, int cycles) {
        rtc.beginInit();
        rtc.write(CALIBR, Integer.decode(calibr));
        rtc.write(CR, 1 << 5 | 1 << 7);
        rtc.endInit();
        rtc.run(4 * S / 32_768);
        // One cycle of ck_apre is 1/256 s; 64 minutes are one turn.
        rtc.run(3_840 * S - cycles * S / 256 - 2 * MS);
        assertThat(rtc.read(TR)).isEqualTo(0x010359);
        rtc.run(4 * MS);
        assertThat(rtc.read(TR)).isEqualTo(0x010400);
    }

    @Test
    void shouldAlarmOnTimeWhileCorrectedCoarsely() {
        rtc.beginInit();
        rtc.write(CALIBR, 0x1F);
        rtc.write(CR, 1 << 5 | 1 << 7);
        rtc.endInit();
        rtc.write(ALRMAR, 0x80010400);
        rtc.write(CR, 1 << 5 | 1 << 7 | 1 << 8);
        rtc.run(3_840 * S - 124 * S / 256 - 2 * MS);
        assertThat(rtc.flag(8)).isFalse();
        rtc.run(4 * MS);
        assertThat(rtc.flag(8)).isTrue();
    }

    @Test
    void shouldShiftBack() {
        rtc.set(0, 0x240101);
        rtc.run(10 * S);
        rtc.write(SHIFTR, 128);
        assertThat(rtc.flag(3)).isTrue();
        rtc.run(S + 10 * MS);
        assertThat(rtc.flag(3)).isFalse();
        assertThat(rtc.read(TR)).isEqualTo(0x10);
        rtc.run(S / 2);
        assertThat(rtc.read(TR)).isEqualTo(0x11);
    }

    @Test
    void shouldShiftForward() {
        rtc.set(0, 0x240101);
        rtc.run(10 * S);
        rtc.write(SHIFTR, 1 << 31 | 64);
        rtc.run(S / 4 + 10 * MS);
        assertThat(rtc.read(TR)).isEqualTo(0x11);
        rtc.run(S);
        assertThat(rtc.read(TR)).isEqualTo(0x12);
    }
}
