package dev.platine.mcu.peripheral.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.pin.Drive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alternate functions (USART2 on PA2 and PA3) and analog mode. */
class GpioFunctionsTest {
    private static final int A = 0x40020000;
    private static final int MODER = A;
    private static final int OTYPER = A + 0x04;
    private static final int PUPDR = A + 0x0C;
    private static final int IDR = A + 0x10;
    private static final int ODR = A + 0x14;
    private static final int AFRL = A + 0x20;
    private static final int USART2_CR1 = 0x4000440C;
    private static final int USART2_BRR = 0x40004408;
    private static final int UE_TE = 0x2008;

    private final Bench bench = new Bench(Stm32f4.f407());

    private List<Drive> drives(String pin) {
        return bench.driven(pin).stream().map(Bench.Driven::drive).toList();
    }

    @Test
    void shouldDriveWhatABlockPutsOnThePin() {
        bench.write(AFRL, 0x0700);
        bench.set(MODER, 2 << 4);
        assertThat(drives("PA2")).as("the transmitter is off").isEmpty();
        bench.write(USART2_BRR, 160);
        bench.write(USART2_CR1, UE_TE);
        assertThat(drives("PA2")).containsExactly(Drive.HIGH);
        assertThat(bench.read(IDR) & 4).isEqualTo(4);
    }

    @Test
    void shouldPullOnlyWhereNoBlockDrives() {
        bench.set(PUPDR, 1 << 4);
        bench.write(AFRL, 0x0100);
        bench.set(MODER, 2 << 4);
        assertThat(drives("PA2")).containsExactly(Drive.PULL_UP);
    }

    @Test
    void shouldReleaseAnOpenDrainThatABlockSetsHigh() {
        bench.write(USART2_BRR, 160);
        bench.write(USART2_CR1, UE_TE);
        bench.write(OTYPER, 4);
        bench.write(AFRL, 0x0700);
        bench.set(MODER, 2 << 4);
        assertThat(drives("PA2")).isEmpty();
        bench.write(OTYPER, 0);
        assertThat(drives("PA2")).containsExactly(Drive.HIGH);
    }

    @Test
    void shouldLeaveThePinToTheOutputRegisterWhenTheFunctionIsTakenAway() {
        bench.write(USART2_BRR, 160);
        bench.write(USART2_CR1, UE_TE);
        bench.write(AFRL, 0x0700);
        bench.set(MODER, 2 << 4);
        bench.write(MODER, 0xA8000010);
        bench.write(AFRL, 0);
        assertThat(drives("PA2")).containsExactly(Drive.HIGH, Drive.LOW);
    }

    @Test
    void shouldReadZeroAtAnAnalogPin() {
        bench.level("PA0", true);
        assertThat(bench.read(IDR) & 1).isEqualTo(1);
        bench.set(PUPDR, 1);
        bench.set(MODER, 3);
        assertThat(bench.read(IDR) & 1).isZero();
        assertThat(drives("PA0")).as("pulls are off").containsExactly(Drive.PULL_UP, Drive.FLOATING);
        bench.clear(MODER, 3);
        assertThat(bench.read(IDR) & 1).isEqualTo(1);
    }

    @Test
    void shouldGiveAConvertersVoltageInAnalogModeOnly() {
        bench.analog("PA4", 1.25);
        assertThat(bench.driven("PA4")).isEmpty();
        bench.set(MODER, 3 << 8);
        bench.analog("PA4", 1.5);
        bench.analog("PA4", Double.NaN);
        assertThat(drives("PA4")).containsExactly(Drive.ANALOG, Drive.ANALOG, Drive.FLOATING);
        assertThat(bench.driven("PA4").stream().map(Bench.Driven::volts)).containsExactly(1.25, 1.5, 0.0);
    }

    @Test
    void shouldTellItsLevelToWhoListens() {
        List<Boolean> heard = new ArrayList<>();
        Signal signal = bench.chip().signal("PA5");
        signal.listen(heard::add);
        bench.set(MODER, 1 << 10);
        bench.write(ODR, 1 << 5);
        bench.write(ODR, 0);
        assertThat(heard).containsExactly(true, false);
    }

    @Test
    void shouldFloatWhilePowerIsOff() {
        bench.set(MODER, 1 << 10);
        bench.chip().powerDown(1000);
        assertThat(drives("PA5")).containsExactly(Drive.LOW, Drive.FLOATING);
        assertThat(drives("PA13")).containsExactly(Drive.PULL_UP, Drive.FLOATING);
        bench.chip().powerUp(2000);
        assertThat(drives("PA13")).containsExactly(Drive.PULL_UP, Drive.FLOATING, Drive.PULL_UP);
    }

    @Test
    void shouldKeepItsPinsWhileItsClockIsOff() {
        bench.set(MODER, 1 << 10);
        bench.write(ODR, 1 << 5);
        bench.chip().blocks().get("GPIOA").clock(false);
        bench.write(ODR, 0);
        assertThat(drives("PA5")).containsExactly(Drive.LOW, Drive.HIGH);
        assertThat(bench.read(IDR)).isZero();
    }
}
