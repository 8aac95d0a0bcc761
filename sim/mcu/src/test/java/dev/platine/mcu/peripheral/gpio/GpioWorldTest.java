package dev.platine.mcu.peripheral.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.engine.TestEngines;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.Surroundings;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A world that decides the level of PC0 and of no other pin. */
class GpioWorldTest {
    private static final int MODER = 0x40020800;
    private static final int IDR = MODER + 0x10;
    private static final int BSRR = MODER + 0x18;
    private static final int PC0 = 32;

    private final World world = new World();
    private final Chip chip = new Chip(Stm32f4.f407(), TestEngines.create(), world);

    private static final class World implements Surroundings {
        int changes;

        @Override
        public boolean decides(int pin) {
            return pin == PC0;
        }

        @Override
        public void driven(int pin, Drive drive, double volts) {
            changes++;
        }

        @Override
        public double volts(int pin) {
            return 0;
        }

        @Override
        public void sent(int pin, SerialFrame frame) {}
    }

    GpioWorldTest() {
        chip.powerUp(0);
        chip.blocks().get("GPIOC").clock(true);
        chip.bus().write(MODER, 4, 5);
    }

    private long levels() {
        return chip.bus().read(IDR, 4);
    }

    @Test
    void shouldHaveTheLevelThatTheWorldDecides() {
        chip.bus().write(BSRR, 4, 3);
        assertThat(levels()).as("PC0 is shorted to ground").isEqualTo(2);
        chip.level(PC0, true);
        assertThat(levels()).isEqualTo(3);
        chip.bus().write(BSRR, 4, 0x00030000);
        assertThat(levels()).as("PC0 is slow to fall").isEqualTo(1);
        chip.level(PC0, false);
        assertThat(levels()).isZero();
    }

    @Test
    void shouldFollowItsOwnDriveWhereTheWorldOnlySays() {
        chip.level(PC0 + 1, true);
        assertThat(levels()).as("PC1 drives low").isZero();
        chip.bus().write(MODER, 4, 1);
        assertThat(levels()).isEqualTo(2);
    }

    @Test
    void shouldNotAllocateInALoopThatToggles() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                chip.bus().write(BSRR, 4, (i & 1) == 0 ? 2 : 2 << 16);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(world.changes).isGreaterThan(90_000);
        assertThat(least).isLessThan(2_000);
    }
}
