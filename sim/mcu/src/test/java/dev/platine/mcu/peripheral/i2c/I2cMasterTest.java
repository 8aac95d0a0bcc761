package dev.platine.mcu.peripheral.i2c;

import static dev.platine.mcu.peripheral.i2c.I2cRegisters.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Wires;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The master, against a part. */
class I2cMasterTest {
    private final Wires wires = new Wires();
    private final I2cRegisters i2c = new I2cRegisters(wires, wires.chip(Stm32f4.f407()));
    private final I2cPart part = new I2cPart();

    @BeforeEach
    void wire() {
        wires.part(part, i2c.chip, "PB6");
    }

    @Test
    void shouldStartInABitTime() {
        i2c.set(START);
        wires.run(BIT_NS - 2000);
        assertThat(i2c.sr1()).isZero();
        wires.run(2500);
        assertThat(i2c.sr1()).isEqualTo(SB);
        assertThat(i2c.sr2()).isEqualTo(MSL | BUSY);
        assertThat(i2c.chip.read(CR1) & START).isZero();
    }

    @Test
    void shouldClearSbOnlyByReadingSr1AndWritingDr() {
        i2c.set(START);
        wires.run(2 * BIT_NS);
        i2c.chip.write(DR, 0xA0);
        assertThat(i2c.sr1() & SB).isEqualTo(SB);
        i2c.chip.read(SR1);
        i2c.chip.write(DR, 0xA0);
        assertThat(i2c.sr1() & SB).isZero();
    }

    @Test
    void shouldSendAnAddressInNineBitTimes() {
        i2c.set(START);
        i2c.await(SB);
        i2c.chip.write(DR, 0xA0);
        wires.run(BYTE_NS - 2000);
        assertThat(i2c.sr1()).isZero();
        wires.run(3000);
        assertThat(i2c.sr1()).isEqualTo(ADDR);
        assertThat(i2c.sr2()).isEqualTo(MSL | BUSY | TRA);
        i2c.chip.read(SR2);
        assertThat(i2c.sr1()).isEqualTo(ADDR);
        i2c.clearAddr();
        assertThat(i2c.sr1()).isEqualTo(TXE);
    }

    @Test
    void shouldTransmit() {
        i2c.address(0xA0);
        i2c.clearAddr();
        i2c.send(0x11);
        assertThat(i2c.sr1()).isEqualTo(TXE);
        i2c.send(0x22);
        assertThat(i2c.sr1()).isZero();
        i2c.await(TXE);
        assertThat(i2c.sr1() & BTF).isZero();
        i2c.await(BTF);
        i2c.stop();
        assertThat(part.seen).containsExactly("S", "a0+", "11+", "22+", "P");
        assertThat(i2c.sr1()).isZero();
        assertThat(i2c.sr2()).isZero();
    }

    @Test
    void shouldStopBehindTheByteUnderWay() {
        i2c.address(0xA0);
        i2c.clearAddr();
        i2c.send(0x11);
        i2c.set(STOP);
        wires.run(BYTE_NS - 5000);
        assertThat(part.seen).hasSize(2);
        wires.run(BIT_NS + 7000);
        assertThat(part.seen).containsExactly("S", "a0+", "11+", "P");
    }

    @Test
    void shouldTellWhenNobodyAnswers() {
        i2c.chip.write(CR2, 16 | ITERREN);
        i2c.set(START);
        i2c.await(SB);
        i2c.chip.write(DR, 0xA2);
        i2c.await(AF);
        assertThat(i2c.sr1()).isEqualTo(AF);
        assertThat(i2c.pendingError()).isTrue();
        i2c.stop();
        i2c.chip.write(SR1, ~AF);
        assertThat(i2c.sr1()).isZero();
        assertThat(i2c.sr2()).isZero();
    }

    @Test
    void shouldTellWhenAByteIsRefused() {
        part.refuseFrom = 3;
        i2c.address(0xA0);
        i2c.clearAddr();
        i2c.send(1);
        i2c.send(2);
        i2c.await(AF);
        assertThat(i2c.sr1() & BTF).isZero();
        wires.run(3 * BYTE_NS);
        assertThat(part.seen).containsExactly("S", "a0+", "1+", "2-");
    }

    @Test
    void shouldReceiveOneByte() {
        i2c.set(ACK);
        i2c.address(0xA1);
        assertThat(i2c.sr2()).isEqualTo(MSL | BUSY);
        i2c.clear(ACK);
        i2c.clearAddr();
        i2c.set(STOP);
        assertThat(i2c.receive()).isEqualTo(1);
        wires.run(2 * BIT_NS);
        assertThat(part.seen).containsExactly("S", "a1+", "r1-", "P");
    }

    @Test
    void shouldReceiveOneByteAlsoIfStopWasSetBeforeAddrIsCleared() {
        i2c.set(ACK);
        i2c.address(0xA1);
        i2c.clear(ACK);
        i2c.set(STOP);
        i2c.clearAddr();
        assertThat(i2c.receive()).isEqualTo(1);
        wires.run(2 * BIT_NS);
        assertThat(part.seen).containsExactly("S", "a1+", "r1-", "P");
    }

