package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.register.RegisterFile;

/** A FIFO of three received frames; the first one shows in the output mailbox. Used on the simulation's thread only. */
final class ReceiveFifo {
    static final int PENDING = 3;
    static final int FULL = 1 << 3;
    static final int OVERRUN = 1 << 4;
    static final int RELEASE = 1 << 5;

    private static final int DEPTH = 3;

    private final RegisterFile registers;
    private final int status;
    private final int mailbox;
    private final int[][] slots = new int[DEPTH][4];
    private int first;
    private int count;

    ReceiveFifo(RegisterFile registers, int number) {
        this.registers = registers;
        status = number == 0 ? CanRegisters.RF0R : CanRegisters.RF1R;
        mailbox = CanRegisters.RECEIVE + CanRegisters.MAILBOX * number;
    }

    /** Forgets all frames; the output mailbox keeps what it shows. */
    void clear() {
        count = 0;
        show();
    }

    /** Takes a frame; a full FIFO loses it if locked, else the last one before it. */
    void put(int identifier, int control, long data, boolean locked) {
        boolean full = count == DEPTH;
        if (full) {
            registers.put(status, OVERRUN, true);
        }
        if (!full || !locked) {
            int[] slot = slots[(first + (full ? DEPTH - 1 : count)) % DEPTH];
            slot[0] = identifier;
            slot[1] = control;
            slot[2] = (int) data;
            slot[3] = (int) (data >>> 32);
            count = full ? DEPTH : count + 1;
            registers.put(status, FULL, count == DEPTH || registers.has(status, FULL));
        }
        show();
    }

    /** The software is done with the output mailbox. */
    void release() {
        if (count > 0) {
            count--;
            first = (first + 1) % DEPTH;
        }
        registers.put(status, RELEASE, false);
        show();
    }

    private void show() {
        registers.set(status, (registers.get(status) & ~PENDING) | count);
        if (count > 0) {
            for (int i = 0; i < 4; i++) {
                registers.set(mailbox + 4 * i, slots[first][i]);
            }
        }
    }

    /** Whether an interrupt is due; enables are those of message, full, overrun in the lowest bits. */
    boolean interrupts(int enables) {
        int flags = registers.get(status);
        return (count > 0 && (enables & 1) != 0)
                || ((flags & FULL) != 0 && (enables & 2) != 0)
                || ((flags & OVERRUN) != 0 && (enables & 4) != 0);
    }
}
