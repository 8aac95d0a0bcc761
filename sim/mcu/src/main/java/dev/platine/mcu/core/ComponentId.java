package dev.platine.mcu.core;

/** What the processor's debug and trace components say that they are: the last twelve words of their 4 KB. */
final class ComponentId {
    static final int FIRST = 0xFD0;

    private static final int ITM = 0x001;
    private static final int DWT = 0x002;
    private static final int SYSTEM_CONTROL = 0x00C;
    /** Component identification of what is no memory: 0xB105E00D, a byte a word. */
    private static final int[] PREAMBLE = {0x0D, 0xE0, 0x05, 0xB1};

    private ComponentId() {}

    static boolean isAt(int address) {
        int page = address >>> 12;
        return (address & 0xFFF) >= FIRST && (page == 0xE0000 || page == 0xE0001 || page == 0xE000E);
    }

    static int read(int address) {
        int offset = address & 0xFFF;
        if (offset >= 0xFF0) {
            return PREAMBLE[(offset - 0xFF0) >> 2];
        }
        int page = address >>> 12;
        int part = page == 0xE0000 ? ITM : page == 0xE0001 ? DWT : SYSTEM_CONTROL;
        return switch (offset) {
            case 0xFD0 -> 0x04;
            case 0xFE0 -> part;
            case 0xFE4 -> 0xB0;
            case 0xFE8 -> part == SYSTEM_CONTROL ? 0x0B : 0x3B;
            default -> 0;
        };
    }
}
