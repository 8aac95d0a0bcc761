package dev.platine.mcu.peripheral.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.Stm32f4;
import org.junit.jupiter.api.Test;

/**
 * A world that lets a sleeping chip alone until it is due must not oversleep what comes from outside. (In a rack, a button did not wake a chip from
 * stop at all, and from sleep only with the next tick.)
 */
class SleepsUntilTest {
    private static final int EXTI = 0x40013C00;

    private final Sleeper sleeper = new Sleeper(Stm32f4.f411());
    private final Bench bench = sleeper.bench;
    private final Chip chip = bench.chip();

    private void edgesOfPa0Interrupt() {
        bench.write(EXTI, 1);
        bench.write(EXTI + 8, 1);
        bench.run(100_000);
    }

    @Test
    void shouldBeDueAtOnceWhenAPinEndsStop() {
        edgesOfPa0Interrupt();
        assertThat(sleeper.asleep()).isTrue();
        assertThat(chip.dueNs()).isEqualTo(Long.MAX_VALUE);
        bench.level("PA0", true);
        assertThat(chip.dueNs()).isEqualTo(chip.nowNs());
    }

    @Test
    void shouldBeDueAtOnceWhenAPinEndsSleep() {
        chip.memory("FLASH").program(0x08000202, 2, 0x2100); // SCR = 0
        edgesOfPa0Interrupt();
        assertThat(sleeper.asleep()).as("no deep sleep").isFalse();
        assertThat(chip.dueNs()).isGreaterThan(chip.nowNs());
        bench.level("PA0", true);
        assertThat(chip.dueNs()).isEqualTo(chip.nowNs());
    }

    @Test
    void shouldSleepOnWhenWhatComesIsNotEnabled() {
        bench.run(100_000);
        assertThat(sleeper.asleep()).isTrue();
        chip.processor().interrupt(2, true); // the only one that the firmware leaves off
        assertThat(chip.dueNs()).isEqualTo(Long.MAX_VALUE);
        chip.processor().interrupt(6, true);
        assertThat(chip.dueNs()).isEqualTo(chip.nowNs());
    }
}
