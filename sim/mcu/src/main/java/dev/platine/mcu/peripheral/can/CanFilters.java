package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.register.RegisterFile;

/** The filter banks that both controllers share (RM0090 section 32.7.4). Used on the simulation's thread only. */
final class CanFilters {
    /** No filter lets the frame pass. */
    static final int NONE = -1;

    private final RegisterFile registers;
    private int best;
    private int bestRank;

    CanFilters(RegisterFile registers) {
        this.registers = registers;
    }

    /**
     * Finds the filter of a frame: of those that match, 32 bits go before 16, lists before masks, lower numbers before higher ones. Numbers count
     * for each FIFO from the controller's first bank on, banks that are not active included.
     *
     * @return the FIFO in bit 8, the filter's number below; or {@link #NONE}
     */
    int match(CanFrame frame, boolean second) {
        best = NONE;
        bestRank = Integer.MAX_VALUE;
        if ((registers.get(CanRegisters.FMR) & 1) != 0) {
            return NONE;
        }
        int split = Math.min(registers.get(CanRegisters.FMR) >>> 8 & 0x3F, CanRegisters.BANKS);
        int end = second ? CanRegisters.BANKS : split;
        int[] number = new int[2];
        for (int bank = second ? split : 0; bank < end; bank++) {
            boolean wide = bit(CanRegisters.FS1R, bank);
            boolean list = bit(CanRegisters.FM1R, bank);
            int fifo = bit(CanRegisters.FFA1R, bank) ? 1 : 0;
            int count = (wide ? 1 : 2) * (list ? 2 : 1);
            int rank = (wide ? 0 : 2) + (list ? 0 : 1);
            if (bit(CanRegisters.FA1R, bank) && rank < bestRank) {
                int at = passes(bank, wide, list, frame);
                if (at >= 0) {
                    best = (fifo << 8) | (number[fifo] + at);
                    bestRank = rank;
                }
            }
            number[fifo] += count;
        }
        return best;
    }

    private boolean bit(int register, int bank) {
        return (registers.get(register) >>> bank & 1) != 0;
    }

    /** Which of a bank's filters lets the frame pass, -1 for none. */
    private int passes(int bank, boolean wide, boolean list, CanFrame frame) {
        int first = registers.get(CanRegisters.BANK + 8 * bank);
        int second = registers.get(CanRegisters.BANK + 8 * bank + 4);
        if (wide) {
            int id = identifier(frame);
            boolean matches = ((id ^ first) & (list ? ~1 : second & ~1)) == 0;
            return matches ? 0 : list && ((id ^ second) & ~1) == 0 ? 1 : -1;
        }
        int id = narrow(frame);
        if (list) {
            int[] ids = {first & 0xFFFF, first >>> 16, second & 0xFFFF, second >>> 16};
            for (int i = 0; i < ids.length; i++) {
                if (ids[i] == id) {
                    return i;
                }
            }
            return -1;
        }
        boolean low = ((id ^ first) & first >>> 16 & 0xFFFF) == 0;
        return low ? 0 : ((id ^ second) & second >>> 16 & 0xFFFF) == 0 ? 1 : -1;
    }

    /** As the identifier stands in a mailbox and in a 32-bit filter. */
    static int identifier(CanFrame frame) {
        int id = frame.extended() ? frame.id() << 3 | 4 : frame.id() << 21;
        return id | (frame.remote() ? 2 : 0);
    }

    /** STID[10:0], RTR, IDE, EXID[17:15]. */
    private static int narrow(CanFrame frame) {
        int remote = frame.remote() ? 1 << 4 : 0;
        return frame.extended()
                ? frame.id() >>> 18 << 5 | remote | 1 << 3 | ((frame.id() >>> 15) & 7)
                : frame.id() << 5 | remote;
    }
}
