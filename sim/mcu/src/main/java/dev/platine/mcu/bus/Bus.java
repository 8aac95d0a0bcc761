package dev.platine.mcu.bus;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands at which address: memories, devices, the bit-band aliases of the first megabyte at 0x20000000 and 0x40000000. Knows
 * nothing of privilege and alignment. Used on the simulation's thread only.
 */
public final class Bus {
    /** Nothing answers. */
    public static final long ERROR = -1;

    private static final int ALIAS_BYTES = 0x02000000;

    private record Mapped(int base, int sizeBytes, Device device) {}

    private final List<Memory> memories = new ArrayList<>();
    private final List<Mapped> programmed = new ArrayList<>();
    private final List<Mapped> devices = new ArrayList<>();
    private @Nullable Mapped last;
    private @Nullable Memory alias;
    private int aliasBase;

    /** A bus with nothing on it. */
    public Bus() {}

    /**
     * Adds a memory.
     *
     * @param memory where nothing is yet
     */
    public void add(Memory memory) {
        memories.add(memory);
    }

    /**
     * Adds a memory whose stores go to a device, as those of flash go to its controller; loads and fetches go to the memory. The device
     * changes the memory by {@link Memory#program}.
     *
     * @param memory where nothing is yet, not writable
     * @param stores what {@link Device#write} is called of, with offsets from the memory's base
     * @throws IllegalArgumentException if plain stores change the memory
     */
    public void add(Memory memory, Device stores) {
        if (memory.writable()) {
            throw new IllegalArgumentException(
                    "must not be writable: memory at 0x" + Integer.toHexString(memory.base()));
        }
        memories.add(memory);
        programmed.add(new Mapped(memory.base(), memory.sizeBytes(), stores));
    }

    /**
     * Adds a device.
     *
     * @param base its first address
     * @param sizeBytes its size
     * @param device what answers
     */
    public void add(int base, int sizeBytes, Device device) {
        devices.add(new Mapped(base, sizeBytes, device));
    }

    /**
     * Shows a memory at a second address, as the boot pins do.
     *
     * @param base the second address
     * @param memory the memory, null for none
     */
    public void alias(int base, @Nullable Memory memory) {
        aliasBase = base;
        alias = memory;
    }

    /**
     * The memory of an address.
     *
     * @param address any, aliases are resolved by {@link #resolve} before
     * @return the memory, null if there is none
     */
    public @Nullable Memory memory(int address) {
        for (int i = 0; i < memories.size(); i++) {
            if (memories.get(i).contains(address, 1)) {
                return memories.get(i);
            }
        }
        return null;
    }

    /**
     * The address behind the boot alias.
     *
     * @param address any
     * @return the memory's own address, or the same
     */
    public int resolve(int address) {
        Memory shown = alias;
        boolean within = shown != null && Integer.compareUnsigned(address - aliasBase, shown.sizeBytes()) < 0;
        return within && shown != null ? address - aliasBase + shown.base() : address;
    }

    /**
     * Reads with effects.
     *
     * @param address aligned to the size, or within a memory
     * @param size 1, 2 or 4 bytes
     * @return the value without sign, or {@link #ERROR}
     */
    public long read(int address, int size) {
        return read(address, size, false);
    }

    /**
     * Reads without effects.
     *
     * @param address aligned to the size, or within a memory
     * @param size 1, 2 or 4 bytes
     * @return the value without sign, or {@link #ERROR}
     */
    public long peek(int address, int size) {
        return read(address, size, true);
    }

    private long read(int address, int size, boolean peek) {
        int at = resolve(address);
        Memory memory = memory(at);
        if (memory != null) {
            return memory.contains(at, size) ? memory.read(at, size) : ERROR;
        }
        if (isBitBand(at)) {
            long word = read(bitBandWord(at), 4, peek);
            return word == ERROR ? ERROR : word >> bitBandBit(at) & 1;
        }
        Mapped mapped = device(at);
        if (mapped == null) {
            return ERROR;
        }
        int offset = at - mapped.base;
        return peek ? mapped.device.peek(offset, size) : mapped.device.read(offset, size);
    }

    /**
     * Writes as a store does.
     *
     * @param address aligned to the size, or within a memory
     * @param size 1, 2 or 4 bytes
     * @param value what
     * @return whether something took it
     */
    public boolean write(int address, int size, int value) {
        int at = resolve(address);
        Memory memory = memory(at);
        if (memory != null) {
            return memory.contains(at, size) && store(memory, at, size, value);
        }
        if (isBitBand(at)) {
            int bit = 1 << bitBandBit(at);
            long word = read(bitBandWord(at), 4);
            int changed = (value & 1) != 0 ? (int) word | bit : (int) word & ~bit;
            return word != ERROR && write(bitBandWord(at), 4, changed);
        }
        Mapped mapped = device(at);
        return mapped != null && mapped.device.write(at - mapped.base, size, value);
    }

    private boolean store(Memory memory, int at, int size, int value) {
        if (memory.writable()) {
            memory.program(at, size, value);
            return true;
        }
        for (Mapped mapped : programmed) {
            if (mapped.base == memory.base()) {
                return mapped.device.write(at - mapped.base, size, value);
            }
        }
        return false;
    }

    private static boolean isBitBand(int address) {
        return Integer.compareUnsigned(address - 0x22000000, ALIAS_BYTES) < 0
                || Integer.compareUnsigned(address - 0x42000000, ALIAS_BYTES) < 0;
    }

    private static int bitBandWord(int address) {
        return (address & 0xF0000000) + ((address & ALIAS_BYTES - 1) >>> 5 & ~3);
    }

    private static int bitBandBit(int address) {
        return address >>> 2 & 31;
    }

    private @Nullable Mapped device(int address) {
        Mapped recent = last;
        if (recent != null && Integer.compareUnsigned(address - recent.base, recent.sizeBytes) < 0) {
            return recent;
        }
        for (Mapped mapped : devices) {
            if (Integer.compareUnsigned(address - mapped.base, mapped.sizeBytes) < 0) {
                last = mapped;
                return mapped;
            }
        }
        return null;
    }
}
