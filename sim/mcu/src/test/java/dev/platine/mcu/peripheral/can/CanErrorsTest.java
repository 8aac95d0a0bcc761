package dev.platine.mcu.peripheral.can;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.can.CanBits;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.pin.can.CanInstrument;
import dev.platine.mcu.pin.can.CanWire;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;

class CanErrorsTest {
    private static final int EWGF = 1;
    private static final int EPVF = 1 << 1;
    private static final int BOFF = 1 << 2;
    private static final CanFrame FRAME = CanFrame.of(0x123);
    private static final long ATTEMPT = (CanBits.of(FRAME).acknowledgeSlot() + 1 + 6 + 8 + 3) * CanBench.BIT_NS;

    private final CanRack rack = new CanRack(100_000);
    private final CanWire wire = new CanWire(rack.alarms()::alarm);
    private final CanBench can = new CanBench(Stm32f4.f407());

    private void start(int mcr, int btr) {
        can.attach(wire);
        can.start(mcr, btr);
        rack.add(can.bench);
    }

    private int transmitErrors() {
        return can.read(CanRegisters.ESR) >>> 16 & 0xFF;
    }

    private int receiveErrors() {
        return can.read(CanRegisters.ESR) >>> 24;
    }

    private int lastError() {
        return can.read(CanRegisters.ESR) >>> 4 & 7;
    }

    private CanInstrument instrument(int bitsPerSecond) {
        return new CanInstrument("T", Rate.hz(bitsPerSecond), wire, (frame, ns) -> {});
    }

    @Test
    void shouldCountUpToPassiveAloneOnABusAndStayThere() {
        start(0, CanBench.BTR_500);
        can.write(CanRegisters.ESR, 7 << 4);
        assertThat(lastError()).isEqualTo(7);
        can.send(0, FRAME);
        rack.run(ATTEMPT);
        assertThat(lastError()).isEqualTo(3);
        assertThat(transmitErrors()).isEqualTo(8);
        assertThat(can.read(CanRegisters.TSR) & 0xF).isEqualTo(TransmitMailboxes.TERR);
        rack.run(10 * ATTEMPT);
        assertThat(can.read(CanRegisters.ESR) & 7).isZero();
        rack.run(ATTEMPT);
        assertThat(transmitErrors()).isEqualTo(96);
        assertThat(can.read(CanRegisters.ESR) & 7).isEqualTo(EWGF);
        rack.run(100 * ATTEMPT);
        assertThat(transmitErrors()).isEqualTo(128);
        assertThat(can.read(CanRegisters.ESR) & 7).isEqualTo(EWGF | EPVF);
    }

    @Test
    void shouldPauseEightBitsMoreBetweenAttemptsWhenPassive() {
        start(0, CanBench.BTR_500);
        can.send(0, FRAME);
        rack.run(16 * ATTEMPT + 8 * CanBench.BIT_NS - 500);
        assertThat(can.has(CanRegisters.MSR, CanRegisters.TXM)).isFalse();
        rack.run(1_000);
        assertThat(can.has(CanRegisters.MSR, CanRegisters.TXM)).isTrue();
    }

    @Test
    void shouldSendAgainUntilItIsAcknowledgedAndCountDown() {
        start(0, CanBench.BTR_500);
        can.send(0, FRAME);
        rack.run(3 * ATTEMPT);
        assertThat(transmitErrors()).isEqualTo(24);
        // the fourth attempt has begun without it
        instrument(500_000);
        rack.run(2 * ATTEMPT);
        assertThat(transmitErrors()).isEqualTo(31);
        assertThat(lastError()).isZero();
        assertThat(can.read(CanRegisters.TSR) & 0xF).isEqualTo(TransmitMailboxes.RQCP | TransmitMailboxes.TXOK);
    }

    @Test
    void shouldTryOnceOnlyIfAsked() {
        start(CanRegisters.NART, CanBench.BTR_500);
        can.send(0, FRAME);
        rack.run(5 * ATTEMPT);
        assertThat(transmitErrors()).isEqualTo(8);
        assertThat(can.read(CanRegisters.TSR) & 0xF).isEqualTo(TransmitMailboxes.RQCP | TransmitMailboxes.TERR);
    }

