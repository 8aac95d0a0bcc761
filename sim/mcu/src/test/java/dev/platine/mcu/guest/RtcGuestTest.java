package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.ResetCause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code rtc.c}: the clock of the backup domain. */
class RtcGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith("RTC");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldKeepTheTime(String chip) {
        List<Long> wakes = new ArrayList<>();
        Guest guest = Guest.of("rtc", chip);
        guest.pins().level("PC13", false);
        guest.when("wake", g -> wakes.add(g.saidNs("wake")))
                .when("tamper", g -> g.after(20 * Guest.MS, () -> g.pins().level("PC13", true)))
                .run();
        assertThat(guest.saidNs("crystal_ready") - guest.saidNs("crystal"))
                .isBetween(2000 * Guest.MS, 2000 * Guest.MS + 20 * Guest.US);
        // three seconds after 23:59:58, less what the beginning takes: Friday, the first of March
        assertThat(guest.saidNs("alarm_at") - guest.saidNs("set")).isBetween(2990 * Guest.MS, 3001 * Guest.MS);
        assertThat(guest.value("alarm_at")).isEqualTo(0x000001);
        assertThat(guest.value("time")).isEqualTo(0x000001);
        assertThat(guest.value("date")).isEqualTo(0x24 << 16 | 5 << 13 | 0x0301);
        for (int i = 1; i < 5; i++) {
            // 205 cycles of 2048 Hz
            long since = wakes.get(i) - wakes.get(0);
            assertThat(since).isBetween(i * 100_097_656L - 2 * Guest.US, i * 100_097_656L + 2 * Guest.US);
        }
        assertThat(guest.resets()).containsExactly(ResetCause.POWER, ResetCause.SOFTWARE);
        assertThat(guest.value("running_still")).isEqualTo(1);
        assertThat(guest.value("later_time")).isBetween(0x000001L, 0x000002L);
        assertThat(guest.value("later_date")).isEqualTo(0x24 << 16 | 5 << 13 | 0x0301);
        assertThat(guest.values("kept")).containsExactly(0x600DF00DL, 0x12345678L);
        assertThat(guest.value("wiped")).isZero();
    }
}
