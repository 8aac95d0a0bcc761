package dev.platine.mcu.peripheral.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.Drive;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpioTest {
    private static final int A = 0x40020000;
    private static final int MODER = A;
    private static final int OTYPER = A + 0x04;
    private static final int PUPDR = A + 0x0C;
    private static final int IDR = A + 0x10;
    private static final int ODR = A + 0x14;
    private static final int BSRR = A + 0x18;

    private final Bench bench = new Bench(Stm32f4.f407());

    private List<Drive> drives(String pin) {
        return bench.driven(pin).stream().map(Bench.Driven::drive).toList();
    }

    private boolean high(int pin) {
        return (bench.read(IDR) >>> pin & 1) != 0;
    }

    @Test
    void shouldPullTheDebugPinsAfterReset() {
        assertThat(drives("PA13")).containsExactly(Drive.PULL_UP);
        assertThat(drives("PA14")).containsExactly(Drive.PULL_DOWN);
        assertThat(drives("PA15")).containsExactly(Drive.PULL_UP);
        assertThat(drives("PB4")).containsExactly(Drive.PULL_UP);
        assertThat(drives("PA0")).isEmpty();
        assertThat(bench.read(IDR)).isEqualTo(0xA000);
    }

    @Test
    void shouldDriveAnOutput() {
        bench.set(MODER, 1 << 10);
        bench.write(ODR, 1 << 5);
        bench.write(ODR, 1 << 5);
        bench.write(ODR, 0);
        assertThat(drives("PA5")).containsExactly(Drive.LOW, Drive.HIGH, Drive.LOW);
    }

    @Test
    void shouldReadTheLevelOfItsOwnDrive() {
        bench.set(MODER, 1 << 10);
        assertThat(high(5)).isFalse();
        bench.write(BSRR, 1 << 5);
        assertThat(high(5)).isTrue();
    }

    @Test
    void shouldLetSetWinOverReset() {
        bench.write(BSRR, 0x00030001);
        assertThat(bench.read(ODR)).isEqualTo(1);
        bench.write(BSRR, 0x00010000);
        assertThat(bench.read(ODR)).isZero();
        assertThat(bench.read(BSRR)).isZero();
    }

    @Test
    void shouldOnlyPullDownAnOpenDrain() {
        bench.set(MODER, 1 << 10);
        bench.write(OTYPER, 1 << 5);
        bench.set(PUPDR, 1 << 10);
        bench.write(BSRR, 1 << 5);
        assertThat(drives("PA5")).containsExactly(Drive.LOW, Drive.PULL_UP);
        bench.level("PA5", false);
        assertThat(high(5)).isFalse();
    }

    @Test
    void shouldReadWhatTheWorldSays() {
        bench.level("PA0", true);
        assertThat(high(0)).isTrue();
        bench.level("PA0", false);
        assertThat(high(0)).isFalse();
        assertThat(bench.read(ODR)).isZero();
    }

    @Test
    void shouldTakeHalvesAndBytes() {
        bench.chip().bus().write(BSRR, 2, 0x0101);
        assertThat(bench.read(ODR)).isEqualTo(0x0101);
        bench.chip().bus().write(BSRR + 2, 2, 0x0100);
        assertThat(bench.read(ODR)).isEqualTo(1);
        bench.chip().bus().write(ODR + 1, 1, 0x80);
        assertThat(bench.read(ODR)).isEqualTo(0x8001);
        assertThat(bench.chip().bus().read(IDR + 1, 1)).isEqualTo(0xA0);
    }

    @Test
    void shouldChangeAllPinsOfAWriteAtOneTime() {
        bench.set(MODER, 0x5);
        bench.write(BSRR, 3);
        assertThat(bench.driven("PA0").get(1).ns())
                .isEqualTo(bench.driven("PA1").get(1).ns());
    }

    @Test
    void shouldPullAnInputThatNobodyDrives() {
        bench.set(PUPDR, 1);
        assertThat(high(0)).isTrue();
        bench.write(PUPDR, 2);
        assertThat(high(0)).isFalse();
        bench.level("PA0", true);
        assertThat(high(0)).as("the world is stronger than a pull").isTrue();
        bench.write(PUPDR, 1);
        bench.level("PA0", false);
        assertThat(high(0)).isFalse();
    }

    @Test
    void shouldKeepTheLevelOfAPinThatFloats() {
        bench.set(MODER, 1 << 10);
        bench.write(BSRR, 1 << 5);
        bench.clear(MODER, 3 << 10);
        assertThat(high(5)).isTrue();
    }

    @Test
    void shouldGoBackToInputsWhenReset() {
        bench.set(MODER, 1 << 10);
        bench.write(BSRR, 1 << 5);
        bench.chip().blocks().get("GPIOA").reset();
        assertThat(drives("PA5")).containsExactly(Drive.LOW, Drive.HIGH, Drive.FLOATING);
        assertThat(bench.read(MODER)).isEqualTo(0xA8000000L);
        assertThat(bench.read(PUPDR)).isEqualTo(0x64000000L);
    }
}
