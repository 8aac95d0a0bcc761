package dev.platine.mcu.peripheral.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Wires;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPI1 as master, with a part that answers the complement of what it got before. PCLK2 is 16 MHz, so a byte at BR = 0 lasts 1 us. */
class SpiMasterTest {
    static final int CR1 = 0x40013000;
    static final int CR2 = CR1 + 4;
    static final int SR = CR1 + 8;
    static final int DR = CR1 + 0xC;
    static final int MSTR = 4;
    static final int SPE = 0x40;
    static final int LSBFIRST = 0x80;
    static final int SSI = 0x100;
    static final int SSM = 0x200;
    static final int RXONLY = 0x400;
    static final int DFF = 0x800;
    static final int BIDIOE = 0x4000;
    static final int BIDIMODE = 0x8000;
    static final int MASTER = MSTR | SSM | SSI;
    static final int RXNE = 1;
    static final int TXE = 2;
    static final int MODF = 0x20;
    static final int OVR = 0x40;
    static final int BSY = 0x80;

    private static final class Complement implements SpiTarget {
        private int got;
        private int last;

        @Override
        public int inPin() {
            return 1;
        }

        @Override
        public int outPin() {
            return 2;
        }

        @Override
        public int clocked(SpiFrame frame) {
            int answer = ~last & frame.ones();
            last = frame.bits();
            got = frame.bits();
            return answer;
        }
    }

    private final Wires wires = new Wires();
    private final Wires.Node chip = wires.chip(Stm32f4.f407());
    private final Complement part = new Complement();

    @BeforeEach
    void route() {
        chip.route("PA5", 5).route("PA6", 5).route("PA7", 5);
        wires.part(part, chip, "PA5", "PA7", "PA6");
    }

    private long sr() {
        return chip.chip().bus().peek(SR, 4);
    }

    @Test
    void shouldExchangeAByteInEightBitTimes() {
        chip.write(CR1, MASTER | SPE);
        chip.write(DR, 0xA5);
        assertThat(sr()).isEqualTo(TXE | BSY);
        wires.run(400);
        assertThat(sr() & RXNE).isZero();
        wires.run(700);
        assertThat(sr()).isEqualTo(TXE | RXNE);
        assertThat(part.got).isEqualTo(0xA5);
        assertThat(chip.read(DR)).isEqualTo(0xFF);
        assertThat(sr()).isEqualTo(TXE);
        assertThat(wires.frames).singleElement().satisfies(f -> {
            assertThat(f.bitPs()).isEqualTo(125_000);
            assertThat(f.width()).isEqualTo(8);
        });
    }

    @Test
    void shouldTakeAnAnswerOfTheFrameBefore() {
        chip.write(CR1, MASTER | SPE);
        chip.write(DR, 0xA5);
        wires.run(1500);
        chip.read(DR);
        chip.write(DR, 1);
        wires.run(1500);
        assertThat(chip.read(DR)).isEqualTo(0x5A);
    }

    @Test
    void shouldKeepASecondByteWaitingAndSendItWithoutPause() {
        chip.write(CR1, MASTER | SPE);
        chip.write(DR, 1);
        chip.write(DR, 2);
        assertThat(sr()).isEqualTo(BSY);
        wires.run(1000);
        assertThat(sr()).isEqualTo(BSY | TXE | RXNE);
        wires.run(1000);
        assertThat(part.got).isEqualTo(2);
    }

    @Test
    void shouldSendWhatWasWrittenBeforeItWasEnabled() {
        chip.write(CR1, MASTER);
        chip.write(DR, 7);
        wires.run(2000);
        assertThat(wires.frames).isEmpty();
        assertThat(sr()).isZero();
        chip.set(CR1, SPE);
        wires.run(1500);
        assertThat(part.got).isEqualTo(7);
    }

    @Test
    void shouldSendSixteenBits() {
        chip.write(CR1, MASTER | SPE | DFF);
        chip.write(DR, 0xBEEF);
        wires.run(1500);
        assertThat(sr() & BSY).isEqualTo(BSY);
        wires.run(1000);
        assertThat(part.got).isEqualTo(0xBEEF);
        assertThat(chip.read(DR)).isEqualTo(0xFFFF);
    }

