package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartBench.BIT_PS;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR1;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR2;
import static dev.platine.mcu.peripheral.usart.UsartBench.DR;
import static dev.platine.mcu.peripheral.usart.UsartBench.FE;
import static dev.platine.mcu.peripheral.usart.UsartBench.FRAME_CYCLES;
import static dev.platine.mcu.peripheral.usart.UsartBench.IDLE;
import static dev.platine.mcu.peripheral.usart.UsartBench.LBD;
import static dev.platine.mcu.peripheral.usart.UsartBench.M;
import static dev.platine.mcu.peripheral.usart.UsartBench.RE;
import static dev.platine.mcu.peripheral.usart.UsartBench.RXNE;
import static dev.platine.mcu.peripheral.usart.UsartBench.SR;
import static dev.platine.mcu.peripheral.usart.UsartBench.TE;
import static dev.platine.mcu.peripheral.usart.UsartBench.UE;
import static dev.platine.mcu.peripheral.usart.UsartBench.WAKE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.pin.SerialFrame;
import org.junit.jupiter.api.Test;

/** Breaks, LIN, the idle line, mute mode. */
class UsartLineTest {
    private static final int SBK = 1;
    private static final int RWU = 2;
    private static final int LINEN = 1 << 14;
    private static final int LBDL = 1 << 5;
    private static final int BIT = UsartBench.DIVISOR;

    private final UsartBench usart = new UsartBench();

    private void receiveBreak(int lowBits) {
        usart.bench.receive("PA3", new SerialFrame(0, lowBits - 2, BIT_PS, 0));
    }

    @Test
    void shouldSendABreakBehindTheFrameUnderWay() {
        usart.on(0);
        long begin = usart.bench.chip().nowNs();
        usart.write(DR, 1);
        usart.write(DR, 2);
        usart.bench.set(0x4000440C, SBK);
        usart.bench.cycles(4 * FRAME_CYCLES);
        assertThat(usart.bench.sent("PA2").stream().map(UsartBench.FRAME))
                .containsExactly(
                        new SerialFrame(1, 8, BIT_PS, 2),
                        new SerialFrame(0, 8, BIT_PS, 0),
                        new SerialFrame(2, 8, BIT_PS, 2));
        assertThat(usart.bench.sent("PA2").get(1).ns() - begin).isEqualTo(210_000);
        assertThat(usart.read(CR1) & SBK).isZero();
    }

    @Test
    void shouldSendALongerBreakInLinMode() {
        usart.write(CR2, LINEN);
        usart.on(0);
        long begin = usart.bench.chip().nowNs();
        usart.write(CR1, UE | TE | SBK);
        usart.bench.cycles(20 * BIT);
        assertThat(usart.bench.sent("PA2")).singleElement().satisfies(s -> {
            assertThat(s.frame()).isEqualTo(new SerialFrame(0, 11, BIT_PS, 0));
            assertThat(s.ns() - begin).isEqualTo(150_000);
        });
    }

    @Test
    void shouldTakeABreakForAFramingError() {
        usart.on(0);
        receiveBreak(13);
        assertThat(usart.status() & (FE | RXNE | LBD)).isEqualTo(FE | RXNE);
        usart.read(SR);
        assertThat(usart.read(DR)).isZero();
        assertThat(usart.flag(FE)).isFalse();
    }

    @Test
    void shouldDetectABreakInLinMode() {
        usart.write(CR2, LINEN);
        usart.on(0);
        receiveBreak(9);
        assertThat(usart.flag(LBD)).isFalse();
        receiveBreak(10);
        assertThat(usart.flag(LBD)).isTrue();
        usart.write(SR, ~LBD);
        assertThat(usart.flag(LBD)).isFalse();
        usart.write(CR2, LINEN | LBDL);
        receiveBreak(10);
        assertThat(usart.flag(LBD)).isFalse();
        receiveBreak(11);
        assertThat(usart.flag(LBD)).isTrue();
    }

