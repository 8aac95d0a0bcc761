package dev.platine.mcu.peripheral.rtc;

import static dev.platine.mcu.peripheral.rtc.RtcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmTest {
    private static final int ALARM_A = 8;
    private static final int ALARM_B = 9;
    private static final int BYPASS = 1 << 5;
    private static final int ENABLE_A = BYPASS | 1 << 8;

    private final RtcBench rtc = new RtcBench();

    private void alarmA(int alarm, int subseconds) {
        rtc.write(ALRMAR, alarm);
        rtc.write(ALRMASSR, subseconds);
        rtc.write(CR, ENABLE_A);
    }

    @ParameterizedTest
    @CsvSource({
        "0x15103007, 3600, all fields by date",
        "0x90103007, 3600, any date",
        "0x80803007, 7, any date and hour",
        "0x8080B007, 7, any minute",
        "0x8080B080, 1, every second",
        "0x43103007, 176400, the day of the week",
    })
    void shouldMatchByItsMasks(String alarm, long afterS, String why) {
        // 2024-01-15 is a Monday.
        int bits = (int) Long.decode(alarm).longValue();
        int begins = afterS < 10 ? 0x103000 : 0x093007;
        rtc.set(begins, 0x242115);
        alarmA(bits, 0);
        rtc.run(afterS * S - 2 * MS);
        assertThat(rtc.flag(ALARM_A)).as(why).isFalse();
        rtc.run(4 * MS);
        assertThat(rtc.flag(ALARM_A)).as(why).isTrue();
    }

    @Test
    void shouldRepeatEverySecond() {
        rtc.set(0, 0x240101);
        alarmA(0x80808080, 0);
        for (int i = 0; i < 3; i++) {
            rtc.run(S);
            assertThat(rtc.flag(ALARM_A)).isTrue();
            rtc.clear(ALARM_A);
            assertThat(rtc.flag(ALARM_A)).isFalse();
        }
    }

    @Test
    void shouldMatchSubseconds() {
        rtc.set(0, 0x240101);
        alarmA(0x80808080, 8 << 24 | 64);
        rtc.run(S * (255 - 64) / 256 - MS);
        assertThat(rtc.flag(ALARM_A)).isFalse();
        rtc.run(2 * MS);
        assertThat(rtc.flag(ALARM_A)).isTrue();
        assertThat(rtc.read(SSR)).isEqualTo(64);
    }

    @Test
    void shouldMatchSeveralTimesASecondWhereFewBitsAreCompared() {
        rtc.set(0, 0x240101);
        alarmA(0x80808080, 6 << 24 | 63);
        int seen = 0;
        for (int i = 0; i < 256; i++) {
            rtc.run(S / 256);
            if (rtc.flag(ALARM_A)) {
                seen++;
                rtc.clear(ALARM_A);
            }
        }
        assertThat(seen).isEqualTo(4);
    }

    @Test
    void shouldNeverMatchADayThatDoesNotExist() {
        rtc.set(0, 0x240101);
        alarmA(0x3F000000, 0);
        rtc.run(400L * 86_400 * S);
        assertThat(rtc.flag(ALARM_A)).isFalse();
    }

    @Test
    void shouldFindTheLeapDay() {
        rtc.set(0, 0x24A201);
        alarmA(0x29000000, 0);
        rtc.run(28L * 86_400 * S - MS);
        assertThat(rtc.flag(ALARM_A)).isFalse();
        rtc.run(2 * MS);
        assertThat(rtc.flag(ALARM_A)).isTrue();
    }

    @Test
    void shouldTellExtiOnlyWhatIsEnabled() {
        rtc.set(0, 0x240101);
        rtc.write(ALRMBR, 0x80808080);
        rtc.write(CR, BYPASS | 1 << 9);
        rtc.run(S);
        assertThat(rtc.flag(ALARM_B)).isTrue();
        assertThat(rtc.signal("RTC_ALARM")).isFalse();
        rtc.write(CR, BYPASS | 1 << 9 | 1 << 13);
        assertThat(rtc.signal("RTC_ALARM")).isTrue();
        rtc.clear(ALARM_B);
        assertThat(rtc.signal("RTC_ALARM")).isFalse();
    }

    @Test
    void shouldBeWrittenOnlyWhileOff() {
        alarmA(0x80808080, 0);
        assertThat(rtc.flag(0)).isFalse();
        rtc.write(ALRMAR, 0);
        assertThat(rtc.read(ALRMAR)).isEqualTo(0x80808080L);
        rtc.write(CR, BYPASS);
        assertThat(rtc.flag(0)).isTrue();
        rtc.write(ALRMAR, 0);
        assertThat(rtc.read(ALRMAR)).isZero();
    }

    @Test
    void shouldMatchTheAfternoonOfTwelveHours() {
        rtc.beginInit();
        rtc.write(CR, BYPASS | 1 << 6);
        rtc.write(TR, 0x115959);
        rtc.endInit();
        rtc.write(ALRMAR, 0x80520000);
        rtc.write(CR, BYPASS | 1 << 6 | 1 << 8);
        rtc.run(S + MS);
        assertThat(rtc.read(TR)).isEqualTo(0x520000);
        assertThat(rtc.flag(ALARM_A)).isTrue();
    }

    @Test
    void shouldFollowACalendarThatIsSetAnew() {
        rtc.set(0x100000, 0x240101);
        alarmA(0x80120000, 0);
        rtc.set(0x115959, 0x240101);
        rtc.run(S);
        assertThat(rtc.flag(ALARM_A)).isTrue();
    }
}
