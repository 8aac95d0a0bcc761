package dev.platine.mcu.peripheral.spi;

import static dev.platine.mcu.peripheral.spi.SpiMasterTest.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Wires;
import dev.platine.mcu.pin.Drive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two chips, SPI1 wired pin to pin: the slave's side, and what both sides see. */
class SpiTwoBoardsTest {
    private static final int CRCEN = 0x2000;
    private static final int CRCNEXT = 0x1000;
    private static final int CRCERR = 0x10;
    private static final int CRCPR = CR1 + 0x10;
    private static final int RXCRCR = CR1 + 0x14;
    private static final int TXCRCR = CR1 + 0x18;
    private static final int SLAVE = SSM;

    private final Wires wires = new Wires();
    private final Wires.Node master = wires.chip(Stm32f4.f446());
    private final Wires.Node slave = wires.chip(Stm32f4.f411());

    @BeforeEach
    void wire() {
        for (String pin : new String[] {"PA5", "PA6", "PA7"}) {
            master.route(pin, 5);
            slave.route(pin, 5);
            wires.join(master, pin, slave, pin);
        }
    }

    private static long sr(Wires.Node chip) {
        return chip.chip().bus().peek(SR, 4);
    }

    private void begin(int more) {
        slave.write(CR1, SLAVE | more);
        slave.set(CR1, SPE);
        master.write(CR1, MASTER | more);
        master.set(CR1, SPE);
    }

    @Test
    void shouldExchangeBytes() {
        begin(0);
        slave.write(DR, 0xB1);
        master.write(DR, 0xA1);
        wires.run(1500);
        assertThat(slave.read(DR)).isEqualTo(0xA1);
        assertThat(master.read(DR)).isEqualTo(0xB1);
        assertThat(sr(slave)).isEqualTo(TXE);
    }

    @Test
    void shouldExchangeWordsLowestBitFirst() {
        begin(DFF | LSBFIRST);
        slave.write(DR, 0x1234);
        master.write(DR, 0xABCD);
        wires.run(2500);
        assertThat(slave.read(DR)).isEqualTo(0xABCD);
        assertThat(master.read(DR)).isEqualTo(0x1234);
    }

    @Test
    void shouldSeeBitsLateWithTheOtherPhase() {
        slave.write(CR1, SLAVE | SPE | 1);
        master.write(CR1, MASTER | SPE);
        master.write(DR, 0x81);
        wires.run(1500);
        assertThat(slave.read(DR)).isEqualTo(0x40);
    }

    @Test
    void shouldAgreeInModesWithTheSameEdge() {
        slave.write(CR1, SLAVE | SPE | 3);
        master.write(CR1, MASTER | SPE);
        master.write(DR, 0x81);
        wires.run(1500);
        assertThat(slave.read(DR)).isEqualTo(0x81);
    }

    @Test
    void shouldHearNothingWhileNotSelected() {
        slave.write(CR1, SLAVE | SSI | SPE);
        master.write(CR1, MASTER | SPE);
        master.write(DR, 1);
        wires.run(1500);
        assertThat(sr(slave)).isEqualTo(TXE);
        assertThat(master.read(DR)).isEqualTo(0xFF);
    }

    @Test
    void shouldBeSelectedByItsPin() {
        slave.route("PA4", 5);
        slave.level("PA4", true);
        slave.write(CR1, SPE);
        slave.write(DR, 0x55);
        master.write(CR1, MASTER | SPE);
        master.write(DR, 1);
        wires.run(1500);
        assertThat(master.read(DR)).isEqualTo(0xFF);
        assertThat(slave.drive("PA6")).isNotIn(Drive.LOW, Drive.HIGH);
        slave.level("PA4", false);
        assertThat(slave.drive("PA6")).isIn(Drive.LOW, Drive.HIGH);
        master.write(DR, 2);
        wires.run(1500);
        assertThat(master.read(DR)).isEqualTo(0x55);
        assertThat(slave.read(DR)).isEqualTo(2);
    }

