package dev.platine.mcu.peripheral.flash;

import dev.platine.mcu.bus.Memory;

/** The option bytes, at the places that they have in OPTCR, and as they are shown in memory. They outlive everything. */
final class OptionBytes {
    static final int RESET = 0x0FFFAAEC;
    static final int RDP = 0xFF << 8;
    static final int LEVEL_0 = 0xAA << 8;
    static final int LEVEL_2 = 0xCC << 8;
    private static final int WDG_SW = 1 << 5;
    private static final int RST_STOP = 1 << 6;
    private static final int RST_STDBY = 1 << 7;

    private final Memory memory;
    private int bits = RESET;

    OptionBytes(Memory memory) {
        this.memory = memory;
        show();
    }

    int bits() {
        return bits;
    }

    void program(int optcr) {
        bits = optcr & ~3;
        show();
    }

    private void show() {
        java.util.Arrays.fill(memory.bytes(), (byte) -1);
        memory.program(memory.base(), 4, 0xFFFF0000 | (bits & 0xFF00) | (bits & 0xEC) | 0x13);
        memory.program(memory.base() + 8, 4, 0xFFFFF000 | (bits >>> 16 & 0xFFF));
    }

    int level() {
        int rdp = bits & RDP;
        return rdp == LEVEL_0 ? 0 : rdp == LEVEL_2 ? 2 : 1;
    }

    boolean protects(int sector) {
        return (bits >>> (16 + sector) & 1) == 0;
    }

    boolean protectsAny(int sectors) {
        return (~bits >>> 16 & (1 << sectors) - 1) != 0;
    }

    int brownOutLevel() {
        return bits >>> 2 & 3;
    }

    boolean hardwareWatchdog() {
        return (bits & WDG_SW) == 0;
    }

    boolean resetsInStop() {
        return (bits & RST_STOP) == 0;
    }

    boolean resetsInStandby() {
        return (bits & RST_STDBY) == 0;
    }
}