    @Test
    void shouldReceiveTwoBytesWithPos() {
        i2c.set(ACK);
        i2c.address(0xA1);
        i2c.clear(ACK);
        i2c.set(POS);
        i2c.clearAddr();
        i2c.await(BTF);
        i2c.set(STOP);
        assertThat(i2c.data()).isEqualTo(1);
        assertThat(i2c.data()).isEqualTo(2);
        wires.run(2 * BIT_NS);
        assertThat(part.seen).containsExactly("S", "a1+", "r1+", "r2-", "P");
        assertThat(i2c.sr1()).isZero();
    }

    @Test
    void shouldReceiveFourBytesAsTheManualHasIt() {
        i2c.set(ACK);
        i2c.address(0xA1);
        i2c.clearAddr();
        assertThat(i2c.receive()).isEqualTo(1);
        i2c.await(BTF);
        wires.run(5 * BYTE_NS);
        assertThat(part.seen).hasSize(5);
        i2c.clear(ACK);
        assertThat(i2c.data()).isEqualTo(2);
        assertThat(i2c.sr1() & BTF).isZero();
        i2c.await(BTF);
        i2c.set(STOP);
        assertThat(i2c.data()).isEqualTo(3);
        assertThat(i2c.data()).isEqualTo(4);
        wires.run(2 * BIT_NS);
        assertThat(part.seen).containsExactly("S", "a1+", "r1+", "r2+", "r3+", "r4-", "P");
    }

    @Test
    void shouldStartAgainToReadWhatWasAddressed() {
        i2c.set(ACK);
        i2c.address(0xA0);
        i2c.clearAddr();
        i2c.send(0x10);
        i2c.await(TXE);
        i2c.address(0xA1);
        i2c.clear(ACK);
        i2c.clearAddr();
        i2c.set(STOP);
        i2c.receive();
        wires.run(2 * BIT_NS);
        assertThat(part.seen).containsExactly("S", "a0+", "10+", "S", "a1+", "r1-", "P");
    }

    @Test
    void shouldFollowTheRateOfFastMode() {
        i2c.clear(PE);
        i2c.chip.write(CCR, 0x8000 | 14);
        i2c.set(PE);
        i2c.set(START);
        wires.run(3000);
        assertThat(i2c.sr1()).isEqualTo(SB);
        i2c.chip.read(SR1);
        i2c.chip.write(DR, 0xA0);
        wires.run(22_500);
        assertThat(i2c.sr1()).isZero();
        wires.run(2000);
        assertThat(i2c.sr1()).isEqualTo(ADDR);
        i2c.stop();
        i2c.clear(PE);
        i2c.chip.write(CCR, 0xC000 | 2);
        i2c.set(PE);
        i2c.set(START);
        wires.run(2500);
        assertThat(i2c.sr1()).isZero();
        wires.run(1500);
        assertThat(i2c.sr1()).isEqualTo(SB);
    }

    @Test
    void shouldNotStartWithoutAFrequency() {
        i2c.chip.write(CR2, 0);
        i2c.set(START);
        wires.run(5 * BIT_NS);
        assertThat(i2c.sr1()).isZero();
    }

    @Test
    void shouldWaitWhileThePartStretchesTheClock() {
        i2c.address(0xA0);
        i2c.clearAddr();
        part.holds = true;
        i2c.send(1);
        wires.run(3 * BYTE_NS);
        assertThat(part.seen).hasSize(2);
        part.holds = false;
        i2c.chip.chip().released(Wires.number("PB6"));
        wires.run(BYTE_NS + 1000);
        assertThat(part.seen).containsExactly("S", "a0+", "1+");
    }

    @Test
    void shouldGetNoAnswerOnAnEmptyBus() {
        Wires none = new Wires();
        I2cRegisters alone = new I2cRegisters(none, none.chip(Stm32f4.f411()));
        alone.set(START);
        alone.await(SB);
        alone.chip.write(DR, 0xA0);
        alone.await(AF);
        alone.stop();
        assertThat(alone.sr2()).isZero();
    }

    @Test
    void shouldForgetEverythingBySwrst() {
        i2c.address(0xA0);
        i2c.set(SWRST);
        assertThat(i2c.sr1()).isZero();
        assertThat(i2c.sr2()).isZero();
        i2c.chip.write(CCR, 5);
        assertThat(i2c.chip.read(CCR)).isZero();
        i2c.chip.write(CR1, 0);
        i2c.chip.write(CCR, 5);
        assertThat(i2c.chip.read(CCR)).isEqualTo(5);
    }

    @Test
    void shouldKeepNoRequestsWithoutEnable() {
        i2c.chip.write(CR1, START | STOP | ACK | POS | PEC);
        assertThat(i2c.chip.read(CR1)).isZero();
        wires.run(5 * BIT_NS);
        assertThat(part.seen).isEmpty();
    }

    @Test
    void shouldInterruptByLevel() {
        i2c.chip.write(CR2, 16 | ITEVTEN);
        i2c.set(START);
        wires.run(2 * BIT_NS);
        assertThat(i2c.pendingEvent()).isTrue();
        i2c.chip.read(SR1);
        i2c.chip.write(DR, 0xA0);
        i2c.chip.chip().processor().exceptions().pend(16 + 31, false);
        wires.run(5 * BIT_NS);
        assertThat(i2c.pendingEvent()).isFalse();
        i2c.await(ADDR);
        i2c.clearAddr();
        i2c.chip.chip().processor().exceptions().pend(16 + 31, false);
        assertThat(i2c.pendingEvent()).isFalse();
        i2c.chip.write(CR2, 16 | ITEVTEN | ITBUFEN);
        assertThat(i2c.pendingEvent()).isTrue();
    }
}
