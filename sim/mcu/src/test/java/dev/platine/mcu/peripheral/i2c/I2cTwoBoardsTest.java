package dev.platine.mcu.peripheral.i2c;

import static dev.platine.mcu.peripheral.i2c.I2cRegisters.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Wires;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two chips on one bus: the slave's side. Its address is 0x30. */
class I2cTwoBoardsTest {
    private final Wires wires = new Wires();
    private final I2cRegisters master = new I2cRegisters(wires, wires.chip(Stm32f4.f446()));
    private final I2cRegisters slave = new I2cRegisters(wires, wires.chip(Stm32f4.f401()));

    @BeforeEach
    void wire() {
        wires.join(master.chip, "PB6", slave.chip, "PB6");
        wires.join(master.chip, "PB7", slave.chip, "PB7");
        slave.chip.write(OAR1, 0x60 | 1 << 14);
        slave.set(ACK);
        master.set(ACK);
    }

    private void start(int address) {
        master.set(START);
        master.await(SB);
        master.chip.write(DR, address);
    }

    @Test
    void shouldReceive() {
        start(0x60);
        slave.await(ADDR);
        assertThat(slave.sr2()).isEqualTo(BUSY);
        slave.clearAddr();
        master.await(ADDR);
        master.clearAddr();
        master.send(0x11);
        master.send(0x22);
        assertThat(slave.receive()).isEqualTo(0x11);
        assertThat(slave.receive()).isEqualTo(0x22);
        master.await(BTF);
        master.stop();
        assertThat(slave.sr1()).isEqualTo(STOPF);
        assertThat(slave.sr2()).isZero();
        slave.chip.read(SR1);
        slave.set(0);
        assertThat(slave.sr1()).isZero();
    }

    /** So a handler of the slave's is done before the master's begins, also on one chip. */
    @Test
    void shouldKnowItsAddressAClockBeforeTheMasterHasTheAnswer() {
        start(0x60);
        slave.await(ADDR);
        assertThat(master.sr1() & ADDR).isZero();
        wires.run(BIT_NS + 1000);
        assertThat(master.sr1() & ADDR).isEqualTo(ADDR);
    }

    @Test
    void shouldStretchTheClockUntilItsAddressIsSeen() {
        start(0x60);
        master.await(ADDR);
        master.clearAddr();
        master.send(0x11);
        wires.run(5 * BYTE_NS);
        assertThat(slave.sr1()).isEqualTo(ADDR);
        assertThat(master.sr1() & BTF).isZero();
        slave.clearAddr();
        wires.run(BYTE_NS + 1000);
        assertThat(slave.sr1()).isEqualTo(RXNE);
    }

    @Test
    void shouldStretchTheClockWhileBothRegistersAreFull() {
        start(0x60);
        slave.await(ADDR);
        slave.clearAddr();
        master.await(ADDR);
        master.clearAddr();
        for (int i = 1; i <= 3; i++) {
            master.send(i);
        }
        wires.run(6 * BYTE_NS);
        assertThat(slave.sr1()).isEqualTo(RXNE | BTF);
        assertThat(master.sr1() & BTF).isZero();
        slave.chip.read(SR1);
        assertThat(slave.data()).isEqualTo(1);
        assertThat(slave.sr1()).isEqualTo(RXNE);
        assertThat(slave.data()).isEqualTo(2);
        assertThat(slave.receive()).isEqualTo(3);
    }

    @Test
    void shouldTransmit() {
        start(0x61);
        slave.await(ADDR);
        assertThat(slave.sr2()).isEqualTo(BUSY | TRA);
        slave.clearAddr();
        assertThat(slave.sr1()).isEqualTo(TXE);
        master.await(ADDR);
        master.clear(ACK);
        master.set(POS);
        master.clearAddr();
        wires.run(3 * BYTE_NS);
        assertThat(master.sr1()).isZero();
        slave.send(0xAA);
        assertThat(slave.sr1()).isEqualTo(TXE);
        slave.send(0xBB);
        assertThat(slave.sr1()).isZero();
        master.await(BTF);
        master.set(STOP);
        assertThat(master.data()).isEqualTo(0xAA);
        assertThat(master.data()).isEqualTo(0xBB);
        wires.run(2 * BIT_NS);
        assertThat(slave.sr1()).isEqualTo(AF);
        assertThat(slave.sr2()).isZero();
        slave.chip.write(SR1, ~AF);
        assertThat(slave.sr1()).isZero();
    }

    @Test
    void shouldWaitForDataBetweenBytes() {
        start(0x61);
        slave.await(ADDR);
        slave.clearAddr();
        slave.send(1);
        master.await(ADDR);
        master.clearAddr();
        assertThat(master.receive()).isEqualTo(1);
        wires.run(3 * BYTE_NS);
        assertThat(slave.sr1()).isEqualTo(TXE | BTF);
        slave.chip.write(DR, 2);
        assertThat(slave.sr1()).isEqualTo(TXE);
        assertThat(master.receive()).isEqualTo(2);
    }

    @Test
    void shouldNotAnswerToOthersAndNotWithoutAck() {
        start(0x62);
        master.await(AF);
        assertThat(slave.sr1()).isZero();
        assertThat(slave.sr2()).isEqualTo(BUSY);
        master.stop();
        assertThat(slave.sr2()).isZero();
        slave.clear(ACK);
        master.chip.write(SR1, 0);
        start(0x60);
        master.await(AF);
        assertThat(slave.sr1()).isZero();
    }

