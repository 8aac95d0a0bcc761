package dev.platine.mcu.peripheral.i2c;

import static dev.platine.mcu.peripheral.i2c.I2cRegisters.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Wires;
import dev.platine.mcu.pin.I2cTarget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The master: DMA, check sums, SMBus, and what other masters do. */
class I2cMasterMoreTest {
    private final Wires wires = new Wires();
    private final I2cRegisters i2c = new I2cRegisters(wires, wires.chip(Stm32f4.f407()));
    private final I2cPart part = new I2cPart();

    @BeforeEach
    void wire() {
        wires.part(part, i2c.chip, "PB6");
    }

    @Test
    void shouldTimeOutInSmbusMode() {
        i2c.set(SMBUS);
        i2c.chip.write(CR2, 16 | ITERREN);
        i2c.address(0xA0);
        i2c.clearAddr();
        part.holds = true;
        i2c.send(1);
        wires.run(24_000_000);
        assertThat(i2c.sr1() & TIMEOUT).isZero();
        wires.run(1_100_000);
        assertThat(i2c.sr1() & TIMEOUT).isEqualTo(TIMEOUT);
        assertThat(i2c.pendingError()).isTrue();
        assertThat(part.seen).containsExactly("S", "a0+", "P");
    }

    @Test
    void shouldBecomeSlaveWhenItLosesTheBus() {
        part.result = I2cTarget.LOST;
        i2c.set(START);
        i2c.await(SB);
        i2c.chip.write(DR, 0xA0);
        i2c.await(ARLO);
        assertThat(i2c.sr2() & MSL).isZero();
        assertThat(i2c.sr2() & BUSY).isEqualTo(BUSY);
        i2c.chip.write(SR1, ~ARLO);
        assertThat(i2c.sr1()).isZero();
    }

    @Test
    void shouldTellABusError() {
        i2c.address(0xA0);
        i2c.clearAddr();
        part.result = I2cTarget.MISPLACED;
        i2c.send(1);
        i2c.await(BERR);
        assertThat(i2c.sr1() & AF).isZero();
        i2c.chip.write(SR1, ~BERR);
        assertThat(i2c.sr1() & BERR).isZero();
    }

    @Test
    void shouldTransmitByDma() {
        i2c.chip.write(0x20000000, 0x030201);
        stream(6, 1 << 6);
        i2c.chip.write(CR2, 16 | DMAEN);
        i2c.address(0xA0);
        i2c.clearAddr();
        wires.run(4 * BYTE_NS);
        assertThat(part.seen).containsExactly("S", "a0+", "1+", "2+", "3+");
        assertThat(i2c.sr1()).isEqualTo(TXE | BTF);
    }

    @Test
    void shouldRefuseTheLastByteThatDmaReceives() {
        stream(0, 0);
        i2c.chip.write(CR2, 16 | DMAEN | LAST);
        i2c.set(ACK);
        i2c.address(0xA1);
        i2c.clearAddr();
        wires.run(5 * BYTE_NS);
        assertThat(part.seen).containsExactly("S", "a1+", "r1+", "r2+", "r3-");
        assertThat(i2c.chip.read(0x20000000)).isEqualTo(0x030201);
    }

    @Test
    void shouldSendACheckSum() {
        i2c.set(ENPEC);
        i2c.address(0xA0);
        i2c.clearAddr();
        i2c.send(0x12);
        i2c.send(0x34);
        i2c.await(TXE);
        i2c.set(PEC);
        wires.run(3 * BYTE_NS);
        // CRC-8 of A0 12 34.
        assertThat(part.seen)
                .containsExactly("S", "a0+", "12+", "34+", Integer.toHexString(crc(0xA0, 0x12, 0x34)) + "+");
        assertThat(i2c.sr2() >> 8).isEqualTo(crc(0xA0, 0x12, 0x34));
        assertThat(i2c.chip.read(CR1) & PEC).isZero();
    }

    @Test
    void shouldCheckTheSumThatComes() {
        i2c.chip.write(CR2, 16 | ITERREN);
        i2c.set(ENPEC | ACK);
        i2c.address(0xA1);
        i2c.clearAddr();
        i2c.receive();
        i2c.clear(ACK);
        i2c.set(PEC);
        i2c.await(PECERR);
        assertThat(part.seen).containsExactly("S", "a1+", "r1+", "r2-");
        assertThat(i2c.pendingError()).isTrue();
        i2c.chip.write(SR1, ~PECERR);
        assertThat(i2c.sr1() & PECERR).isZero();
    }

    /** I2C1_RX is stream 0 of DMA1, I2C1_TX stream 6, both channel 1. */
    private void stream(int number, int direction) {
        int at = 0x40026000 + 0x10 + 0x18 * number;
        i2c.chip.write(at + 8, DR);
        i2c.chip.write(at + 0xC, 0x20000000);
        i2c.chip.write(at + 4, 3);
        i2c.chip.write(at, 1 << 25 | 1 << 10 | direction | 1);
    }

    static int crc(int... bytes) {
        int crc = 0;
        for (int b : bytes) {
            crc ^= b;
            for (int i = 0; i < 8; i++) {
                crc = (crc << 1 ^ ((crc & 0x80) != 0 ? 7 : 0)) & 0xFF;
            }
        }
        return crc;
    }
}
