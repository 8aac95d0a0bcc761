package dev.platine.mcu.peripheral.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Wires;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I2S on SPI2 with a clock of 12.8 MHz: divided by 4 a bit lasts 312.5 ns, a channel of 16 bits 5 us. */
class I2sTest {
    private static final int CR2 = 0x40003804;
    private static final int SR = 0x40003808;
    private static final int DR = 0x4000380C;
    private static final int I2SCFGR = 0x4000381C;
    private static final int I2SPR = 0x40003820;
    private static final int I2S = 0xC00;
    private static final int TRANSMIT = 2 << 8;
    private static final int RECEIVE = 3 << 8;
    private static final int SLAVE_TRANSMIT = 0;
    private static final int SLAVE_RECEIVE = 1 << 8;
    private static final int BITS_24 = 1 << 1;
    private static final int RXNE = 1;
    private static final int TXE = 2;
    private static final int CHSIDE = 4;
    private static final int UDR = 8;
    private static final int BSY = 0x80;

    private final Wires wires = new Wires();
    private final Wires.Node master = wires.chip(Stm32f4.f407());
    private final Wires.Node slave = wires.chip(Stm32f4.f446());

    @BeforeEach
    void wire() {
        for (Wires.Node chip : new Wires.Node[] {master, slave}) {
            chip.route("PB13", 5).route("PB15", 5).route("PB12", 5);
            chip.write(I2SPR, 2);
        }
        wires.join(master, "PB13", slave, "PB13");
        wires.join(master, "PB15", slave, "PB15");
        master.chip().clocks().changing();
        master.chip().clocks().i2s(Rate.hz(12_800_000));
        master.chip().clocks().changed();
    }

    private static long sr(Wires.Node chip) {
        return chip.chip().bus().peek(SR, 4);
    }

    @Test
    void shouldTransmitLeftAndRightInTurn() {
        master.write(I2SCFGR, I2S | TRANSMIT);
        assertThat(sr(master)).isEqualTo(TXE);
        master.write(DR, 0x1111);
        assertThat(sr(master)).isEqualTo(TXE | CHSIDE | BSY);
        master.write(DR, 0x2222);
        wires.run(5500);
        assertThat(sr(master)).isEqualTo(TXE | BSY);
        wires.run(5000);
        assertThat(sr(master) & BSY).isZero();
        assertThat(wires.frames).extracting(SpiFrame::bits).containsExactly(0x1111, 0x2222);
        assertThat(wires.frames).extracting(SpiFrame::mode).containsExactly(SpiFrame.I2S_LEFT, SpiFrame.I2S_RIGHT);
        assertThat(wires.frames).allMatch(f -> f.bitPs() == 312_500 && f.width() == 16);
    }

    @Test
    void shouldStretchSixteenBitsToAChannelOfThirtyTwo() {
        master.write(I2SCFGR, I2S | TRANSMIT | 1);
        master.write(DR, 0x1234);
        wires.run(9500);
        assertThat(wires.frames).isEmpty();
        wires.run(1000);
        assertThat(wires.frames.get(0).bits()).isEqualTo(0x12340000);
    }

    @Test
    void shouldPutTwoHalvesTogether() {
        master.write(I2SCFGR, I2S | TRANSMIT | BITS_24);
        master.write(DR, 0xABCD);
        assertThat(sr(master)).isEqualTo(TXE);
        master.write(DR, 0xEF00);
        wires.run(10_500);
        assertThat(wires.frames.get(0).bits()).isEqualTo(0xABCDEF00);
    }

    @Test
    void shouldGiveEightTimesTheClockToTheMasterClock() {
        master.write(I2SPR, 2 | 1 << 9);
        master.write(I2SCFGR, I2S | TRANSMIT);
        master.write(DR, 1);
        wires.run(40_500);
        assertThat(wires.frames.get(0).bitPs()).isEqualTo(2_500_000);
    }

    @Test
    void shouldReceiveAsMaster() {
        slave.write(I2SCFGR, I2S | SLAVE_TRANSMIT);
        slave.write(DR, 0x5A5A);
        master.write(I2SCFGR, I2S | RECEIVE);
        wires.run(5500);
        assertThat(sr(master) & (RXNE | CHSIDE)).isEqualTo(RXNE);
        assertThat(master.read(DR)).isEqualTo(0x5A5A);
        slave.write(DR, 0x6B6B);
        wires.run(5000);
        assertThat(sr(master) & (RXNE | CHSIDE)).isEqualTo(RXNE | CHSIDE);
        assertThat(master.read(DR)).isEqualTo(0x6B6B);
    }

    @Test
    void shouldReceiveTwoHalvesAsSlave() {
        slave.write(I2SCFGR, I2S | SLAVE_RECEIVE | BITS_24);
        slave.write(CR2, 0x40);
        master.write(I2SCFGR, I2S | TRANSMIT | BITS_24);
        master.write(DR, 0x1234);
        master.write(DR, 0x5678);
        wires.run(10_500);
        assertThat(slave.read(DR)).isEqualTo(0x1234);
        assertThat(sr(slave) & RXNE).isZero();
        wires.run(5500);
        assertThat(slave.read(DR)).isEqualTo(0x5678);
        assertThat(slave.chip().processor().exceptions().isPending(16 + 36)).isTrue();
    }

    @Test
    void shouldUnderrunAsSlave() {
        slave.write(I2SCFGR, I2S | SLAVE_TRANSMIT);
        slave.write(CR2, 0x20);
        master.write(I2SCFGR, I2S | RECEIVE);
        wires.run(5500);
        assertThat(sr(slave) & UDR).isEqualTo(UDR);
        assertThat(slave.chip().processor().exceptions().isPending(16 + 36)).isTrue();
        slave.read(SR);
        assertThat(sr(slave) & UDR).isZero();
    }

    @Test
    void shouldStopWithItsEnable() {
        master.write(I2SCFGR, I2S | RECEIVE);
        wires.run(2000);
        master.write(I2SCFGR, 0);
        wires.run(20_000);
        assertThat(wires.frames).isEmpty();
    }

    @Test
    void shouldKnowNoI2sWhereTheChipHasNone() {
        master.write(0x4001301C, 0x800);
        assertThat(master.read(0x4001301C)).isZero();
        assertThat(master.chip().touches().touches()).isEmpty();
    }
}
