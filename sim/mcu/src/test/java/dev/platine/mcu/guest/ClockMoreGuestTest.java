package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code rcc-more.c} and {@code memory.c}. */
class ClockMoreGuestTest {
    static Stream<String> chips() {
        return Guest.chipsWith();
    }

    private static void assertMillisecond(Guest guest, String from) {
        assertThat(guest.saidNs(from + "_done") - guest.saidNs(from))
                .as(from)
                .isBetween(Guest.MS, Guest.MS + 200 * Guest.US);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldTickOnEveryDivider(String chip) {
        Guest guest = Guest.of("rcc-more", chip).runFor(1000 * Guest.MS);
        assertThat(guest.hasEnded()).as(guest::toString).isTrue();
        assertThat(guest.value("ready")).isEqualTo(0b11001);
        for (String each : new String[] {"crystal", "divided", "pll", "eighth"}) {
            assertMillisecond(guest, each);
        }
        // a timer ticks twice as fast as a bus that is divided
        assertRates(guest, "by_2_1", 48, 48);
        assertRates(guest, "by_4_2", 24, 48);
        assertRates(guest, "by_16_8", 6, 12);
        if (!chip.equals("stm32f405") && !chip.equals("stm32f407")) {
            // with TIMPRE as fast as HCLK up to four, and four times the bus then
            assertRates(guest, "faster_by_4_2", 48, 48);
            assertRates(guest, "faster_by_16_8", 12, 24);
        }
        assertThat(guest.value("port_reset")).isZero();
        assertThat(guest.value("timer_reset")).isZero();
        assertThat(guest.value("no_clock_reads")).isZero();
        assertThat(guest.value("not_taken")).isZero();
    }

    private static void assertRates(Guest guest, String name, int first, int second) {
        assertThat(guest.value(name) >> 8).as(name).isBetween((long) first, first + 1L);
        assertThat(guest.value(name) & 0xFF).as(name).isBetween((long) second, second + 1L);
    }

    private static void press(Guest guest) {
        guest.after(5 * Guest.MS, () -> guest.pins().level("PA0", true));
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldKeepWhatMemoriesKeep(String chip) {
        Guest guest = Guest.of("memory", chip);
        guest.pins().level("PA0", false);
        guest.when("standby", ClockMoreGuestTest::press).run();
        assertThat(guest.value("ram_goes_on")).isEqualTo(1);
        // a quarter of a second and a little
        assertThat(guest.value("ram_ticks")).isBetween(240L, 260L);
        assertThat(guest.value("flash_stands")).isLessThanOrEqualTo(1);
        assertThat(guest.value("flash_ticks")).as("one stays pending").isLessThanOrEqualTo(1);
        assertThat(guest.value("otp_empty")).isEqualTo(0xFFFFFFFFL);
        assertThat(guest.value("otp_width")).isEqualTo(1 << 6);
        assertThat(guest.value("otp")).isEqualTo(0x600DCAFE);
        assertThat(guest.value("otp_locked")).isEqualTo(0xFFFFFFFFL);
        assertThat(guest.value("otp_errors")).isEqualTo(1 << 4);
        assertThat(guest.value("flash_at_zero")).isEqualTo(1);
        assertThat(guest.value("ram_at_zero")).isEqualTo(1);
        assertThat(guest.value("exclusive")).isEqualTo(1 << 8 | 6);
        assertThat(guest.value("port_byte")).isEqualTo(0x1200);
        assertThat(guest.value("port_half")).isEqualTo(0x1281);
        assertThat(guest.value("port_reset_half")).isEqualTo(0x0280);
        if (Guest.chipsWith("DAC").anyMatch(chip::equals)) {
            assertThat(guest.value("backup_memory")).isEqualTo(0xBACC0000L);
        }
    }
}
