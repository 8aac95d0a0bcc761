package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.pin.can.CanNode;
import dev.platine.mcu.pin.can.CanWire;
import java.util.Objects;

/** A controller on a test's bench, at 500 kbit/s from 16 MHz: a bit lasts 32 cycles, 2,000 ns. */
final class CanBench {
    static final int CAN1 = 0x40006400;
    static final int CAN2 = 0x40006800;
    static final int BTR_500 = 1 << 20 | 12 << 16 | 1;
    static final int LBKM = 1 << 30;
    static final int SILM = 1 << 31;
    static final long BIT_NS = 2_000;

    final Bench bench;
    final int base;

    CanBench(ChipSpec spec) {
        this(new Bench(spec), CAN1);
    }

    CanBench(Bench bench, int base) {
        this.bench = bench;
        this.base = base;
        bench.route(base == CAN1 ? "PD0" : "PB5", 9);
        bench.route(base == CAN1 ? "PD1" : "PB6", 9);
    }

    Can can() {
        return (Can) Objects.requireNonNull(bench.chip().blocks().get(base == CAN1 ? "CAN1" : "CAN2"));
    }

    CanNode attach(CanWire wire) {
        return can().attach(wire);
    }

    int read(int offset) {
        return (int) bench.read(base + offset);
    }

    boolean has(int offset, int bits) {
        return (read(offset) & bits) == bits;
    }

    void write(int offset, int value) {
        bench.write(base + offset, value);
    }

    /** Into initialisation, the bit timing, a filter for everything to FIFO 0; still to be left. */
    void initialise(int mcr, int btr) {
        write(CanRegisters.MCR, CanRegisters.INRQ | mcr);
        write(CanRegisters.BTR, btr);
        if (base == CAN1) {
            filter(0, true, false, 0, 0, 0);
        }
    }

    /** Initialised and synchronised with an idle bus. */
    CanBench start(int mcr, int btr) {
        initialise(mcr, btr);
        write(CanRegisters.MCR, mcr);
        bench.run(11 * BIT_NS + 200);
        if (has(CanRegisters.MSR, CanRegisters.INAK)) {
            throw new AssertionError("still in initialisation: " + Integer.toHexString(read(CanRegisters.MSR)));
        }
        return this;
    }

    void filter(int bank, boolean wide, boolean list, int fifo, int first, int second) {
        int bit = 1 << bank;
        bench.set(CAN1 + CanRegisters.FMR, 1);
        bench.clear(CAN1 + CanRegisters.FA1R, bit);
        choose(CanRegisters.FS1R, bit, wide);
        choose(CanRegisters.FM1R, bit, list);
        choose(CanRegisters.FFA1R, bit, fifo == 1);
        bench.write(CAN1 + CanRegisters.BANK + 8 * bank, first);
        bench.write(CAN1 + CanRegisters.BANK + 8 * bank + 4, second);
        bench.set(CAN1 + CanRegisters.FA1R, bit);
        bench.clear(CAN1 + CanRegisters.FMR, 1);
    }

    private void choose(int register, int bit, boolean on) {
        if (on) {
            bench.set(CAN1 + register, bit);
        } else {
            bench.clear(CAN1 + register, bit);
        }
    }

    /** Fills a mailbox and requests transmission. */
    void send(int mailbox, CanFrame frame) {
        int at = TransmitMailboxes.register(mailbox);
        write(at + 4, frame.dlc());
        write(at + 8, (int) frame.data());
        write(at + 12, (int) (frame.data() >>> 32));
        write(at, CanFilters.identifier(frame) | 1);
    }

    /** The frame in a FIFO's output mailbox; released. Null if there is none. */
    CanFrame take(int fifo) {
        int status = fifo == 0 ? CanRegisters.RF0R : CanRegisters.RF1R;
        if ((read(status) & 3) == 0) {
            return null;
        }
        int at = CanRegisters.RECEIVE + CanRegisters.MAILBOX * fifo;
        int id = read(at);
        boolean extended = (id & 4) != 0;
        long data = ((long) read(at + 12) << 32) | (read(at + 8) & 0xFFFFFFFFL);
        CanFrame frame =
                new CanFrame(extended ? id >>> 3 : id >>> 21, extended, (id & 2) != 0, read(at + 4) & 15, data);
        write(status, ReceiveFifo.RELEASE);
        return frame;
    }

    /** Bits of a frame with the pause behind it, in nanoseconds. */
    static long lasts(CanFrame frame) {
        return (dev.platine.mcu.pin.can.CanBits.of(frame).length() + 3) * BIT_NS;
    }
}