    @Test
    void shouldSayTheOldAgainWithoutNewData() {
        begin(0);
        slave.write(DR, 0x77);
        for (int i = 0; i < 2; i++) {
            master.write(DR, i);
            wires.run(1500);
            assertThat(master.read(DR)).isEqualTo(0x77);
        }
    }

    @Test
    void shouldOverrunTheSlave() {
        begin(0);
        master.write(DR, 1);
        wires.run(1500);
        master.write(DR, 2);
        wires.run(1500);
        assertThat(sr(slave) & OVR).isEqualTo(OVR);
        assertThat(slave.read(DR)).isEqualTo(1);
    }

    @Test
    void shouldSendOnOneLineInBothDirections() {
        wires.join(master, "PA7", slave, "PA6");
        slave.write(CR1, SLAVE | BIDIMODE | SPE);
        master.write(CR1, MASTER | BIDIMODE | BIDIOE | SPE);
        master.write(DR, 0x42);
        wires.run(1500);
        assertThat(slave.read(DR)).isEqualTo(0x42);
        slave.write(CR1, SLAVE | BIDIMODE | BIDIOE | SPE);
        slave.write(DR, 0x24);
        master.write(CR1, MASTER | BIDIMODE | SPE);
        wires.run(1000);
        assertThat(master.read(DR)).isEqualTo(0x24);
    }

    @Test
    void shouldPutBytesOfTheMasterTogetherToWordsOfTheSlave() {
        slave.write(CR1, SLAVE | DFF | SPE);
        slave.write(DR, 0xCAFE);
        master.write(CR1, MASTER | SPE);
        master.write(DR, 0x12);
        wires.run(1500);
        assertThat(master.read(DR)).isEqualTo(0xCA);
        master.write(DR, 0x34);
        wires.run(1500);
        assertThat(master.read(DR)).isEqualTo(0xFE);
        assertThat(slave.read(DR)).isEqualTo(0x1234);
    }

    @Test
    void shouldSumUpAsTheReferencePolynomialsDo() {
        master.write(CRCPR, 7);
        master.write(CR1, MASTER | CRCEN | SPE);
        for (char c : "123456789".toCharArray()) {
            master.write(DR, c);
            wires.run(1500);
            master.read(DR);
        }
        assertThat(master.read(TXCRCR)).isEqualTo(0xF4);
        master.clear(CR1, CRCEN | SPE);
        assertThat(master.read(TXCRCR)).isEqualTo(0xF4);
        master.set(CR1, CRCEN);
        assertThat(master.read(TXCRCR)).isZero();
    }

    @Test
    void shouldSumUpSixteenBits() {
        master.write(CRCPR, 0x1021);
        master.write(CR1, MASTER | CRCEN | DFF | SPE);
        for (int data : new int[] {0x3132, 0x3334, 0x3536, 0x3738}) {
            master.write(DR, data);
            wires.run(2500);
            master.read(DR);
        }
        // CRC-16/XMODEM of "12345678".
        assertThat(master.read(TXCRCR)).isEqualTo(0x9015);
    }

    @Test
    void shouldSendAndCheckTheSum() {
        begin(CRCEN);
        exchangeWithSum();
        assertThat(sr(master) & CRCERR).isZero();
        assertThat(sr(slave) & CRCERR).isZero();
        assertThat(master.read(CR1) & CRCNEXT).isZero();
        assertThat(slave.read(CR1) & CRCNEXT).isZero();
        assertThat(master.read(DR)).isEqualTo(slave.read(TXCRCR) & 0xFF);
        assertThat(slave.read(DR)).isEqualTo(slave.read(RXCRCR) & 0xFF);
    }

    @Test
    void shouldTellAWrongSum() {
        slave.write(CRCPR, 0x31);
        begin(CRCEN);
        exchangeWithSum();
        assertThat(sr(master) & CRCERR).isEqualTo(CRCERR);
        assertThat(sr(slave) & CRCERR).isEqualTo(CRCERR);
        master.write(SR, 0);
        assertThat(sr(master) & CRCERR).isZero();
    }

