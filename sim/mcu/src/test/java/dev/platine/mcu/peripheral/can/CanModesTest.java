package dev.platine.mcu.peripheral.can;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.can.CanFrame;
import org.junit.jupiter.api.Test;

class CanModesTest {
    private final CanBench can = new CanBench(Stm32f4.f407());

    private int state() {
        return can.read(CanRegisters.MSR) & 3;
    }

    @Test
    void shouldSleepAfterReset() {
        assertThat(state()).isEqualTo(CanRegisters.SLAK);
        assertThat(can.read(CanRegisters.MCR)).isEqualTo(0x00010002);
        assertThat(can.read(CanRegisters.BTR)).isEqualTo(0x01230000);
    }

    @Test
    void shouldAcknowledgeInitialisationAlsoWhileItSleeps() {
        can.write(CanRegisters.MCR, CanRegisters.INRQ | CanRegisters.SLEEP);
        assertThat(can.has(CanRegisters.MSR, CanRegisters.INAK)).isTrue();
        can.write(CanRegisters.MCR, CanRegisters.INRQ);
        assertThat(state()).isEqualTo(CanRegisters.INAK);
    }

    @Test
    void shouldWakeToNormalModeAfterElevenBits() {
        can.write(CanRegisters.MCR, 0);
        assertThat(state()).isEqualTo(CanRegisters.SLAK);
        // BTR after reset: 8 quanta of a cycle
        can.bench.cycles(11 * 8 - 2);
        assertThat(state()).isEqualTo(CanRegisters.SLAK);
        can.bench.cycles(4);
        assertThat(state()).isZero();
    }

    @Test
    void shouldLeaveInitialisationAfterElevenBitsOfItsRate() {
        can.initialise(0, CanBench.BTR_500);
        can.write(CanRegisters.MCR, 0);
        can.bench.cycles(11 * 32 - 2);
        assertThat(state()).isEqualTo(CanRegisters.INAK);
        can.bench.cycles(4);
        assertThat(state()).isZero();
    }

    @Test
    void shouldTakeBitTimingInInitialisationOnly() {
        can.write(CanRegisters.BTR, CanBench.BTR_500);
        assertThat(can.read(CanRegisters.BTR)).isEqualTo(0x01230000);
        can.start(0, CanBench.BTR_500);
        can.write(CanRegisters.BTR, 0);
        assertThat(can.read(CanRegisters.BTR)).isEqualTo(CanBench.BTR_500);
    }

    @Test
    void shouldFinishAFrameBeforeInitialisation() {
        can.start(0, CanBench.BTR_500 | CanBench.LBKM);
        can.send(0, CanFrame.of(0x123));
        can.bench.run(5 * CanBench.BIT_NS);
        assertThat(can.has(CanRegisters.MSR, CanRegisters.TXM)).isTrue();
        can.write(CanRegisters.MCR, CanRegisters.INRQ);
        assertThat(can.has(CanRegisters.MSR, CanRegisters.INAK)).isFalse();
        can.bench.run(CanBench.lasts(CanFrame.of(0x123)));
        assertThat(can.has(CanRegisters.MSR, CanRegisters.INAK)).isTrue();
        assertThat(can.has(CanRegisters.TSR, TransmitMailboxes.TXOK)).isTrue();
    }

    @Test
    void shouldSleepOnRequestAndSaySoIfWanted() {
        can.start(0, CanBench.BTR_500);
        can.write(CanRegisters.MCR, CanRegisters.SLEEP);
        assertThat(can.read(CanRegisters.MSR) & (CanRegisters.SLAK | CanRegisters.SLAKI))
                .isEqualTo(CanRegisters.SLAK);
        can.start(0, CanBench.BTR_500);
        can.write(CanRegisters.IER, CanRegisters.SLKIE);
        can.write(CanRegisters.MCR, CanRegisters.SLEEP);
        assertThat(can.has(CanRegisters.MSR, CanRegisters.SLAK | CanRegisters.SLAKI))
                .isTrue();
        assertThat(can.bench.pending("CAN1_SCE")).isTrue();
        can.write(CanRegisters.MSR, CanRegisters.SLAKI);
        assertThat(can.has(CanRegisters.MSR, CanRegisters.SLAKI)).isFalse();
    }

    @Test
    void shouldBeginAgainOnItsOwnReset() {
        can.start(CanRegisters.TXFP, CanBench.BTR_500 | CanBench.LBKM);
        can.send(0, CanFrame.of(1));
        can.bench.run(CanBench.lasts(CanFrame.of(1)));
        can.write(CanRegisters.MCR, CanRegisters.RESET);
        assertThat(can.read(CanRegisters.MCR)).isEqualTo(0x00010002);
        assertThat(state()).isEqualTo(CanRegisters.SLAK);
        assertThat(can.read(CanRegisters.RF0R) & 3).isZero();
        assertThat(can.read(CanRegisters.BTR)).isEqualTo(CanBench.BTR_500 | CanBench.LBKM);
    }

    @Test
    void shouldFollowItsBusClock() {
        can.initialise(0, CanBench.BTR_500);
        can.write(CanRegisters.MCR, 0);
        can.bench.cycles(5 * 32);
        // RCC.CFGR.PPRE1: PCLK1 is HCLK / 2
        can.bench.write(0x40023808, 4 << 10);
        can.bench.cycles(11 * 64 - 2);
        assertThat(state()).isEqualTo(CanRegisters.INAK);
        can.bench.cycles(4);
        assertThat(state()).isZero();
    }

    @Test
    void shouldStandStillWithoutClock() {
        can.start(0, CanBench.BTR_500 | CanBench.LBKM);
        can.send(0, CanFrame.of(1));
        can.can().clock(false);
        can.bench.run(10 * CanBench.lasts(CanFrame.of(1)));
        can.can().clock(true);
        assertThat(can.has(CanRegisters.TSR, TransmitMailboxes.TXOK)).isFalse();
    }
}
