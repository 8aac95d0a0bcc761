package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.ResetCause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code power-more.c}, {@code rtc-more.c}, {@code spi-more.c}: what is less often used. */
class SleepMoreGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("RTC");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldWakeInOtherWays(String chip) {
        Guest guest = Guest.of("power-more", chip).run();
        assertThat(guest.saidNs("event_came") - guest.saidNs("stop_event"))
                .isBetween(9_900 * Guest.US, 10_200 * Guest.US);
        assertThat(guest.saidNs("exited") - guest.saidNs("on_exit"))
                .isBetween(5 * Guest.MS, 5 * Guest.MS + 20 * Guest.US);
        assertThat(guest.value("ticks")).isEqualTo(5);
        assertThat(guest.value("still_pending")).isEqualTo(1);
        assertThat(guest.value("not_served")).isEqualTo(5);
        assertThat(guest.said()).doesNotContain("never");
        assertThat(guest.value("woken_by")).isEqualTo(3);
        assertThat(guest.saidNs("woken_by") - guest.saidNs("standby")).isBetween(49_900 * Guest.US, 51 * Guest.MS);
        assertThat(guest.value("timer_flag")).isEqualTo(1);
        assertThat(guest.value("starved")).isEqualTo(77);
        // 32 counts of four periods of 32 kHz
        assertThat(guest.saidNs("starved") - guest.saidNs("starve")).isBetween(3_900 * Guest.US, 4_200 * Guest.US);
        assertThat(guest.resets())
                .containsExactly(ResetCause.POWER, ResetCause.WAKE_FROM_STANDBY, ResetCause.INDEPENDENT_WATCHDOG);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldKeepTheTimeInOtherWays(String chip) {
        List<Long> alarms = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        Guest guest = Guest.of("rtc-more", chip);
        guest.pins().level("PC13", false);
        guest.when("alarm_a", g -> alarms.add(g.saidNs("alarm_a")))
                .when("alarm_b", g -> second.add(g.saidNs("alarm_b")))
                .when("stamp", g -> g.after(1500 * Guest.MS, () -> g.pins().level("PC13", true)))
                .run();
        assertThat(guest.value("refused")).isZero();
        assertThat(guest.value("kept_control")).isZero();
        assertThat(alarms).hasSize(3);
        assertThat(second).hasSize(1);
        for (int i = 1; i < 3; i++) {
            assertThat(alarms.get(i) - alarms.get(i - 1))
                    .isBetween(1000 * Guest.MS - Guest.US, 1000 * Guest.MS + Guest.US);
        }
        // 4001 parts of 8000 from 4000 down
        assertThat(second.get(0) - alarms.get(1))
                .isBetween(500_125 * Guest.US - 2 * Guest.US, 500_125 * Guest.US + 2 * Guest.US);
        assertThat(guest.value("shifted")).isBetween(1995L, 2000L);
        assertThat(guest.value("stamp_time")).isZero();
        assertThat(guest.value("stamp_date")).isEqualTo(1 << 13 | 0x0101);
        assertThat(guest.value("next_day")).isEqualTo(0x120000);
        assertThat(guest.value("next_year")).isEqualTo(0x24 << 16 | 1 << 13 | 0x0101);
        assertThat(guest.value("summer")).isEqualTo(0x010000);
        assertThat(guest.value("domain_reset")).isZero();
    }

    private static void rewire(Guest guest) {
        guest.pins().unwire();
        guest.wire("PA4", "PB12").wire("PA5", "PB13").wire("PA7", "PB14");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldExchangeInOtherWays(String chip) {
        Guest guest = Guest.of("spi-more", chip)
                .wire("PA5", "PB13")
                .wire("PA6", "PB14")
                .wire("PA7", "PB15")
                .wire("PA4", "PB12")
                .when("rewire", SleepMoreGuestTest::rewire)
                .run();
        assertThat(guest.values("mode")).containsExactly(0xB11DL, 0xB11DL, 0xB11DL, 0xB11DL);
        assertThat(guest.value("deselected")).isEqualTo(1);
        assertThat(guest.value("only_received")).isEqualTo(0x112233);
        assertThat(guest.value("by_dma")).isEqualTo(98765432);
        assertThat(guest.value("check")).isEqualTo(SpiGuestTest.crc8(0x1D, 9, 8, 7, 6, 5, 4, 3, 2));
        assertThat(guest.value("check_errors")).isZero();
        assertThat(guest.value("one_line_out")).isEqualTo(0x5A);
        assertThat(guest.value("one_line_in")).isEqualTo(0xA7);
    }
}