    @Test
    void shouldTurnBitsAroundWithLsbFirst() {
        chip.write(CR1, MASTER | SPE | LSBFIRST);
        chip.write(DR, 0x81 | 2);
        wires.run(1500);
        assertThat(part.got).isEqualTo(0xC1);
        chip.read(DR);
        chip.write(DR, 0);
        wires.run(1500);
        assertThat(chip.read(DR)).isEqualTo(~0x83 & 0xFF);
    }

    @Test
    void shouldFollowThePrescaler() {
        chip.write(CR1, MASTER | SPE | 3 << 3);
        chip.write(DR, 1);
        wires.run(7000);
        assertThat(sr() & RXNE).isZero();
        wires.run(1500);
        assertThat(sr() & RXNE).isEqualTo(RXNE);
        assertThat(wires.frames.get(0).bitPs()).isEqualTo(1_000_000);
    }

    @Test
    void shouldLoseWhatComesBeforeTheLastWasRead() {
        chip.write(CR1, MASTER | SPE);
        chip.write(DR, 1);
        wires.run(1500);
        chip.write(DR, 2);
        wires.run(1500);
        assertThat(sr() & OVR).isEqualTo(OVR);
        assertThat(chip.read(SR) & OVR).isEqualTo(OVR);
        assertThat(chip.read(DR)).isEqualTo(0xFF);
        assertThat(sr() & OVR).isEqualTo(OVR);
        assertThat(chip.read(SR) & OVR).isEqualTo(OVR);
        assertThat(sr() & OVR).isZero();
    }

    @Test
    void shouldClockWithoutEndWhenItOnlyReceives() {
        chip.write(CR1, MASTER | SPE | RXONLY);
        wires.run(3500);
        assertThat(wires.frames).hasSize(3);
        assertThat(wires.frames).allMatch(f -> f.outPin() == -1);
        assertThat(sr() & (BSY | OVR)).isEqualTo(BSY | OVR);
        chip.clear(CR1, SPE);
        wires.run(3000);
        assertThat(wires.frames).hasSize(4);
        assertThat(sr() & BSY).isZero();
    }

    @Test
    void shouldSendOnOneLine() {
        chip.write(CR1, MASTER | SPE | BIDIMODE | BIDIOE);
        chip.write(DR, 0x3C);
        wires.run(1500);
        assertThat(part.got).isEqualTo(0x3C);
        assertThat(sr()).isEqualTo(TXE);
        assertThat(wires.frames.get(0).inPin()).isEqualTo(-1);
    }

    @Test
    void shouldReceiveOnOneLineWithoutBeingBusy() {
        chip.write(CR1, MASTER | SPE | BIDIMODE);
        wires.run(1000);
        assertThat(sr() & BSY).isZero();
        wires.run(500);
        assertThat(sr() & RXNE).isEqualTo(RXNE);
        assertThat(wires.frames.get(0).inPin()).isEqualTo(Wires.number("PA7"));
    }

    @Test
    void shouldReadOnesWhereNothingIsConnected() {
        Wires none = new Wires();
        Wires.Node alone = none.chip(Stm32f4.f446());
        alone.write(CR1, MASTER | SPE);
        alone.write(DR, 0);
        none.run(1500);
        assertThat(alone.read(DR)).isEqualTo(0xFF);
    }

    @Test
    void shouldHearItselfOverAWire() {
        Wires loop = new Wires();
        Wires.Node alone = loop.chip(Stm32f4.f411());
        alone.route("PA5", 5).route("PA6", 5).route("PA7", 5);
        loop.join(alone, "PA6", alone, "PA7");
        alone.write(CR1, MASTER | SPE);
        alone.write(DR, 0x69);
        loop.run(1500);
        assertThat(alone.read(DR)).isEqualTo(0x69);
    }

