package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.ResetCause;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code power.c} and {@code watchdog.c}: sleep, and the ways to be reset. */
class PowerGuestTest {
    private static final int PIN = 1 << 1;
    private static final int POWER = 1 << 2;

    static Stream<String> chips() {
        return Guest.chipsWith("PWR");
    }

    private static void press(Guest guest) {
        guest.after(7 * Guest.MS, () -> guest.pins().level("PA0", true));
        guest.after(8 * Guest.MS, () -> guest.pins().level("PA0", false));
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldSleepInAllDepths(String chip) {
        Guest guest = Guest.of("power", chip);
        guest.pins().level("PA0", false);
        guest.when("sleep", PowerGuestTest::press)
                .when("stop", PowerGuestTest::press)
                .when("standby", PowerGuestTest::press)
                .when("sag", g -> g.after(Guest.MS, () -> g.chip().externals().vddV(2.7)))
                .when("low", g -> g.chip().externals().vddV(3.3))
                .run();
        assertThat(guest.saidNs("slept") - guest.saidNs("sleep")).isBetween(7 * Guest.MS, 7 * Guest.MS + 10 * Guest.US);
        assertThat(guest.values("woken")).containsExactly(1L, 2L);
        assertThat(guest.value("before_stop")).as("PLL").isEqualTo(2);
        // the regulator and HSI need some microseconds
        assertThat(guest.saidNs("behind_stop") - guest.saidNs("stop"))
                .isBetween(7 * Guest.MS + 10 * Guest.US, 7 * Guest.MS + 150 * Guest.US);
        assertThat(guest.value("behind_stop")).as("HSI").isZero();
        assertThat(guest.value("pll_off")).isZero();
        assertThat(guest.value("again")).isEqualTo(2);
        assertThat(guest.value("high")).isZero();
        assertThat(guest.value("low_voltage")).isEqualTo(4);
        assertThat(guest.saidNs("low") - guest.saidNs("sag")).isBetween(Guest.MS, Guest.MS + 10 * Guest.US);
        assertThat(guest.said()).doesNotContain("never");
        assertThat(guest.value("wake_flags")).isEqualTo(3);
        assertThat(guest.value("flags_cleared")).isZero();
        assertThat(guest.value("kept_register")).isEqualTo(0xCAFE0001L);
        assertThat(guest.value("memory_lost")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldTellWhyItWasReset(String chip) {
        Guest guest = Guest.of("watchdog", chip).run();
        int independent = 1 << 4;
        int window = 1 << 5;
        int software = 1 << 3;
        assertThat(guest.values("cause"))
                .containsExactly(
                        POWER | PIN | 1L,
                        PIN | (long) independent,
                        PIN | (long) window,
                        PIN | (long) window,
                        PIN | (long) software);
        assertThat(guest.value("early_seen")).isEqualTo(1);
        assertThat(guest.resets())
                .containsExactly(
                        ResetCause.POWER,
                        ResetCause.INDEPENDENT_WATCHDOG,
                        ResetCause.WINDOW_WATCHDOG,
                        ResetCause.WINDOW_WATCHDOG,
                        ResetCause.SOFTWARE);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldBeResetWhenTheWatchdogsTimeIsOver(String chip) {
        long[] born = new long[6];
        Guest guest = Guest.of("watchdog", chip);
        guest.when("life", g -> born[(int) g.value("life")] = g.nowNs()).run();
        // 32 kHz / 4, 800 counts from the last feeding on
        assertThat(born[2] - guest.saidNs("fed")).isBetween(99 * Guest.MS, 101 * Guest.MS);
        // 16 MHz / 4096 / 8, 64 counts, and the start of the program
        assertThat(born[3] - guest.saidNs("window")).isBetween(131_072_000L, 131_072_000L + 100 * Guest.US);
        assertThat(born[4] - guest.saidNs("too_early")).isBetween(0L, 100 * Guest.US);
    }
}
