package dev.platine.mcu.peripheral.can;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.can.CanFrame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanReceiveTest {
    private static final int FMI = 8;

    private final CanBench can = new CanBench(Stm32f4.f407());

    @BeforeEach
    void loop() {
        can.start(0, CanBench.BTR_500 | CanBench.LBKM);
        can.write(CanRegisters.FA1R, 0);
    }

    private void send(CanFrame frame) {
        can.send(0, frame);
        can.bench.run(CanBench.lasts(frame) + 1_000);
    }

    /** The FIFO and filter number of a frame: 100 times the one, plus the other; -1 if no filter lets it pass. */
    private int filter(CanFrame frame) {
        send(frame);
        for (int fifo = 0; fifo < 2; fifo++) {
            int at = CanRegisters.RECEIVE + CanRegisters.MAILBOX * fifo;
            int number = can.read(at + 4) >>> FMI & 0xFF;
            if (can.take(fifo) != null) {
                return 100 * fifo + number;
            }
        }
        return -1;
    }

    private static int wide(int id) {
        return id << 21;
    }

    private static int narrow(int id) {
        return id << 5;
    }

    @Test
    void shouldTakeNothingWithoutAFilter() {
        assertThat(filter(CanFrame.of(1))).isEqualTo(-1);
        assertThat(can.has(CanRegisters.TSR, TransmitMailboxes.TXOK)).isTrue();
    }

    @Test
    void shouldTakeNothingWhileFiltersAreInitialised() {
        can.filter(0, true, false, 0, 0, 0);
        can.bench.set(CanBench.CAN1 + CanRegisters.FMR, 1);
        assertThat(filter(CanFrame.of(1))).isEqualTo(-1);
    }

    @Test
    void shouldCompareUnderAMaskOf32Bits() {
        can.filter(0, true, false, 0, 0x12345678 << 3 | 4, 0x1FFFFFF0 << 3 | 4);
        assertThat(filter(CanFrame.extended(0x1234567F))).isZero();
        assertThat(filter(CanFrame.extended(0x12345688))).isEqualTo(-1);
        assertThat(filter(CanFrame.of(0x12345678 >>> 18))).isEqualTo(-1);
        assertThat(filter(new CanFrame(0x12345670, true, true, 0, 0))).isZero();
    }

    @Test
    void shouldCompareWithAListOf32Bits() {
        can.filter(0, true, true, 0, wide(0x123), wide(0x456) | 2);
        assertThat(filter(CanFrame.of(0x123))).isZero();
        assertThat(filter(new CanFrame(0x456, false, true, 0, 0))).isEqualTo(1);
        assertThat(filter(CanFrame.of(0x456))).isEqualTo(-1);
    }

    @Test
    void shouldCompareUnderTwoMasksOf16Bits() {
        can.filter(0, false, false, 1, narrow(0x7F0) << 16 | narrow(0x120), narrow(0x7FF) << 16 | narrow(0x456));
        assertThat(filter(CanFrame.of(0x12F))).isEqualTo(100);
        assertThat(filter(CanFrame.of(0x456))).isEqualTo(101);
        assertThat(filter(CanFrame.of(0x457))).isEqualTo(-1);
    }

    @Test
    void shouldCompareWithAListOf16Bits() {
        int extended = 0x555 << 5 | 1 << 3 | 5;
        can.filter(0, false, true, 0, narrow(2) << 16 | narrow(1), extended << 16 | narrow(3) | 1 << 4);
        assertThat(filter(CanFrame.of(1))).isZero();
        assertThat(filter(CanFrame.of(2))).isEqualTo(1);
        assertThat(filter(new CanFrame(3, false, true, 0, 0))).isEqualTo(2);
        assertThat(filter(CanFrame.extended(0x555 << 18 | 5 << 15 | 0x1234))).isEqualTo(3);
        assertThat(filter(CanFrame.extended(0x555 << 18 | 4 << 15))).isEqualTo(-1);
    }

    /** The reference manual's example (RM0090 figure 343): each FIFO counts its own filters, inactive banks too. */
    @Test
    void shouldNumberFiltersAsTheManualsExample() {
        boolean[] wide = {true, true, false, false, true, true, false, false, false, true, false, true, true, true};
        boolean[] list = {true, false, false, true, true, true, false, false, false, true, true, true, false, false};
        int[] fifo = {0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 0};
        int[] first = {0, 2, 0, 3, 2, 7, 9, 4, 6, 11, 8, 12, 14, 13};
        for (int bank = 0; bank < 14; bank++) {
            int id = 0x100 + bank;
            int second = 0x200 + bank;
            if (wide[bank]) {
                can.filter(bank, true, list[bank], fifo[bank], wide(id), list[bank] ? wide(second) : -1);
            } else if (list[bank]) {
                can.filter(bank, false, true, fifo[bank], narrow(0x7FF) << 16 | narrow(id), narrow(second) << 16);
            } else {
                can.filter(bank, false, false, fifo[bank], -1 << 16 | narrow(id), -1 << 16 | narrow(second));
            }
        }
        int inactive = 1 << 5 | 1 << 7 | 1 << 10;
        can.write(CanRegisters.FA1R, 0x3FFF & ~inactive);
        for (int bank = 0; bank < 14; bank++) {
            boolean active = (inactive >>> bank & 1) == 0;
            int expected = active ? 100 * fifo[bank] + first[bank] : -1;
            assertThat(filter(CanFrame.of(0x100 + bank))).as("bank %d", bank).isEqualTo(expected);
            int more = wide[bank] ? 1 : list[bank] ? 3 : 1;
            boolean one = wide[bank] && !list[bank];
            assertThat(filter(CanFrame.of(0x200 + bank)))
                    .as("bank %d, last", bank)
                    .isEqualTo(active && !one ? expected + more : -1);
        }
    }

    @Test
    void shouldPreferWideToNarrowListToMaskAndLowToHigh() {
        can.filter(0, false, false, 0, 0, 0);
        assertThat(filter(CanFrame.of(5))).isZero();
        can.filter(1, false, true, 0, narrow(5) << 16 | narrow(5), 0);
        assertThat(filter(CanFrame.of(5))).isEqualTo(2);
        can.filter(2, true, false, 1, 0, 0);
        assertThat(filter(CanFrame.of(5))).isEqualTo(100);
        can.filter(3, true, false, 1, 0, 0);
        assertThat(filter(CanFrame.of(5))).isEqualTo(100);
        can.filter(4, true, true, 1, wide(6), wide(5));
        assertThat(filter(CanFrame.of(5))).isEqualTo(103);
    }

    @Test
    void shouldProtectFiltersOutsideTheirInitialisation() {
        can.filter(0, true, false, 0, 7, 7);
        can.write(CanRegisters.BANK, 9);
        can.write(CanRegisters.FM1R, 1);
        can.write(CanRegisters.FS1R, 0);
        can.write(CanRegisters.FFA1R, 1);
        assertThat(can.read(CanRegisters.BANK)).isEqualTo(7);
        assertThat(can.read(CanRegisters.FM1R) | can.read(CanRegisters.FFA1R)).isZero();
        assertThat(can.read(CanRegisters.FS1R)).isOne();
        can.write(CanRegisters.BANK + 8, 9);
        assertThat(can.read(CanRegisters.BANK + 8)).isEqualTo(9);
    }

    @Test
    void shouldKeepThreeFramesAndLetThemGoOneByOne() {
        can.filter(0, true, false, 0, 0, 0);
        for (int i = 1; i <= 3; i++) {
            send(CanFrame.of(i, i));
        }
        assertThat(can.read(CanRegisters.RF0R)).isEqualTo(3 | ReceiveFifo.FULL);
        assertThat(can.take(0)).hasToString("001#01");
        assertThat(can.read(CanRegisters.RF0R)).isEqualTo(2 | ReceiveFifo.FULL);
        can.write(CanRegisters.RF0R, ReceiveFifo.FULL);
        assertThat(can.take(0)).hasToString("002#02");
        assertThat(can.take(0)).hasToString("003#03");
        assertThat(can.read(CanRegisters.RF0R)).isZero();
        can.write(CanRegisters.RF0R, ReceiveFifo.RELEASE);
        assertThat(can.read(CanRegisters.RF0R)).isZero();
    }

    @Test
    void shouldReplaceTheLastFrameOnOverrun() {
        can.filter(0, true, false, 0, 0, 0);
        for (int i = 1; i <= 4; i++) {
            send(CanFrame.of(i));
        }
        assertThat(can.read(CanRegisters.RF0R)).isEqualTo(3 | ReceiveFifo.FULL | ReceiveFifo.OVERRUN);
        can.write(CanRegisters.RF0R, ReceiveFifo.OVERRUN);
        assertThat(can.has(CanRegisters.RF0R, ReceiveFifo.OVERRUN)).isFalse();
        assertThat(can.take(0).id()).isOne();
        assertThat(can.take(0).id()).isEqualTo(2);
        assertThat(can.take(0).id()).isEqualTo(4);
    }

    @Test
    void shouldLoseTheNewFrameOnOverrunIfLocked() {
        can.start(CanRegisters.RFLM, CanBench.BTR_500 | CanBench.LBKM);
        for (int i = 1; i <= 4; i++) {
            send(CanFrame.of(i));
        }
        assertThat(can.has(CanRegisters.RF0R, ReceiveFifo.OVERRUN)).isTrue();
        can.take(0);
        can.take(0);
        assertThat(can.take(0).id()).isEqualTo(3);
    }

    @Test
    void shouldInterruptForMessageFullAndOverrun() {
        can.filter(0, true, false, 1, 0, 0);
        can.write(CanRegisters.IER, 1 << 4);
        assertThat(can.bench.pending("CAN1_RX1")).isFalse();
        send(CanFrame.of(1));
        assertThat(can.bench.pending("CAN1_RX1")).isTrue();
        assertThat(can.bench.pending("CAN1_RX0")).isFalse();
        for (int enable : new int[] {1 << 5, 1 << 6}) {
            CanBench other = new CanBench(Stm32f4.f446());
            other.start(0, CanBench.BTR_500 | CanBench.LBKM);
            other.filter(0, true, false, 1, 0, 0);
            other.write(CanRegisters.IER, enable);
            int frames = enable == 1 << 5 ? 3 : 4;
            for (int i = 0; i < frames; i++) {
                assertThat(other.bench.pending("CAN1_RX1")).isFalse();
                other.send(0, CanFrame.of(i));
                other.bench.run(CanBench.lasts(CanFrame.of(i)) + 1_000);
            }
            assertThat(other.bench.pending("CAN1_RX1")).isTrue();
        }
    }

    @Test
    void shouldShareTheBanksWithTheSecondController() {
        CanBench second = new CanBench(can.bench, CanBench.CAN2);
        second.start(0, CanBench.BTR_500 | CanBench.LBKM);
        can.filter(3, true, false, 0, 0, 0);
        can.filter(14, true, false, 0, 0, 0);
        can.filter(15, true, true, 1, wide(5), wide(5));
        second.send(0, CanFrame.of(5));
        second.send(1, CanFrame.of(6));
        second.bench.run(2 * CanBench.lasts(CanFrame.of(5)) + 1_000);
        assertThat(second.read(CanRegisters.RF1R) & 3).isOne();
        assertThat(second.read(CanRegisters.RF0R) & 3).isOne();
        assertThat(second.read(CanRegisters.RECEIVE + 4) >>> FMI & 0xFF).isZero();
        // bank 0 is one filter, banks 1 and 2 are two narrow masks each
        assertThat(filter(CanFrame.of(6))).isEqualTo(5);
        // CAN2SB: from bank 3 on all are the second one's
        can.bench.write(CanBench.CAN1 + CanRegisters.FMR, 3 << 8);
        assertThat(filter(CanFrame.of(6))).isEqualTo(-1);
    }

    @Test
    void shouldLetTheSecondControllerReceiveNothingWithoutTheFirstOnesClock() {
        CanBench second = new CanBench(can.bench, CanBench.CAN2);
        second.start(0, CanBench.BTR_500 | CanBench.LBKM);
        can.filter(14, true, false, 0, 0, 0);
        can.can().clock(false);
        second.send(0, CanFrame.of(5));
        second.bench.run(2 * CanBench.lasts(CanFrame.of(5)));
        assertThat(second.take(0)).isNull();
        can.can().clock(true);
        second.send(0, CanFrame.of(5));
        second.bench.run(2 * CanBench.lasts(CanFrame.of(5)));
        assertThat(second.take(0)).isEqualTo(CanFrame.of(5));
    }
}
