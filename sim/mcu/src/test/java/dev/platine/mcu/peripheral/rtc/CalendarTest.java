package dev.platine.mcu.peripheral.rtc;

import static dev.platine.mcu.peripheral.rtc.RtcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
    private final RtcBench rtc = new RtcBench();

    @Test
    void shouldBeginWithTheYear2000() {
        assertThat(rtc.read(TR)).isZero();
        assertThat(rtc.read(DR)).isEqualTo(0x2101);
        assertThat(rtc.flag(4)).isFalse();
    }

    @Test
    void shouldStandStillWithoutClock() {
        rtc.clock(Rate.NONE);
        rtc.run(10 * S);
        assertThat(rtc.read(TR)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0x235959, 0x24A228, 0x000000, 0x24C229, a leap year has a 29th",
        "0x235959, 0x24A229, 0x000000, 0x24C301, and no 30th",
        "0x235959, 0x23A228, 0x000000, 0x23C301, others have none",
        "0x235959, 0x23A430, 0x000000, 0x23C501, April has 30 days",
        "0x235959, 0x23F231, 0x000000, 0x242101, after Sunday comes Monday and a new year",
        "0x095959, 0x232115, 0x100000, 0x232115, tens of hours",
        "0x000009, 0x232115, 0x000010, 0x232115, tens of seconds",
    })
    void shouldGoOnASecond(String tr, String dr, String thenTr, String thenDr, String why) {
        rtc.set(Integer.decode(tr), Integer.decode(dr));
        rtc.run(S);
        assertThat(rtc.read(TR)).as(why).isEqualTo(Integer.decode(thenTr).longValue());
        assertThat(rtc.read(DR)).as(why).isEqualTo(Integer.decode(thenDr).longValue());
    }

    @Test
    void shouldCountExactlyOverAMonth() {
        rtc.set(0, 0x242101);
        rtc.run(31L * 86_400 * S);
        assertThat(rtc.read(TR)).isZero();
        assertThat(rtc.read(DR)).isEqualTo(0x248201);
    }

    @ParameterizedTest
    @CsvSource({
        "0x120000, 0x000000",
        "0x010000, 0x010000",
        "0x520000, 0x120000",
        "0x410000, 0x130000",
        "0x511159, 0x231159"
    })
    void shouldTellTwelveHours(String twelve, String twentyFour) {
        rtc.beginInit();
        rtc.write(CR, 1 << 5 | 1 << 6);
        rtc.write(TR, Integer.decode(twelve));
        rtc.endInit();
        rtc.run(MS);
        assertThat(rtc.read(TR)).isEqualTo(Integer.decode(twelve).longValue());
        rtc.beginInit();
        rtc.write(CR, 1 << 5);
        rtc.endInit();
        assertThat(rtc.read(TR)).isEqualTo(Integer.decode(twentyFour).longValue());
    }

    @Test
    void shouldDivideByThePrescalers() {
        rtc.beginInit();
        rtc.write(PRER, 1023);
        rtc.write(PRER, 31 << 16 | 1023);
        rtc.endInit();
        rtc.run(4 * S / 32_768);
        rtc.run(S / 2 + MS);
        assertThat(rtc.read(SSR)).isEqualTo(510);
        rtc.run(S / 2);
        assertThat(rtc.read(TR)).isEqualTo(1);
    }

    @Test
    void shouldStartFourCyclesAfterInitialisation() {
        rtc.beginInit();
        rtc.endInit();
        assertThat(rtc.read(SSR)).isEqualTo(255);
        rtc.run(S);
        assertThat(rtc.read(TR)).isZero();
        rtc.run(4 * S / 32_768);
        assertThat(rtc.read(TR)).isEqualTo(1);
    }

    @Test
    void shouldTakeTimeOnlyInInitialisation() {
        rtc.write(TR, 0x123456);
        rtc.write(PRER, 0);
        assertThat(rtc.read(TR)).isZero();
        assertThat(rtc.read(PRER)).isEqualTo(0x7F00FF);
        rtc.write(ISR, 1 << 7);
        rtc.write(TR, 0x123456);
        assertThat(rtc.read(TR)).isZero();
        assertThat(rtc.flag(6)).isFalse();
        rtc.run(100_000);
        assertThat(rtc.flag(6)).isTrue();
        rtc.write(TR, 0x123456);
        rtc.run(5 * S);
        assertThat(rtc.read(TR)).isEqualTo(0x123456);
    }

    @Test
    void shouldNotBeWrittenWithoutItsKeys() {
        rtc.lock();
        rtc.write(CR, 1 << 6 | 1 << 8);
        rtc.write(ISR, 1 << 7);
        assertThat(rtc.read(CR)).isEqualTo(1 << 5);
        assertThat(rtc.flag(7)).isFalse();
        rtc.write(BKP0R, 7);
        assertThat(rtc.read(BKP0R)).isEqualTo(7);
        rtc.write(WPR, 0xCA);
        rtc.write(WPR, 0x54);
        rtc.write(WPR, 0x53);
        rtc.write(WUTR, 5);
        assertThat(rtc.read(WUTR)).isEqualTo(0xFFFF);
    }

    @Test
    void shouldNotBeWrittenWhilePwrProtectsTheBackupDomain() {
        rtc.bench.chip().signal("DBP").level(false);
        rtc.write(BKP0R, 7);
        rtc.write(WUTR, 5);
        assertThat(rtc.read(BKP0R)).isZero();
        assertThat(rtc.read(WUTR)).isEqualTo(0xFFFF);
    }

    @Test
    void shouldGoOnThroughAResetOfTheChip() {
        rtc.set(0x120000, 0x24A229);
        rtc.write(BKP0R + 76, 0x1234);
        rtc.bench.chip().reset(ResetCause.PIN);
        rtc.run(3 * S);
        assertThat(rtc.read(TR)).isEqualTo(0x120003);
        assertThat(rtc.read(DR)).isEqualTo(0x24A229);
        assertThat(rtc.read(BKP0R + 76)).isEqualTo(0x1234);
        assertThat(rtc.flag(4)).isTrue();
    }

    @Test
    void shouldBeginAnewWithTheBackupDomain() {
        rtc.set(0x120000, 0x24A229);
        rtc.write(BKP0R, 0x1234);
        rtc.bench.chip().signal("BACKUP_RESET").pulse();
        assertThat(rtc.read(BKP0R)).isZero();
        assertThat(rtc.read(CR)).isZero();
        rtc.run(S / 2);
        assertThat(rtc.read(TR)).isZero();
        assertThat(rtc.read(DR)).isEqualTo(0x2101);
        rtc.write(CR, 1);
        assertThat(rtc.read(CR)).isZero();
    }

    @Test
    void shouldAddAndTakeAnHour() {
        rtc.set(0x233000, 0x240101);
        rtc.write(CR, 1 << 5 | 1 << 16 | 1 << 18);
        assertThat(rtc.read(TR)).isEqualTo(0x003000);
        assertThat(rtc.read(DR)).isEqualTo(0x242102);
        assertThat(rtc.read(CR)).isEqualTo(1 << 5 | 1 << 18);
        rtc.write(CR, 1 << 5 | 1 << 17);
        assertThat(rtc.read(TR)).isEqualTo(0x003000);
        rtc.run(3600 * S);
        rtc.write(CR, 1 << 5 | 1 << 17);
        assertThat(rtc.read(TR)).isEqualTo(0x003000);
    }
}