    private void exchangeWithSum() {
        slave.write(DR, 0x10);
        master.write(DR, 0x20);
        wires.run(1500);
        master.read(DR);
        slave.read(DR);
        slave.write(DR, 0x11);
        slave.set(CR1, CRCNEXT);
        master.write(DR, 0x21);
        master.set(CR1, CRCNEXT);
        wires.run(1000);
        assertThat(slave.read(DR)).isEqualTo(0x21);
        assertThat(master.read(DR)).isEqualTo(0x11);
        wires.run(1500);
        assertThat(sr(master) & RXNE).isEqualTo(RXNE);
    }

    @Test
    void shouldExchangeInTiFrames() {
        slave.write(CR2, 0x10);
        master.write(CR2, 0x10);
        slave.write(CR1, SPE);
        master.write(CR1, MSTR | SPE);
        slave.level("PA4", false);
        slave.route("PA4", 5);
        slave.write(DR, 5);
        master.write(DR, 6);
        wires.run(1500);
        assertThat(slave.read(DR)).isEqualTo(6);
        assertThat(master.read(DR)).isEqualTo(5);
    }

    @Test
    void shouldTellAFrameThatDoesNotFitTheTiFormat() {
        slave.write(CR2, 0x30);
        slave.write(CR1, SSM | DFF | SPE);
        master.write(CR2, 0x10);
        master.write(CR1, MSTR | SPE);
        master.write(DR, 6);
        wires.run(1500);
        assertThat(sr(slave) & 0x100).isEqualTo(0x100);
        assertThat(slave.chip().processor().exceptions().isPending(16 + 35)).isTrue();
        slave.read(SR);
        assertThat(sr(slave) & 0x100).isZero();
    }

    /** RM0090 section 28.3.11: with DMA the sum follows the last frame without CRCNEXT. */
    @Test
    void shouldSendTheSumAfterTheLastFrameOfDma() {
        master.write(0x20000000, 0x332211);
        slave.write(0x20000000, 0xCCBBAA);
        stream(master, 3, 0x20000000, 1 << 6);
        stream(master, 2, 0x20000100, 0);
        stream(slave, 3, 0x20000000, 1 << 6);
        stream(slave, 2, 0x20000100, 0);
        begin(CRCEN);
        slave.write(CR2, 3);
        wires.run(1000);
        master.write(CR2, 3);
        wires.run(7000);
        assertThat(master.read(0x20000100)).isEqualTo(0xCCBBAA);
        assertThat(slave.read(0x20000100)).isEqualTo(0x332211);
        assertThat(wires.frames).hasSize(4);
        assertThat(sr(master)).isEqualTo(TXE | RXNE);
        assertThat(sr(slave)).isEqualTo(TXE | RXNE);
    }

    @Test
    void shouldCheckTheSumBehindTheLastThatDmaReceived() {
        slave.write(0x20000000, 0xCCBBAA);
        stream(master, 2, 0x20000100, 0);
        stream(slave, 3, 0x20000000, 1 << 6);
        slave.write(CR1, SLAVE | CRCEN | SPE);
        slave.write(CR2, 2);
        wires.run(1000);
        master.write(CR2, 1);
        master.write(CR1, MASTER | CRCEN | RXONLY | SPE);
        wires.run(4500);
        assertThat(master.read(0x20000100)).isEqualTo(0xCCBBAA);
        assertThat(sr(master) & (RXNE | CRCERR)).isEqualTo(RXNE);
        assertThat(master.read(DR)).isEqualTo(slave.read(TXCRCR));
    }

    private static void stream(Wires.Node chip, int number, int memory, int direction) {
        int at = 0x40026400 + 0x10 + 0x18 * number;
        chip.write(at + 8, DR);
        chip.write(at + 0xC, memory);
        chip.write(at + 4, 3);
        chip.write(at, 3 << 25 | 1 << 10 | direction | 1);
    }
}
