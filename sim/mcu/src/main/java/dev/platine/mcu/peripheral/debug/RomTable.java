package dev.platine.mcu.peripheral.debug;

import dev.platine.mcu.bus.Device;

/** The table at 0xE00FF000 by which a debugger finds the processor's debug and trace components, and which chip this is. Read only. */
public final class RomTable implements Device {
    /** Where it stands. */
    public static final int BASE = 0xE00FF000;

    /** How large it is. */
    public static final int BYTES = 0x1000;

    /** System control space, DWT, FPB, ITM, TPIU, ETM: where from here, and that it is there. */
    private static final int[] ENTRIES = {0xFFF0F003, 0xFFF02003, 0xFFF03003, 0xFFF01003, 0xFFF41003, 0xFFF42003};

    private static final int MEMORY_TYPE = 0xFCC;
    private static final int FIRST_ID = 0xFD0;
    private static final int PREAMBLE = 0xB105100D;
    /** The upper half of the maker's JEDEC code, 0x20; the lower one is 0. */
    private static final int MAKER_HIGH = 2;

    private final int device;

    /**
     * A chip's table.
     *
     * @param idCode its DBGMCU_IDCODE
     */
    public RomTable(int idCode) {
        device = idCode & 0xFFF;
    }

    private int word(int offset) {
        if (offset < 4 * ENTRIES.length) {
            return ENTRIES[offset >> 2];
        }
        if (offset >= 0xFF0) {
            return PREAMBLE >>> (2 * (offset - 0xFF0)) & 0xFF;
        }
        return switch (offset) {
            case MEMORY_TYPE -> 1;
            case FIRST_ID -> 0;
            case 0xFE0 -> device & 0xFF;
            case 0xFE4 -> device >>> 8;
            case 0xFE8 -> 1 << 3 | MAKER_HIGH;
            default -> 0;
        };
    }

    @Override
    public long read(int offset, int size) {
        return peek(offset, size);
    }

    @Override
    public long peek(int offset, int size) {
        long word = word(offset & ~3) & 0xFFFFFFFFL;
        return word >>> (8 * (offset & 3)) & 0xFFFFFFFFL >>> (32 - 8 * size);
    }

    @Override
    public boolean write(int offset, int size, int value) {
        return true;
    }
}
