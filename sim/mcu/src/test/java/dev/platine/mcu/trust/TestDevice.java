package dev.platine.mcu.trust;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Device;
import dev.platine.mcu.bus.Memory;

/** A block that does to the processor what blocks of chips do, and notes who touched it, when and from where. */
final class TestDevice implements Device {
    static final int BASE = 0x40000000;
    static final int SIZE = 0x100;
    /** Another number at each read. */
    static final int COUNTER = 0x00;
    /** Raises a line (bits 24 to 27) in so many cycles (bits 0 to 15). */
    static final int ALARM = 0x04;
    /** What stands at address 0: 0 flash, 1 RAM, 2 nothing. */
    static final int REMAP = 0x08;
    /** Where {@link #ERASE} and {@link #PROGRAM} change flash. */
    static final int FLASH_ADDRESS = 0x0C;
    /** Clears bits of a word of flash. */
    static final int PROGRAM = 0x10;
    /** Sets all bits of 256 bytes of flash. */
    static final int ERASE = 0x14;
    /** Raises or lowers a line at once: its number, with bit 8 for high. */
    static final int LINE = 0x18;
    /** The time. */
    static final int NOW = 0x1C;
    /** Nothing answers here. */
    static final int REFUSED = 0x20;

    private static final int ERASED_BYTES = 256;

    private final Bare machine;
    private final int[] plain = new int[SIZE / 4];
    private int reads;

    TestDevice(Bare machine) {
        this.machine = machine;
    }

    void reset() {
        reads = 0;
        java.util.Arrays.fill(plain, 0);
    }

    int word(int offset) {
        return plain[offset >> 2];
    }

    @Override
    public long read(int offset, int size) {
        long value = (answer(offset) & 0xFFFFFFFFL) >>> 8 * (offset & 3) & 0xFFFFFFFFL >>> (32 - 8 * size);
        machine.events().note("read", offset, size, value, machine.processor().currentAddress());
        return offset == REFUSED ? Bus.ERROR : value;
    }

    private int answer(int offset) {
        return switch (offset & ~3) {
            case COUNTER -> ++reads * 0x9E3779B9;
            case NOW -> (int) machine.cycles();
            default -> plain[offset >> 2];
        };
    }

    @Override
    public long peek(int offset, int size) {
        return plain[offset >> 2];
    }

    @Override
    public boolean write(int offset, int size, int value) {
        machine.events().note("write", offset, size, value, machine.processor().currentAddress());
        if (offset == REFUSED) {
            return false;
        }
        plain[offset >> 2] = value;
        switch (offset) {
            case ALARM -> machine.alarm(value >>> 24 & 15, machine.cycles() + (value & 0xFFFF));
            case REMAP -> machine.remap(value);
            case PROGRAM -> clearBits(machine.flash(), plain[FLASH_ADDRESS >> 2], value);
            case ERASE -> erase(plain[FLASH_ADDRESS >> 2]);
            case LINE -> machine.processor().interrupt(value & 15, (value & 0x100) != 0);
            default -> {}
        }
        return true;
    }

    private static void clearBits(Memory flash, int address, int value) {
        int at = address & ~3;
        if (flash.contains(at, 4)) {
            flash.program(at, 4, value & (int) flash.read(at, 4));
        }
    }

    private void erase(int address) {
        int at = address & -ERASED_BYTES;
        for (int i = 0; i < ERASED_BYTES && machine.flash().contains(at, ERASED_BYTES); i += 4) {
            machine.flash().program(at + i, 4, -1);
        }
    }

    /** What takes plain stores to flash: they clear bits at once. */
    static Device flashStores(Bare machine) {
        return new Device() {
            @Override
            public long read(int offset, int size) {
                return Bus.ERROR;
            }

            @Override
            public long peek(int offset, int size) {
                return Bus.ERROR;
            }

            @Override
            public boolean write(int offset, int size, int value) {
                int shift = 8 * (offset & 3);
                int mask = (int) (0xFFFFFFFFL >>> (32 - 8 * size)) << shift;
                clearBits(machine.flash(), machine.flash().base() + offset, value << shift | ~mask);
                return true;
            }
        };
    }
}
