package dev.platine.mcu.peripheral.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Clocks;
import org.junit.jupiter.api.Test;

class WwdgTest {
    private static final int CR = 0x40002C00;
    private static final int CFR = CR + 4;
    private static final int SR = CR + 8;
    private static final int CRC_USER_BYTE = 0x40023004;
    private static final int ENABLED = 0x80;
    private static final int EARLY_WAKEUP = 0x200;

    private final Bench bench = new Bench(Stm32f4.f407());

    WwdgTest() {
        bench.write(CRC_USER_BYTE, 0x5A);
    }

    private boolean wasReset() {
        return bench.chip().blocks().get("CRC").peek(4, 4) == 0;
    }

    private void apb1DividedBy(int divider) {
        bench.clocks().changing();
        bench.clocks().divider(Clocks.Domain.APB1, divider);
        bench.clocks().changed();
    }

    @Test
    void shouldResetTheChipAtTheCycleOfTheFormula() {
        apb1DividedBy(4);
        bench.write(CFR, 0x7F | 2 << 7);
        bench.write(CR, ENABLED | 0x45);
        long cycles = 4096L * 4 * 4 * 6;
        bench.cycles(cycles - 100);
        assertThat(wasReset()).isFalse();
        bench.cycles(200);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldNotResetBeforeItIsEnabled() {
        bench.write(CR, 0x41);
        bench.cycles(4096 * 200);
        assertThat(wasReset()).isFalse();
        assertThat(bench.read(SR)).isEqualTo(1);
    }

    @Test
    void shouldCountDownForReaders() {
        bench.write(CR, 0x70);
        bench.cycles(4096 * 3 + 10);
        assertThat(bench.read(CR)).isEqualTo(0x6D);
    }

    @Test
    void shouldWarnAtTheLastStep() {
        bench.write(CFR, 0x7F | EARLY_WAKEUP);
        bench.write(CR, ENABLED | 0x42);
        bench.cycles(4096 * 2 - 50);
        assertThat(bench.pending("WWDG")).isFalse();
        bench.cycles(100);
        assertThat(bench.pending("WWDG")).isTrue();
        assertThat(bench.read(SR)).isEqualTo(1);
        bench.write(SR, 0);
        bench.write(CR, ENABLED | 0x7F);
        bench.cycles(4096);
        assertThat(bench.read(SR)).isZero();
        assertThat(wasReset()).isFalse();
    }

    @Test
    void shouldResetWhenFedTooEarly() {
        bench.write(CR, ENABLED | 0x7F);
        bench.write(CFR, 0x50);
        bench.cycles(4096 * 10);
        bench.write(CR, ENABLED | 0x7F);
        bench.cycles(10);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldTakeFoodInTheWindow() {
        bench.write(CFR, 0x50);
        bench.write(CR, ENABLED | 0x7F);
        bench.cycles(4096 * 0x30 + 10);
        bench.write(CR, ENABLED | 0x7F);
        bench.cycles(4096 * 10);
        assertThat(wasReset()).isFalse();
        assertThat(bench.read(CR)).isEqualTo(ENABLED | 0x75);
    }

    @Test
    void shouldResetAtOnceWithoutT6() {
        bench.write(CR, ENABLED | 0x3F);
        bench.cycles(10);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldStayEnabled() {
        bench.write(CR, ENABLED | 0x7F);
        bench.write(CFR, 0x7F | EARLY_WAKEUP);
        bench.write(CFR, 0x7F);
        bench.write(CR, 0x7F);
        assertThat(bench.read(CR)).isEqualTo(ENABLED | 0x7F);
        assertThat(bench.read(CFR)).isEqualTo(0x7F | EARLY_WAKEUP);
    }

    @Test
    void shouldStandStillWithoutClock() {
        bench.write(CR, ENABLED | 0x41);
        bench.chip().blocks().get("WWDG").clock(false);
        bench.cycles(4096 * 10);
        bench.chip().blocks().get("WWDG").clock(true);
        bench.cycles(4096 + 100);
        assertThat(wasReset()).isFalse();
        bench.cycles(4096);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldKeepItsPhaseOverAChangeOfTheClock() {
        bench.write(CR, ENABLED | 0x41);
        bench.cycles(2048);
        apb1DividedBy(2);
        bench.cycles(2 * 2048 + 2 * 4096 - 50);
        assertThat(wasReset()).isFalse();
        bench.cycles(100);
        assertThat(wasReset()).isTrue();
    }
}