    @Test
    void shouldStopBeingMasterWhenItIsSelected() {
        chip.write(CR2, 0x20);
        chip.write(CR1, MSTR | SSM | SPE);
        assertThat(sr() & MODF).isEqualTo(MODF);
        assertThat(chip.read(CR1)).isEqualTo(SSM);
        assertThat(chip.chip().processor().exceptions().isPending(16 + 35)).isTrue();
        chip.write(CR1, MASTER | SPE);
        assertThat(chip.read(CR1) & SPE).isZero();
        chip.read(SR);
        chip.write(CR1, MASTER | SPE);
        assertThat(sr() & MODF).isZero();
        chip.write(CR1, MASTER | SPE);
        assertThat(chip.read(CR1) & SPE).isEqualTo(SPE);
    }

    @Test
    void shouldBeSelectedByItsPinUnlessItDrivesIt() {
        chip.route("PA4", 5);
        chip.level("PA4", true);
        chip.write(CR1, MSTR | SPE);
        assertThat(sr() & MODF).isZero();
        chip.level("PA4", false);
        assertThat(sr() & MODF).isEqualTo(MODF);
    }

    @Test
    void shouldDriveItsSelectLineWhileEnabled() {
        chip.route("PA4", 5);
        chip.write(CR2, 4);
        chip.write(CR1, MSTR);
        assertThat(chip.drive("PA4")).isNotEqualTo(Drive.LOW);
        chip.set(CR1, SPE);
        assertThat(chip.drive("PA4")).isEqualTo(Drive.LOW);
        chip.clear(CR1, SPE);
        assertThat(chip.drive("PA4")).isNotEqualTo(Drive.LOW);
    }

    @Test
    void shouldRestItsClockByPolarity() {
        chip.write(CR1, MASTER | SPE);
        assertThat(chip.drive("PA5")).isEqualTo(Drive.LOW);
        chip.write(CR1, MASTER | 2);
        assertThat(chip.drive("PA5")).isEqualTo(Drive.HIGH);
        chip.set(CR1, SPE);
        chip.write(DR, 1);
        wires.run(1500);
        assertThat(wires.frames.get(0).mode()).isEqualTo(2);
    }

    @Test
    void shouldInterruptByLevel() {
        assertThat(pending()).isFalse();
        chip.write(CR2, 0x80);
        assertThat(pending()).isTrue();
        chip.write(CR2, 0x40);
        chip.chip().processor().exceptions().pend(16 + 35, false);
        assertThat(pending()).isFalse();
        chip.write(CR1, MASTER | SPE);
        chip.write(DR, 1);
        wires.run(1500);
        assertThat(pending()).isTrue();
    }

    private boolean pending() {
        return chip.chip().processor().exceptions().isPending(16 + 35);
    }

    @Test
    void shouldMoveByDma() {
        int tx = 0x40026400 + 0x10 + 0x18 * 3;
        int rx = 0x40026400 + 0x10;
        chip.write(0x20000000, 0x04030201);
        chip.write(rx + 8, DR);
        chip.write(rx + 0xC, 0x20000100);
        chip.write(rx + 4, 4);
        chip.write(rx, 3 << 25 | 1 << 10 | 1);
        chip.write(tx + 8, DR);
        chip.write(tx + 0xC, 0x20000000);
        chip.write(tx + 4, 4);
        chip.write(tx, 3 << 25 | 1 << 10 | 1 << 6 | 1);
        chip.write(CR1, MASTER | SPE);
        chip.write(CR2, 3);
        wires.run(6000);
        assertThat(chip.read(0x20000100)).isEqualTo(0xFCFDFEFFL);
        assertThat(wires.frames).extracting(SpiFrame::bits).containsExactly(1, 2, 3, 4);
        assertThat(chip.read(0x40026400) >> 5 & 1).isEqualTo(1);
        assertThat(sr()).isEqualTo(TXE);
    }

    @Test
    void shouldGoOnWhereItStoodWhenItsClockComesBack() {
        chip.write(CR1, MASTER | SPE);
        chip.write(DR, 9);
        wires.run(400);
        chip.chip().blocks().get("SPI1").clock(false);
        wires.run(5000);
        assertThat(wires.frames).isEmpty();
        chip.chip().blocks().get("SPI1").clock(true);
        wires.run(1500);
        assertThat(part.got).isEqualTo(9);
    }
}
