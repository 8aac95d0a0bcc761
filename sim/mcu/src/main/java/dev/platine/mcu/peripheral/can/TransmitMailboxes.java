package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.pin.can.CanBits;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.register.RegisterFile;
import org.jspecify.annotations.Nullable;

/** The three transmit mailboxes and their status register (RM0090 section 32.7.1). Used on the simulation's thread only. */
final class TransmitMailboxes {
    static final int COUNT = 3;
    static final int RQCP = 1;
    static final int TXOK = 1 << 1;
    static final int ALST = 1 << 2;
    static final int TERR = 1 << 3;
    static final int ABRQ = 1 << 7;
    static final int TGT = 1 << 8;

    private static final int TXRQ = 1;
    private static final int NOBODY = -1;

    private final RegisterFile registers;
    private final boolean[] pending = new boolean[COUNT];
    private final long[] order = new long[COUNT];
    private long requests;
    private int sending = NOBODY;

    TransmitMailboxes(RegisterFile registers) {
        this.registers = registers;
    }

    void clear() {
        java.util.Arrays.fill(pending, false);
        sending = NOBODY;
        status();
    }

    static int register(int mailbox) {
        return CanRegisters.TX + CanRegisters.MAILBOX * mailbox;
    }

    /** Whether a mailbox's registers take writes. */
    boolean isEmpty(int mailbox) {
        return !pending[mailbox];
    }

    boolean anyPending() {
        return pending[0] || pending[1] || pending[2];
    }

    /** A mailbox's identifier register was written. */
    void written(int mailbox) {
        if (registers.has(register(mailbox), TXRQ)) {
            pending[mailbox] = true;
            order[mailbox] = requests++;
            registers.put(CanRegisters.TSR, 0xFF << (8 * mailbox), false);
            status();
        }
    }

    /** The status register was written: completion acknowledged, or an abort wanted. */
    void statusWritten(int written) {
        for (int i = 0; i < COUNT; i++) {
            int bits = written >>> (8 * i);
            if ((bits & RQCP) != 0) {
                registers.put(CanRegisters.TSR, (RQCP | TXOK | ALST | TERR) << (8 * i), false);
            }
            if ((bits & ABRQ) != 0 && pending[i] && i != sending) {
                complete(i, 0);
            } else if ((bits & ABRQ) != 0 && !pending[i]) {
                registers.put(CanRegisters.TSR, ABRQ << (8 * i), false);
            }
        }
        status();
    }

    private boolean before(int a, int b) {
        if ((registers.get(CanRegisters.MCR) & CanRegisters.TXFP) != 0) {
            return order[a] < order[b];
        }
        long first = CanBits.rank(frame(a));
        long second = CanBits.rank(frame(b));
        return first < second || (first == second && a < b);
    }

    /** Of those pending the one of highest or lowest priority. */
    private int pick(boolean highest) {
        int picked = NOBODY;
        for (int i = 0; i < COUNT; i++) {
            if (pending[i] && (picked == NOBODY || before(i, picked) == highest)) {
                picked = i;
            }
        }
        return picked;
    }

    /** Schedules the mailbox of highest priority. */
    @Nullable
    CanFrame schedule(boolean triggered, int time) {
        sending = pick(true);
        if (sending == NOBODY) {
            return null;
        }
        int control = register(sending) + 4;
        if (triggered) {
            registers.set(control, (registers.get(control) & 0xFFFF) | (time << 16));
            boolean global = registers.has(control, TGT) && (registers.get(control) & 0xF) == 8;
            if (global) {
                int high = register(sending) + 12;
                int stamp = (time & 0xFF) << 24 | (time & 0xFF00) << 8;
                registers.set(high, (registers.get(high) & 0xFFFF) | stamp);
            }
        }
        return frame(sending);
    }

    private CanFrame frame(int mailbox) {
        int at = register(mailbox);
        int identifier = registers.get(at);
        boolean extended = (identifier & 4) != 0;
        long low = registers.get(at + 8) & 0xFFFFFFFFL;
        return new CanFrame(
                extended ? identifier >>> 3 : identifier >>> 21,
                extended,
                (identifier & 2) != 0,
                registers.get(at + 4) & 0xF,
                (long) registers.get(at + 12) << 32 | low);
    }

    /** The scheduled frame was sent. */
    void sent() {
        if (sending != NOBODY) {
            complete(sending, TXOK);
        }
        sending = NOBODY;
        status();
    }

    /** The scheduled frame did not get through: lost or disturbed. */
    void failed(int why) {
        if (sending != NOBODY) {
            int shift = 8 * sending;
            registers.put(CanRegisters.TSR, (TXOK | ALST | TERR) << shift, false);
            registers.put(CanRegisters.TSR, why << shift, true);
            boolean once = registers.has(CanRegisters.MCR, CanRegisters.NART);
            if (once || registers.has(CanRegisters.TSR, ABRQ << shift)) {
                complete(sending, why);
            }
        }
        sending = NOBODY;
        status();
    }

    /** What was sent breaks off with the controller's clock: it waits again. */
    void stopped() {
        sending = NOBODY;
    }

    private void complete(int mailbox, int result) {
        pending[mailbox] = false;
        registers.put(register(mailbox), TXRQ, false);
        registers.put(CanRegisters.TSR, 0xFF << (8 * mailbox), false);
        registers.put(CanRegisters.TSR, (RQCP | result) << (8 * mailbox), true);
    }

    /** CODE, TME and LOW follow from the mailboxes. */
    private void status() {
        int lowest = pick(false);
        int bits = 0;
        int code = lowest;
        int waiting = 0;
        for (int i = COUNT - 1; i >= 0; i--) {
            bits |= pending[i] ? 0 : 1 << (26 + i);
            code = pending[i] ? code : i;
            waiting += pending[i] ? 1 : 0;
        }
        bits |= code << 24 | (waiting > 1 ? 1 << (29 + lowest) : 0);
        registers.set(CanRegisters.TSR, (registers.get(CanRegisters.TSR) & 0x00FFFFFF) | bits);
    }

    /** Whether a request is completed and not acknowledged. */
    boolean completed() {
        return registers.has(CanRegisters.TSR, RQCP | RQCP << 8 | RQCP << 16);
    }
}
