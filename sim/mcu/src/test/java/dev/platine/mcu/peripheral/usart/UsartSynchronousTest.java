package dev.platine.mcu.peripheral.usart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.engine.TestEngines;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;
import dev.platine.mcu.pin.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** USART2 with its clock on PA4, TX on PA2, RX on PA3; and the same wired to SPI1 as a slave. */
class UsartSynchronousTest {
    private static final int USART2 = 0x40004400;
    private static final int SPI1 = 0x40013000;
    private static final int GPIOA = 0x40020000;
    private static final int CLKEN = 1 << 11;
    private static final int CPOL = 1 << 10;
    private static final int CPHA = 1 << 9;
    private static final int LBCL = 1 << 8;
    private static final int CONTROL = 0x200C;

    private final World world = new World();
    private final Chip chip = new Chip(Stm32f4.f407(), TestEngines.create(), world);

    private static final class World implements Surroundings {
        final List<SpiFrame> clocked = new ArrayList<>();
        final List<Drive> clock = new ArrayList<>();

        @Nullable
        SpiTarget target;

        int answer;

        @Override
        public void driven(int pin, Drive drive, double volts) {
            if (pin == 4) {
                clock.add(drive);
            }
        }

        @Override
        public double volts(int pin) {
            return 0;
        }

        @Override
        public void sent(int pin, SerialFrame frame) {}

        @Override
        public int clocked(SpiFrame frame) {
            clocked.add(frame);
            SpiTarget heard = target;
            return heard == null ? answer : heard.clocked(frame);
        }
    }

    UsartSynchronousTest() {
        chip.powerUp(0);
        chip.blocks().values().forEach(block -> block.clock(true));
        write(GPIOA, 0x2AA);
        write(GPIOA + 0x20, 0x00077700);
    }

    private void write(int address, int value) {
        chip.bus().write(address, 4, value);
    }

    private int read(int address) {
        return (int) chip.bus().read(address, 4);
    }

    private void begin(int control2) {
        write(GPIOA + 0x20, 0x00077700);
        write(USART2 + 0x10, control2);
        write(USART2 + 0x08, 160);
        write(USART2 + 0x0C, CONTROL);
        run(100_000);
    }

    private void run(long ns) {
        long until = chip.nowNs() + ns;
        while (chip.nowNs() < until) {
            chip.run(until);
        }
    }

    @Test
    void shouldExchangeACharacterLowestBitFirst() {
        world.answer = 0b1010_0000;
        begin(CLKEN | LBCL | CPOL | CPHA);
        write(USART2 + 0x04, 0x03);
        run(100_000);
        assertThat(world.clocked).containsExactly(new SpiFrame(4, 2, 3, 0b1100_0000, 8, 10_000_000, SpiFrame.MODE_3));
        assertThat(read(USART2)).isEqualTo(0xE0);
        assertThat(read(USART2 + 0x04)).isEqualTo(0b101);
    }

    @Test
    void shouldLeaveOutTheLastPulseUnlessAsked() {
        world.answer = 0b000_0001;
        begin(CLKEN);
        write(USART2 + 0x04, 0x03);
        run(100_000);
        assertThat(world.clocked).containsExactly(new SpiFrame(4, 2, 3, 0b110_0000, 7, 10_000_000, SpiFrame.MODE_0));
        assertThat(read(USART2 + 0x04)).as("the last bit twice").isEqualTo(0xC0);
    }

    @Test
    void shouldRestItsClockAsThePolaritySays() {
        begin(0);
        assertThat(world.clock).isEmpty();
        write(USART2 + 0x10, CLKEN);
        write(USART2 + 0x10, CLKEN | CPOL);
        assertThat(world.clock).containsExactly(Drive.LOW, Drive.HIGH);
    }

    @Test
    void shouldHearNoUnclockedFrames() {
        begin(CLKEN | LBCL);
        chip.received(3, new SerialFrame(0x55, 8, 10_000_000, 2));
        assertThat(read(USART2) & 0x20).isZero();
    }

    @Test
    void shouldTalkWithAnSpiBlockAsSlave() {
        // SPI1 in slave mode, lowest bit first, software select, mode 0: SCK PB3, MISO PB4, MOSI PB5.
        write(GPIOA + 0x400, 0xA80);
        write(GPIOA + 0x400 + 0x20, 0x00555000);
        write(SPI1, 0x80 | 0x200 | 0x40);
        write(SPI1 + 0x0C, 0xA6);
        world.target = Objects.requireNonNull(chip.router().spi(16 + 3));
        begin(CLKEN | LBCL);
        write(USART2 + 0x04, 0x59);
        run(100_000);
        assertThat(read(SPI1 + 0x0C)).isEqualTo(0x59);
        assertThat(read(USART2 + 0x04)).isEqualTo(0xA6);
    }
}