    @Test
    void shouldAbortBehindAFailedAttempt() {
        start(0, CanBench.BTR_500);
        can.send(0, FRAME);
        rack.run(ATTEMPT / 2);
        can.write(CanRegisters.TSR, TransmitMailboxes.ABRQ);
        assertThat(can.has(CanRegisters.TSR, TransmitMailboxes.RQCP)).isFalse();
        rack.run(ATTEMPT);
        assertThat(can.has(CanRegisters.TSR, TransmitMailboxes.RQCP)).isTrue();
        assertThat(can.has(CanRegisters.TSR, TransmitMailboxes.TXOK)).isFalse();
        assertThat(transmitErrors()).isEqualTo(8);
    }

    @Test
    void shouldGoBusOffWithoutATransceiverAndRecoverOnRequest() {
        can.start(0, CanBench.BTR_500);
        can.send(0, FRAME);
        // each attempt: a bit, flag, delimiter, intermission; from the 16th on 8 more
        can.bench.run((16 * 18 + 16 * 26) * CanBench.BIT_NS + 1_000);
        assertThat(can.read(CanRegisters.ESR) & 7).isEqualTo(EWGF | EPVF | BOFF);
        assertThat(lastError()).isEqualTo(5);
        can.write(CanRegisters.TSR, TransmitMailboxes.ABRQ);
        can.bench.run(2_000 * 11 * CanBench.BIT_NS);
        assertThat(can.has(CanRegisters.ESR, BOFF)).isTrue();
        can.write(CanRegisters.MCR, CanRegisters.INRQ);
        can.write(CanRegisters.MCR, 0);
        can.bench.run(128 * 11 * CanBench.BIT_NS);
        assertThat(can.has(CanRegisters.ESR, BOFF)).isTrue();
        can.bench.run(12 * CanBench.BIT_NS);
        assertThat(can.read(CanRegisters.ESR) & ~(7 << 4)).isZero();
    }

    @Test
    void shouldRecoverByItselfIfAsked() {
        can.start(CanRegisters.ABOM, CanBench.BTR_500);
        can.send(0, FRAME);
        can.bench.run((16 * 18 + 16 * 26) * CanBench.BIT_NS + 1_000);
        assertThat(can.has(CanRegisters.ESR, BOFF)).isTrue();
        can.write(CanRegisters.TSR, TransmitMailboxes.ABRQ);
        can.bench.run(126 * 11 * CanBench.BIT_NS);
        assertThat(can.has(CanRegisters.ESR, BOFF)).isTrue();
        can.bench.run(2 * 11 * CanBench.BIT_NS);
        assertThat(can.has(CanRegisters.ESR, BOFF)).isFalse();
        assertThat(transmitErrors()).isZero();
    }

    @Test
    void shouldTellErrorsThatAreEnabled() {
        int[][] cases = {{11, 1}, {8, 12}, {9, 16}};
        for (int[] some : cases) {
            CanErrorsTest other = new CanErrorsTest();
            other.start(0, CanBench.BTR_500);
            other.can.write(CanRegisters.IER, 1 << some[0]);
            other.can.send(0, FRAME);
            other.rack.run(some[1] * ATTEMPT - ATTEMPT / 2);
            assertThat(other.can.has(CanRegisters.MSR, CanRegisters.ERRI)).isFalse();
            other.rack.run(ATTEMPT / 2);
            assertThat(other.can.has(CanRegisters.MSR, CanRegisters.ERRI)).isTrue();
            assertThat(other.can.bench.pending("CAN1_SCE")).isFalse();
            other.can.bench.set(CanBench.CAN1 + CanRegisters.IER, CanRegisters.ERRIE);
            assertThat(other.can.bench.pending("CAN1_SCE")).isTrue();
        }
    }

