package dev.platine.mcu.peripheral.can;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.can.CanFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanTransmitTest {
    private static final int ALL_EMPTY = 7 << 26;

    private final CanBench can = new CanBench(Stm32f4.f407());

    private int code() {
        return can.read(CanRegisters.TSR) >>> 24 & 3;
    }

    private List<String> taken() {
        List<String> list = new ArrayList<>();
        for (CanFrame frame = can.take(0); frame != null; frame = can.take(0)) {
            list.add(frame.toString());
        }
        return list;
    }

    private void loop(int mcr) {
        can.start(mcr, CanBench.BTR_500 | CanBench.LBKM);
    }

    @Test
    void shouldSendInLoopBackAndCompleteAtTheLastBit() {
        loop(0);
        CanFrame frame = CanFrame.of(0x321, 1, 2, 3, 4, 5, 6, 7, 8);
        can.send(0, frame);
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(6 << 26 | 1 << 24);
        assertThat(can.read(CanRegisters.TX) & 1).isOne();
        can.bench.run(CanBench.lasts(frame) - 4 * CanBench.BIT_NS - 200);
        assertThat(can.read(CanRegisters.RF0R)).isZero();
        can.bench.run(400);
        assertThat(can.read(CanRegisters.RF0R)).isOne();
        assertThat(can.has(CanRegisters.TSR, TransmitMailboxes.RQCP)).isFalse();
        can.bench.run(CanBench.BIT_NS);
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(ALL_EMPTY | TransmitMailboxes.RQCP | TransmitMailboxes.TXOK);
        assertThat(can.read(CanRegisters.TX) & 1).isZero();
        assertThat(taken()).containsExactly("321#0102030405060708");
    }

    @Test
    void shouldSendTheLowestIdentifierFirst() {
        loop(0);
        can.send(0, CanFrame.of(0x300));
        can.send(1, CanFrame.of(0x200));
        can.send(2, CanFrame.of(0x100));
        // all pending: the code names the lowest priority
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(1 << 29);
        can.bench.run(5 * CanBench.lasts(CanFrame.of(0)));
        assertThat(taken()).containsExactly("100#", "200#", "300#");
    }

    @Test
    void shouldSendTheLowestMailboxFirstIfIdentifiersAreEqual() {
        loop(0);
        can.send(2, CanFrame.of(0x10, 2));
        can.send(1, CanFrame.of(0x10, 1));
        can.send(0, CanFrame.of(0x10, 0));
        can.bench.run(5 * CanBench.lasts(CanFrame.of(0, 0)));
        assertThat(taken()).containsExactly("010#00", "010#01", "010#02");
    }

    @Test
    void shouldSendInTheOrderOfRequestsIfAsked() {
        loop(CanRegisters.TXFP);
        can.send(1, CanFrame.of(0x300));
        can.send(2, CanFrame.of(0x100));
        can.send(0, CanFrame.of(0x200));
        assertThat(code()).isZero();
        assertThat(can.has(CanRegisters.TSR, 1 << 29)).isTrue();
        can.bench.run(5 * CanBench.lasts(CanFrame.of(0)));
        assertThat(taken()).containsExactly("300#", "100#", "200#");
    }

    @Test
    void shouldNameTheNextFreeMailboxAndTheLowestOfSeveral() {
        can.initialise(0, CanBench.BTR_500 | CanBench.LBKM);
        assertThat(code()).isZero();
        can.send(0, CanFrame.of(0x100));
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(6 << 26 | 1 << 24);
        can.send(1, CanFrame.of(0x200));
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(1 << 30 | 1 << 28 | 2 << 24);
    }

    @Test
    void shouldKeepAPendingMailboxFromBeingWritten() {
        can.initialise(0, CanBench.BTR_500 | CanBench.LBKM);
        can.send(0, CanFrame.of(0x100, 1));
        can.write(CanRegisters.TX, 0);
        can.write(CanRegisters.TX + 8, 5);
        assertThat(can.read(CanRegisters.TX)).isEqualTo(0x100 << 21 | 1);
        assertThat(can.read(CanRegisters.TX + 8)).isOne();
    }

    @Test
    void shouldAbortWhatWaits() {
        can.initialise(0, CanBench.BTR_500 | CanBench.LBKM);
        can.send(1, CanFrame.of(0x100));
        can.write(CanRegisters.TSR, TransmitMailboxes.ABRQ << 8);
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(ALL_EMPTY | TransmitMailboxes.RQCP << 8);
        can.write(CanRegisters.TSR, TransmitMailboxes.ABRQ << 16);
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(ALL_EMPTY | TransmitMailboxes.RQCP << 8);
    }

    @Test
    void shouldNotAbortWhatIsBeingSent() {
        loop(0);
        can.send(0, CanFrame.of(0x100));
        can.bench.run(10 * CanBench.BIT_NS);
        can.write(CanRegisters.TSR, TransmitMailboxes.ABRQ);
        assertThat(can.has(CanRegisters.TSR, TransmitMailboxes.ABRQ)).isTrue();
        can.bench.run(CanBench.lasts(CanFrame.of(0x100)));
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(ALL_EMPTY | TransmitMailboxes.RQCP | TransmitMailboxes.TXOK);
    }

    @Test
    void shouldInterruptUntilTheCompletionIsAcknowledged() {
        loop(0);
        can.write(CanRegisters.IER, CanRegisters.TMEIE);
        can.send(2, CanFrame.of(0x100));
        can.bench.run(CanBench.lasts(CanFrame.of(0x100)));
        assertThat(can.bench.pending("CAN1_TX")).isTrue();
        can.write(CanRegisters.TSR, TransmitMailboxes.RQCP << 16);
        assertThat(can.read(CanRegisters.TSR)).isEqualTo(ALL_EMPTY);
    }

    @Test
    void shouldClearTheOldResultWithANewRequest() {
        loop(0);
        can.send(0, CanFrame.of(0x100));
        can.bench.run(CanBench.lasts(CanFrame.of(0x100)));
        can.send(0, CanFrame.of(0x100));
        assertThat(can.read(CanRegisters.TSR) & 0xFF).isZero();
    }

    @Test
    void shouldSendRemoteAndExtendedFrames() {
        loop(0);
        can.send(0, new CanFrame(0x12345678, true, true, 5, 0));
        can.send(1, CanFrame.extended(0x1FFFFFFF, 9));
        can.bench.run(300 * CanBench.BIT_NS);
        assertThat(taken()).containsExactly("12345678#R5", "1FFFFFFF#09");
    }

    @Test
    void shouldStampTimeInBits() {
        loop(CanRegisters.TTCM);
        can.write(CanRegisters.TX + 4, 8 | TransmitMailboxes.TGT);
        can.write(CanRegisters.TX + 8, 0x04030201);
        can.write(CanRegisters.TX + 12, 0x08070605);
        can.bench.run(300 * CanBench.BIT_NS);
        can.write(CanRegisters.TX, 0x100 << 21 | 1);
        can.bench.run(200 * CanBench.BIT_NS);
        int sent = can.read(CanRegisters.TX + 4) >>> 16;
        assertThat(sent).isBetween(299, 302);
        assertThat(can.read(CanRegisters.RECEIVE + 4) >>> 16).isEqualTo(sent);
        CanFrame frame = can.take(0);
        assertThat(frame.at(5)).isEqualTo(6);
        assertThat(frame.at(6) << 8 | frame.at(7)).isEqualTo(sent);
    }

    @Test
    void shouldLeaveTheStampOutOfModesWithoutTime() {
        loop(0);
        can.bench.run(300 * CanBench.BIT_NS);
        can.send(0, CanFrame.of(0x100));
        can.bench.run(200 * CanBench.BIT_NS);
        assertThat(can.read(CanRegisters.RECEIVE + 4) >>> 16).isZero();
    }
}