    @Test
    void shouldSeeTheIdleLineOneFrameBehindTheLastWhenToldOfBeginnings() {
        usart.on(0);
        usart.bench.receiving("PA3");
        usart.receive(1);
        usart.bench.cycles(FRAME_CYCLES - 1);
        assertThat(usart.flag(IDLE)).isFalse();
        usart.bench.cycles(1);
        assertThat(usart.flag(IDLE)).isTrue();
    }

    @Test
    void shouldNotCallTheLineIdleWhileAFrameIsUnderWay() {
        usart.on(0);
        usart.bench.receiving("PA3");
        usart.receive(1);
        usart.bench.cycles(FRAME_CYCLES / 2);
        usart.bench.receiving("PA3");
        usart.bench.cycles(FRAME_CYCLES);
        usart.receive(2);
        assertThat(usart.flag(IDLE)).isFalse();
    }

    @Test
    void shouldWaitForTwoFramesWhenNotToldOfBeginnings() {
        usart.on(0);
        usart.receive(1);
        usart.bench.cycles(2 * FRAME_CYCLES - 1);
        assertThat(usart.flag(IDLE)).isFalse();
        usart.bench.cycles(1);
        assertThat(usart.flag(IDLE)).isTrue();
    }

    @Test
    void shouldReportAnIdleLineOnce() {
        usart.on(0);
        usart.receive(1);
        usart.bench.cycles(2 * FRAME_CYCLES);
        usart.read(SR);
        usart.read(DR);
        assertThat(usart.flag(IDLE)).isFalse();
        usart.bench.cycles(5 * FRAME_CYCLES);
        assertThat(usart.flag(IDLE)).isFalse();
        usart.receive(2);
        usart.bench.cycles(2 * FRAME_CYCLES);
        assertThat(usart.flag(IDLE)).isTrue();
    }

    @Test
    void shouldBeMuteUntilTheLineIsIdle() {
        usart.on(0);
        usart.receive(1);
        usart.read(DR);
        usart.write(CR1, UE | RE | RWU);
        usart.receive(2);
        assertThat(usart.flag(RXNE)).isFalse();
        usart.bench.cycles(2 * FRAME_CYCLES);
        assertThat(usart.read(CR1) & RWU).isZero();
        assertThat(usart.flag(IDLE)).as("not reported when it wakes").isFalse();
        usart.receive(3);
        assertThat(usart.read(DR)).isEqualTo(3);
    }

    @Test
    void shouldBeMuteUntilItsAddressComes() {
        usart.write(CR2, 5);
        usart.on(WAKE | RWU);
        usart.receive(0x12);
        usart.receive(0x84);
        usart.bench.cycles(4 * FRAME_CYCLES);
        usart.receive(0x13);
        assertThat(usart.status() & (RXNE | IDLE)).isZero();
        usart.receive(0x85);
        assertThat(usart.read(CR1) & RWU).isZero();
        assertThat(usart.read(DR)).isEqualTo(0x85);
        usart.receive(0x14);
        assertThat(usart.read(DR)).isEqualTo(0x14);
        usart.receive(0x86);
        assertThat(usart.flag(RXNE)).as("somebody else's address").isFalse();
        assertThat(usart.read(CR1) & RWU).isEqualTo(RWU);
    }

    @Test
    void shouldMarkAddressesByTheNinthBit() {
        usart.write(CR2, 5);
        usart.on(WAKE | RWU | M);
        usart.receive(0x085, 9, BIT_PS);
        assertThat(usart.flag(RXNE)).isFalse();
        usart.receive(0x105, 9, BIT_PS);
        assertThat(usart.read(DR)).isEqualTo(0x105);
    }

    @Test
    void shouldNotChangeMuteModeWhileAByteWaits() {
        usart.on(WAKE);
        usart.receive(1);
        usart.write(CR1, UE | RE | WAKE | RWU);
        assertThat(usart.read(CR1) & RWU).isZero();
        usart.read(DR);
        usart.write(CR1, UE | RE | WAKE | RWU);
        assertThat(usart.read(CR1) & RWU).isEqualTo(RWU);
    }
}