    @Test
    void shouldHaveASecondAddress() {
        slave.chip.write(OAR2, 0x44 | 1);
        start(0x44);
        slave.await(ADDR);
        assertThat(slave.sr2()).isEqualTo(BUSY | DUALF);
    }

    @Test
    void shouldHaveASecondAddressOfSevenBitsBesideOneOfTen() {
        slave.chip.write(OAR1, 1 << 15 | 1 << 14 | 0x2A5);
        slave.chip.write(OAR2, 0x44 | 1);
        start(0x45);
        slave.await(ADDR);
        assertThat(slave.sr2()).isEqualTo(BUSY | TRA | DUALF);
    }

    @Test
    void shouldHearACallToAll() {
        start(0);
        master.await(AF);
        master.stop();
        slave.set(ENGC);
        start(0);
        slave.await(ADDR);
        assertThat(slave.sr2()).isEqualTo(BUSY | GENCALL);
    }

    @Test
    void shouldKnowTenBitAddresses() {
        slave.chip.write(OAR1, 1 << 15 | 1 << 14 | 0x2A5);
        start(0xF4);
        master.await(ADD10);
        assertThat(slave.sr1()).isZero();
        master.chip.write(DR, 0xA5);
        slave.await(ADDR);
        slave.clearAddr();
        master.await(ADDR);
        master.clearAddr();
        master.set(START);
        master.await(SB);
        master.chip.write(DR, 0xF5);
        slave.await(ADDR);
        assertThat(slave.sr2()).isEqualTo(BUSY | TRA);
        slave.clearAddr();
        slave.send(0x77);
        master.await(ADDR);
        assertThat(master.sr2()).isEqualTo(MSL | BUSY);
        master.clear(ACK);
        master.clearAddr();
        master.set(STOP);
        assertThat(master.receive()).isEqualTo(0x77);
    }

    @Test
    void shouldNotAnswerToAnotherTenBitAddress() {
        slave.chip.write(OAR1, 1 << 15 | 1 << 14 | 0x2A5);
        start(0xF4);
        master.await(ADD10);
        master.chip.write(DR, 0xA4);
        master.await(AF);
        assertThat(slave.sr1()).isZero();
    }

    @Test
    void shouldOverrunWithoutStretching() {
        slave.set(NOSTRETCH);
        slave.chip.write(CR2, 16 | ITERREN);
        start(0x60);
        master.await(ADDR);
        master.clearAddr();
        master.send(1);
        master.send(2);
        master.await(BTF);
        assertThat(slave.sr1() & (RXNE | OVR)).isEqualTo(RXNE | OVR);
        assertThat(slave.data()).isEqualTo(1);
        assertThat(slave.pendingError()).isTrue();
    }

    @Test
    void shouldUnderrunWithoutStretching() {
        slave.set(NOSTRETCH);
        start(0x61);
        slave.await(ADDR);
        slave.clearAddr();
        slave.send(5);
        master.await(ADDR);
        master.clearAddr();
        assertThat(master.receive()).isEqualTo(5);
        assertThat(master.receive()).isEqualTo(5);
        assertThat(slave.sr1() & OVR).isEqualTo(OVR);
    }

    @Test
    void shouldWaitForTheBusBeforeItStarts() {
        start(0x60);
        slave.await(ADDR);
        slave.clearAddr();
        slave.set(START);
        wires.run(3 * BIT_NS);
        assertThat(slave.sr1() & SB).isZero();
        master.await(ADDR);
        master.clearAddr();
        master.stop();
        wires.run(3 * BIT_NS);
        assertThat(slave.sr1() & SB).isEqualTo(SB);
        assertThat(slave.sr2()).isEqualTo(MSL | BUSY);
    }

    @Test
    void shouldRefuseAWrongCheckSum() {
        slave.set(ENPEC);
        master.set(ENPEC);
        start(0x60);
        slave.await(ADDR);
        slave.clearAddr();
        master.await(ADDR);
        master.clearAddr();
        master.send(0x10);
        slave.receive();
        slave.set(PEC);
        master.send(0x99);
        master.await(AF);
        assertThat(slave.sr1() & PECERR).isEqualTo(PECERR);
    }

    @Test
    void shouldAcceptTheRightCheckSum() {
        slave.set(ENPEC);
        master.set(ENPEC);
        start(0x60);
        slave.await(ADDR);
        slave.clearAddr();
        master.await(ADDR);
        master.clearAddr();
        master.send(0x10);
        slave.receive();
        slave.set(PEC);
        master.set(PEC);
        wires.run(2 * BYTE_NS);
        assertThat(slave.receive()).isEqualTo(I2cMasterMoreTest.crc(0x60, 0x10));
        assertThat(slave.sr1() & PECERR).isZero();
        assertThat(master.sr1() & AF).isZero();
    }

    @Test
    void shouldLetTheClockGoAfterTheTimeoutOfSmbus() {
        slave.set(SMBUS);
        start(0x60);
        master.await(ADDR);
        master.clearAddr();
        master.send(1);
        wires.run(25_100_000);
        assertThat(slave.sr1() & TIMEOUT).isEqualTo(TIMEOUT);
        master.await(AF);
    }

    @Test
    void shouldSeeTheBusBusyAlsoWhileDisabled() {
        slave.clear(PE);
        start(0x60);
        master.await(AF);
        assertThat(slave.sr2()).isEqualTo(BUSY);
    }
}
