package dev.platine.mcu.core;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.bus.WordDevice;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.InstructionTable;
import dev.platine.mcu.isa.Row;
import org.jspecify.annotations.Nullable;

/**
 * The processor's registers and its way to memory, as engines use them: open fields, no checks. Used on the simulation's thread only.
 *
 * <p>Flags are kept apart: {@link #n} by its sign, {@link #z} set when zero, {@link #c} 0 or 1, {@link #v} by its sign. {@code r[13]} is
 * the stack pointer in use, {@code r[15]} is not used: see {@link #pc}.
 */
public final class Cpu {
    /** An instruction could not be carried out; see {@link #fault}. */
    public static final int TRAP = 1;
    /** Something outside the engine has to be looked at after this instruction. */
    public static final int LOOK = 2;

    /** The flags of FPSCR that make an interrupt: all but the inexact result. */
    public static final int FLOAT_INTERRUPT = 0x8F;

    private static final @Nullable WordDevice[] NO_BLOCKS = {};
    private static final int PAGE_BITS = Integer.numberOfTrailingZeros(Bus.BLOCK_BYTES);

    /** R0 to R14. */
    public final int[] r = new int[16];
    /** S0 to S31. */
    public final int[] s = new int[32];
    /** The instruction to come; during an instruction, the one behind it. */
    public int pc;
    /** The instruction that is carried out, or was last. */
    public int at;
    /** N in its sign. */
    public int n;
    /** Zero when Z is set. */
    public int z = 1;
    /** C, 0 or 1. */
    public int c;
    /** V in its sign. */
    public int v;
    /** Q, 0 or 1. */
    public int q;
    /** GE, four bits. */
    public int ge;
    /** The state of the IT block, 0 for none. */
    public int it;
    /** FPSCR with its flags; who changes {@link #FLOAT_INTERRUPT} of it calls {@link SystemState#floatFlags}. */
    public int fpscr;
    /** Why the engine has to stop: {@link #TRAP}, {@link #LOOK}. */
    public int attention;
    /** How many instructions the engine may still do, kept for who reads the time in the middle. */
    public int left;
    /** How many more than an engine's translated code knows of: it is added to what that tells for {@link #left}. */
    public int beyond;
    /** Whether a load-exclusive was done and nothing since that a store-exclusive fails by. This processor marks no address. */
    public boolean exclusive;
    /** What trapped, valid with {@link #TRAP}. */
    public Fault fault = Fault.NONE;
    /** The address that trapped, where the fault has one. */
    public int faultAddress;
    /** Whether the instruction that is carried out may use the floating-point unit as it is. */
    public boolean floatReady;
    /** Whether every fetch has to be checked, and every access to data. */
    public boolean checksFetch;
    /** Not 0 when a region was left at an instruction that it holds only in a short form. */
    public int far;
    /** Whether somebody has to be told of data accesses; the fast paths are off then. */
    public boolean watched;
    /** What knows modes, special registers and exceptions. */
    public final SystemState system;

    private final Bus bus;
    private byte[] ram = new byte[0];
    private @Nullable Memory ramMemory;
    private int ramBase;
    private int ramEnd;
    private byte[] flash = new byte[0];
    private int flashBase;
    private int flashEnd;
    private @Nullable WordDevice[] blocks = NO_BLOCKS;

    /**
     * A processor out of reset, without having fetched its vectors.
     *
     * @param bus its memory
     * @param system what surrounds it
     */
    public Cpu(Bus bus, SystemState system) {
        this.bus = bus;
        this.system = system;
    }

    /**
     * Gives the fast paths their memories.
     *
     * @param fastRam what is read and written most, null for no fast path
     * @param fastFlash what is read most besides, null for none
     */
    public void fast(@Nullable Memory fastRam, @Nullable Memory fastFlash) {
        ramMemory = fastRam;
        ram = fastRam == null ? new byte[0] : fastRam.bytes();
        ramBase = fastRam == null ? 0 : fastRam.base();
        ramEnd = Math.max(ram.length - 3, 0);
        flash = fastFlash == null ? new byte[0] : fastFlash.bytes();
        flashBase = fastFlash == null ? 0 : fastFlash.base();
        flashEnd = Math.max(flash.length - 3, 0);
        blocks = watched || checksFetch ? NO_BLOCKS : bus.blocks();
    }

    /**
     * The memory that {@link #fast} was given to read and write.
     *
     * @return null while the fast paths are off
     */
    public @Nullable Memory fastRam() {
        return ramMemory;
    }

    /**
     * The memory of code at its own address, not at an alias.
     *
     * @param address of an instruction
     * @return null if there is none from which instructions can be fetched
     */
    public @Nullable Memory codeMemory(int address) {
        Memory memory = bus.memory(address);
        return memory != null && memory.isFetchable() ? memory : null;
    }

    /**
     * N, Z, C, V, Q and GE at APSR's places.
     *
     * @return APSR
     */
    public int apsr() {
        return (n & 0x80000000) | (z == 0 ? 1 << 30 : 0) | c << 29 | v >>> 31 << 28 | q << 27 | ge << 16;
    }

