package dev.platine.mcu.peripheral.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import org.junit.jupiter.api.Test;

class GpioLockTest {
    private static final int C = 0x40020800;
    private static final int MODER = C;
    private static final int OTYPER = C + 0x04;
    private static final int OSPEEDR = C + 0x08;
    private static final int PUPDR = C + 0x0C;
    private static final int ODR = C + 0x14;
    private static final int LCKR = C + 0x1C;
    private static final int AFRL = C + 0x20;
    private static final int AFRH = C + 0x24;
    private static final int KEY = 1 << 16;
    /** Pins 0 and 13. */
    private static final int PINS = 0x2001;

    private final Bench bench = new Bench(Stm32f4.f407());

    private void sequence(int... writes) {
        for (int write : writes) {
            bench.write(LCKR, write);
        }
        bench.read(LCKR);
    }

    private boolean locked() {
        return (bench.read(LCKR) & KEY) != 0;
    }

    @Test
    void shouldFreezeTheConfigurationOfLockedPins() {
        sequence(KEY | PINS, PINS, KEY | PINS);
        assertThat(locked()).isTrue();
        for (int register : new int[] {MODER, OSPEEDR, PUPDR}) {
            bench.write(register, -1);
            assertThat(bench.read(register)).isEqualTo(0xF3FFFFFCL);
        }
        bench.write(OTYPER, 0xFFFF);
        assertThat(bench.read(OTYPER)).isEqualTo(0xDFFE);
        bench.write(AFRL, -1);
        assertThat(bench.read(AFRL)).isEqualTo(0xFFFFFFF0L);
        bench.write(AFRH, -1);
        assertThat(bench.read(AFRH)).isEqualTo(0xFF0FFFFFL);
    }

    @Test
    void shouldStillTakeOutputsOfLockedPins() {
        sequence(KEY | PINS, PINS, KEY | PINS);
        bench.write(ODR, 1);
        assertThat(bench.read(ODR)).isEqualTo(1);
    }

    @Test
    void shouldNotLockWithoutTheRead() {
        bench.write(LCKR, KEY | PINS);
        bench.write(LCKR, PINS);
        bench.write(LCKR, KEY | PINS);
        bench.write(MODER, 1);
        assertThat(bench.read(MODER)).isEqualTo(1);
    }

    @Test
    void shouldNotLockWhenTheSequenceIsBroken() {
        sequence(KEY | PINS, KEY | PINS, PINS);
        assertThat(locked()).isFalse();
        sequence(KEY | PINS, PINS | 2, KEY | PINS);
        assertThat(locked()).isFalse();
        sequence(KEY | PINS, PINS, KEY | 1);
        assertThat(locked()).isFalse();
        sequence(PINS, KEY | PINS, PINS);
        assertThat(locked()).isFalse();
    }

    @Test
    void shouldKeepTheLockUntilReset() {
        sequence(KEY | PINS, PINS, KEY | PINS);
        sequence(KEY | 2, 2, KEY | 2);
        assertThat(bench.read(LCKR)).isEqualTo(KEY | PINS);
        bench.chip().blocks().get("GPIOC").reset();
        assertThat(bench.read(LCKR)).isZero();
        bench.write(MODER, 1);
        assertThat(bench.read(MODER)).isEqualTo(1);
    }
}
