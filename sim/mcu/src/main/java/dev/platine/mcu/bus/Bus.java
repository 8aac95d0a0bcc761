package dev.platine.mcu.bus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands at which address: memories, devices, the bit-band aliases of the first megabyte at 0x20000000 and 0x40000000. Knows
 * nothing of privilege and alignment. Used on the simulation's thread only.
 */
public final class Bus {
    /** Nothing answers. */
    public static final long ERROR = -1;

    /** Where the blocks of {@link #blocks} begin. */
    public static final int FIRST_BLOCK = 0x40000000;

    /** So many bytes has a page with a block. */
    public static final int BLOCK_BYTES = 1024;

    private static final int BLOCKS = 512;
    private static final int BIT_BAND_BYTES = 0x02000000;
    private static final int MEGABYTE_BITS = 20;
    private static final int PAGE_BITS = 10;
    private static final int PAGES = 1 << (MEGABYTE_BITS - PAGE_BITS);

    private final List<Part> memories = new ArrayList<>();
    private final List<Part> devices = new ArrayList<>();
    private final List<Part> bitBands =
            List.of(new Part(0x22000000, BIT_BAND_BYTES, null, null), new Part(0x42000000, BIT_BAND_BYTES, null, null));
    /** What was met last in each page of 1 KB, by megabytes: nearly always what is met there next. */
    private final @Nullable Part[] @Nullable [] met = new Part[1 << (32 - MEGABYTE_BITS)][];

    private final @Nullable WordDevice[] blocks = new WordDevice[BLOCKS];
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
        memories.add(new Part(memory.base(), memory.sizeBytes(), memory, null));
        mapChanged();
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
        memories.add(new Part(memory.base(), memory.sizeBytes(), memory, stores));
        mapChanged();
    }

    /**
     * Adds a device.
     *
     * @param base its first address
     * @param sizeBytes its size
     * @param device what answers
     */
    public void add(int base, int sizeBytes, Device device) {
        devices.add(new Part(base, sizeBytes, null, device));
        mapChanged();
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
        mapChanged();
    }

    /**
     * The memory of an address.
     *
     * @param address any, aliases are resolved by {@link #resolve} before
     * @return the memory, null if there is none
     */
    public @Nullable Memory memory(int address) {
        Part part = part(address);
        if (part != null && part.isAlias()) {
            part = find(memories, address);
        }
        return part == null ? null : part.memory;
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
     * Whether a memory answers, so that an access need not be aligned.
     *
     * @param address any
     * @return whether the bytes of a memory are there, at an alias too
     */
    public boolean isMemory(int address) {
        Part part = part(address);
        return part != null && part.memory != null;
    }

    private void mapChanged() {
        Arrays.fill(met, null);
        Arrays.fill(blocks, null);
    }

    private boolean isAlone(Part part) {
        boolean alone = part.sizeBytes <= BLOCK_BYTES && (part.base & (BLOCK_BYTES - 1)) == 0;
        for (int i = 0; i < devices.size() && alone; i++) {
            Part other = devices.get(i);
            alone = other == part || (other.base ^ part.base) >>> PAGE_BITS != 0;
        }
        return alone;
    }

    /**
     * The blocks of registers that have a page of 1 KB for themselves, page by page from {@link #FIRST_BLOCK} on, as far as they were met: for
     * engines' fast paths. An offset in the page is one in the block.
     *
     * @return not a copy: it follows what is met and what is added later
     */
    public @Nullable WordDevice[] blocks() {
        return blocks;
    }

    private @Nullable Part part(int address) {
        @Nullable Part[] pages = met[address >>> MEGABYTE_BITS];
        if (pages != null) {
            Part part = pages[address >>> PAGE_BITS & (PAGES - 1)];
            if (part != null && part.covers(address)) {
                return part;
            }
        }
        return meet(address);
    }

    private @Nullable Part meet(int address) {
        int at = resolve(address);
        Part found = find(memories, at);
        found = found != null && at != address ? found.at(found.base + address - at) : found;
        found = found == null ? find(bitBands, at) : found;
        found = found == null ? find(devices, at) : found;
        if (found != null) {
            @Nullable Part[] pages = met[address >>> MEGABYTE_BITS];
            if (pages == null) {
                pages = new Part[PAGES];
                met[address >>> MEGABYTE_BITS] = pages;
            }
            pages[address >>> PAGE_BITS & (PAGES - 1)] = found;
            int page = (address - FIRST_BLOCK) >>> PAGE_BITS;
            if (page < BLOCKS && isAlone(found)) {
                blocks[page] = found.words;
            }
        }
        return found;
    }

    private static @Nullable Part find(List<Part> parts, int address) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).covers(address)) {
                return parts.get(i);
            }
        }
        return null;
    }

    /**
     * Reads with effects.
     *
     * @param address aligned to the size, or within a memory
     * @param size 1, 2 or 4 bytes
     * @return the value without sign, or {@link #ERROR}
     */
    public long read(int address, int size) {
        Part part = part(address);
        if (part == null) {
            return ERROR;
        }
        WordDevice words = part.words;
        return words != null ? words.read(address - part.base, size) : readOther(part, address, size, false);
    }

    /**
     * Reads without effects.
     *
     * @param address aligned to the size, or within a memory
     * @param size 1, 2 or 4 bytes
     * @return the value without sign, or {@link #ERROR}
     */
    public long peek(int address, int size) {
        Part part = part(address);
        return part == null ? ERROR : readOther(part, address, size, true);
    }

    private long readOther(Part part, int address, int size, boolean peek) {
        int offset = address - part.base;
        Memory memory = part.memory;
        if (memory != null) {
            return offset + size <= part.sizeBytes ? memory.read(memory.base() + offset, size) : ERROR;
        }
        Device device = part.device;
        if (device != null) {
            return peek ? device.peek(offset, size) : device.read(offset, size);
        }
        long word = peek ? peek(bitBandWord(address), 4) : read(bitBandWord(address), 4);
        return word == ERROR ? ERROR : word >> bitBandBit(address) & 1;
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
        Part part = part(address);
        if (part == null) {
            return false;
        }
        int offset = address - part.base;
        WordDevice words = part.words;
        return words != null ? words.write(offset, size, value) : writeOther(part, address, size, value);
    }

    private boolean writeOther(Part part, int address, int size, int value) {
        int offset = address - part.base;
        Memory memory = part.memory;
        Device device = part.device;
        if (memory != null && offset + size > part.sizeBytes) {
            return false;
        }
        if (device != null) {
            return device.write(offset, size, value);
        }
        if (memory == null) {
            return writeBit(address, value);
        }
        if (memory.writable()) {
            memory.program(memory.base() + offset, size, value);
        }
        return memory.writable();
    }

    private boolean writeBit(int address, int value) {
        int bit = 1 << bitBandBit(address);
        long word = read(bitBandWord(address), 4);
        int changed = (value & 1) != 0 ? (int) word | bit : (int) word & ~bit;
        return word != ERROR && write(bitBandWord(address), 4, changed);
    }

    private static int bitBandWord(int address) {
        return (address & 0xF0000000) + ((address & BIT_BAND_BYTES - 1) >>> 5 & ~3);
    }

    private static int bitBandBit(int address) {
        return address >>> 2 & 31;
    }
}