    /**
     * Sets N, Z, C, V and Q.
     *
     * @param value at APSR's places
     */
    public void flags(int value) {
        n = value;
        z = ~value & 1 << 30;
        c = value >>> 29 & 1;
        v = value << 3;
        q = value >>> 27 & 1;
    }

    /**
     * Notes a trap. The instruction has no effect then.
     *
     * @param what which
     * @param address the address that it was about, 0 if none
     */
    public void trap(Fault what, int address) {
        fault = what;
        faultAddress = address;
        attention |= TRAP;
    }

    /**
     * Loads a word, at any alignment.
     *
     * @param address where
     * @return the word; 0 after a trap
     */
    public int load32(int address) {
        int at = address - ramBase;
        if (Integer.compareUnsigned(at, ramEnd) < 0) {
            return (int) Memory.INT.get(ram, at);
        }
        WordDevice block = block(address);
        if (block != null) {
            return loaded(address, block.read(address & (Bus.BLOCK_BYTES - 1), 4));
        }
        at = address - flashBase;
        if (Integer.compareUnsigned(at, flashEnd) < 0) {
            return (int) Memory.INT.get(flash, at);
        }
        return slowLoad(address, 4, false);
    }

    private @Nullable WordDevice block(int address) {
        @Nullable WordDevice[] now = blocks;
        int page = (address - Bus.FIRST_BLOCK) >>> PAGE_BITS;
        return page < now.length && (address & 3) == 0 ? now[page] : null;
    }

    /**
     * Loads a halfword, at any alignment.
     *
     * @param address where
     * @return the halfword without sign; 0 after a trap
     */
    public int load16(int address) {
        int at = address - ramBase;
        if (Integer.compareUnsigned(at, ramEnd) < 0) {
            return (short) Memory.SHORT.get(ram, at) & 0xFFFF;
        }
        at = address - flashBase;
        if (Integer.compareUnsigned(at, flashEnd) < 0) {
            return (short) Memory.SHORT.get(flash, at) & 0xFFFF;
        }
        return slowLoad(address, 2, false);
    }

    /**
     * Loads a byte.
     *
     * @param address where
     * @return the byte without sign; 0 after a trap
     */
    public int load8(int address) {
        int at = address - ramBase;
        if (Integer.compareUnsigned(at, ramEnd) < 0) {
            return ram[at] & 0xFF;
        }
        at = address - flashBase;
        if (Integer.compareUnsigned(at, flashEnd) < 0) {
            return flash[at] & 0xFF;
        }
        return slowLoad(address, 1, false);
    }

    /**
     * Stores a word, at any alignment.
     *
     * @param address where
     * @param value what
     */
    public void store32(int address, int value) {
        int at = address - ramBase;
        if (Integer.compareUnsigned(at, ramEnd) < 0) {
            Memory.INT.set(ram, at, value);
            forget(at, 4);
            return;
        }
        WordDevice block = block(address);
        if (block == null) {
            slowStore(address, 4, value, false);
        } else if (!block.write(address & (Bus.BLOCK_BYTES - 1), 4, value)) {
            busFault(address);
        }
    }

    /**
     * Stores a halfword, at any alignment.
     *
     * @param address where
     * @param value what, in the lower half
     */
    public void store16(int address, int value) {
        int at = address - ramBase;
        if (Integer.compareUnsigned(at, ramEnd) < 0) {
            Memory.SHORT.set(ram, at, (short) value);
            forget(at, 2);
        } else {
            slowStore(address, 2, value, false);
        }
    }

    /**
     * Stores a byte.
     *
     * @param address where
     * @param value what, in the lowest byte
     */
    public void store8(int address, int value) {
        int at = address - ramBase;
        if (Integer.compareUnsigned(at, ramEnd) < 0) {
            ram[at] = (byte) value;
            forget(at, 1);
        } else {
            slowStore(address, 1, value, false);
        }
    }

    private void forget(int at, int size) {
        Memory memory = ramMemory;
        if (memory != null && memory.hasCode()) {
            memory.changed(at, size);
        }
    }

    /**
     * Loads past the fast paths: protection, alignment, devices.
     *
     * @param address where
     * @param size 1, 2 or 4 bytes
     * @param unprivileged whether as an unprivileged access
     * @return the value without sign; 0 after a trap
     */
    public int slowLoad(int address, int size, boolean unprivileged) {
        if ((address & size - 1) != 0 || watched || checksFetch) {
            return carefulLoad(address, size, unprivileged);
        }
        return get(address, size, unprivileged);
    }

    /** Loads with all that may stand in the way. */
    private int carefulLoad(int address, int size, boolean unprivileged) {
        if (!mayAccess(address, size, false, unprivileged)) {
            return 0;
        }
        int value = load(address, size, unprivileged);
        if (watched && (attention & TRAP) == 0) {
            system.accessed(address, size, false, value);
        }
        return value;
    }