    @Test
    void shouldTellBusOff() {
        can.start(0, CanBench.BTR_500);
        can.write(CanRegisters.IER, CanRegisters.BOFIE | CanRegisters.ERRIE);
        can.send(0, FRAME);
        // 16 attempts of 18 bits, 15 of 26, and the first bit of the last one behind a longer pause
        can.bench.run((16 * 18 + 8 + 15 * 26) * CanBench.BIT_NS);
        assertThat(can.bench.pending("CAN1_SCE")).isFalse();
        can.bench.run(2 * CanBench.BIT_NS);
        assertThat(can.bench.pending("CAN1_SCE")).isTrue();
        can.write(CanRegisters.MSR, CanRegisters.ERRI);
        assertThat(can.has(CanRegisters.MSR, CanRegisters.ERRI)).isFalse();
    }

    @Test
    void shouldCountAsReceiverAndDisturbAnotherRate() {
        start(0, CanBench.BTR_500);
        CanInstrument strange = instrument(250_000);
        strange.send(FRAME, rack.nowNs());
        rack.run(2_000_000);
        assertThat(receiveErrors()).isGreaterThan(4).isEqualTo((int) strange.errors());
        assertThat(lastError()).isEqualTo(1);
        assertThat(strange.sent()).isZero();
    }

    @Test
    void shouldCountDownWhenItReceivesWell() {
        start(0, CanBench.BTR_500);
        CanInstrument strange = instrument(250_000);
        strange.send(FRAME, rack.nowNs());
        rack.run(2_000_000);
        wire.detach(strange, rack.nowNs());
        rack.run(200_000);
        int before = receiveErrors();
        instrument(500_000).send(FRAME, rack.nowNs());
        rack.run(500_000);
        assertThat(receiveErrors()).isEqualTo(before - 1);
        assertThat(lastError()).isZero();
    }

    @Test
    void shouldHearSilentlyWithoutAcknowledging() {
        start(0, CanBench.BTR_500 | CanBench.SILM);
        CanInstrument alone = instrument(500_000);
        alone.send(FRAME, rack.nowNs());
        can.send(0, CanFrame.of(1));
        rack.run(4 * ATTEMPT);
        assertThat(alone.sent()).isZero();
        assertThat(can.has(CanRegisters.TX, 1)).isTrue();
        assertThat(can.read(CanRegisters.RF0R) & 3).isZero();
        instrument(500_000);
        rack.run(2 * ATTEMPT);
        assertThat(alone.sent()).isOne();
        assertThat(can.take(0)).isEqualTo(FRAME);
    }

    @Test
    void shouldTestItselfWithoutTouchingTheBus() {
        start(0, CanBench.BTR_500 | CanBench.SILM | CanBench.LBKM);
        CanInstrument other = instrument(500_000);
        can.send(0, CanFrame.of(1));
        rack.run(2 * ATTEMPT);
        assertThat(can.take(0)).isEqualTo(CanFrame.of(1));
        other.send(FRAME, rack.nowNs());
        rack.run(2 * ATTEMPT);
        assertThat(other.sent()).isZero();
        assertThat(can.take(0)).isNull();
        assertThat(can.read(CanRegisters.ESR)).isZero();
    }

    @Test
    void shouldNotReachTheBusWithoutItsPins() {
        Bench bare = new Bench(Stm32f4.f407());
        bare.route("PD1", 9);
        assertThat(bare.chip().nowNs()).isZero();
        CanBench routed = new CanBench(bare, CanBench.CAN1);
        bare.route("PD0", -1);
        routed.attach(wire);
        routed.start(0, CanBench.BTR_500);
        rack.add(bare);
        CanInstrument other = instrument(500_000);
        routed.send(0, FRAME);
        rack.run(5 * ATTEMPT);
        assertThat(routed.has(CanRegisters.TSR, TransmitMailboxes.TERR)).isTrue();
        other.send(FRAME, rack.nowNs());
        rack.run(5 * ATTEMPT);
        assertThat(other.sent()).isZero();
    }
}