    private int load(int address, int size, boolean unprivileged) {
        if ((address & size - 1) != 0 && !bus.isMemory(address)) {
            return loadBytes(address, size);
        }
        return get(address, size, unprivileged);
    }

    private int get(int address, int size, boolean unprivileged) {
        return loaded(address, isPrivate(address) ? system.read(address, size, unprivileged) : bus.read(address, size));
    }

    private int loaded(int address, long value) {
        if (value == Bus.ERROR) {
            busFault(address);
            return 0;
        }
        return (int) value;
    }

    private void busFault(int address) {
        if (!system.ignoresBusFault(address)) {
            trap(Fault.PRECISE_BUS, address);
        }
    }

    /**
     * Stores past the fast paths: protection, alignment, devices.
     *
     * @param address where
     * @param size 1, 2 or 4 bytes
     * @param value what
     * @param unprivileged whether as an unprivileged access
     */
    public void slowStore(int address, int size, int value, boolean unprivileged) {
        if ((address & size - 1) != 0 || watched || checksFetch) {
            carefulStore(address, size, value, unprivileged);
        } else if (!put(address, size, value, unprivileged)) {
            busFault(address);
        }
    }

    /** Stores with all that may stand in the way. */
    private void carefulStore(int address, int size, int value, boolean unprivileged) {
        if (!mayAccess(address, size, true, unprivileged)) {
            return;
        }
        if (watched) {
            system.accessing(address, size);
        }
        store(address, size, value, unprivileged);
        if (watched && (attention & TRAP) == 0) {
            system.accessed(address, size, true, value);
        }
    }

    private boolean put(int address, int size, int value, boolean unprivileged) {
        return isPrivate(address) ? system.write(address, size, value, unprivileged) : bus.write(address, size, value);
    }

    private void store(int address, int size, int value, boolean unprivileged) {
        if ((address & size - 1) != 0) {
            Memory memory = bus.memory(bus.resolve(address));
            if (memory == null || !memory.writable()) {
                storeBytes(address, size, value);
                return;
            }
        }
        if (!put(address, size, value, unprivileged)) {
            busFault(address);
        }
    }

    private boolean mayAccess(int address, int size, boolean store, boolean unprivileged) {
        if ((address & size - 1) != 0 && (system.trapsUnaligned() || isPrivate(address))) {
            trap(Fault.UNALIGNED, address);
            return false;
        }
        Fault refused = system.check(address, size, store, unprivileged);
        if (refused != Fault.NONE) {
            trap(refused, address);
        }
        return refused == Fault.NONE;
    }

    private static boolean isPrivate(int address) {
        return address >>> 20 == 0xE00;
    }

    private int loadBytes(int address, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            long part = bus.read(address + i, 1);
            if (part == Bus.ERROR) {
                busFault(address + i);
                return 0;
            }
            value |= (int) part << (8 * i);
        }
        return value;
    }

    private void storeBytes(int address, int size, int value) {
        for (int i = 0; i < size; i++) {
            if (!bus.write(address + i, 1, value >>> (8 * i))) {
                busFault(address + i);
                return;
            }
        }
    }

    /**
     * Whether an address must be aligned for an instruction that always wants it; notes the trap if it is not.
     *
     * @param address where
     * @param size 2 or 4 bytes
     * @return whether it is aligned
     */
    public boolean aligned(int address, int size) {
        if ((address & size - 1) != 0) {
            trap(Fault.UNALIGNED, address);
            return false;
        }
        return true;
    }

    /**
     * The memory that instructions are fetched from.
     *
     * @param address of an instruction
     * @return the memory, null after a trap
     */
    public @Nullable Memory fetchFrom(int address) {
        Fault refused = system.checkFetch(address);
        Memory memory = bus.memory(bus.resolve(address));
        if (refused != Fault.NONE || memory == null || !memory.isFetchable()) {
            trap(refused != Fault.NONE ? refused : Fault.FETCH_BUS, address);
            return null;
        }
        return memory;
    }

    /**
     * Decodes an instruction.
     *
     * @param address of the instruction, within a memory of code
     * @return the instruction, null after a trap
     */
    public @Nullable Insn decode(int address) {
        long first = bus.peek(address, 2);
        boolean wide = InstructionTable.isWide((int) first);
        long second = wide ? bus.peek(address + 2, 2) : 0;
        if (first == Bus.ERROR || second == Bus.ERROR) {
            trap(Fault.FETCH_BUS, address);
            return null;
        }
        int word = wide ? (int) (first << 16 | second) : (int) first;
        Row row = InstructionTable.armv7em().find(word);
        if (row == null) {
            trap(Fault.UNDEFINED, address);
            return null;
        }
        Insn insn = Insn.of(row, word, address, it != 0);
        int at = bus.resolve(address);
        Memory memory = bus.memory(at);
        return memory != null && memory.isMarked(at - memory.base()) ? Insn.marked(insn) : insn;
    }
}
