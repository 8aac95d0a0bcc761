package dev.platine.mcu.core;

/** The memory protection unit of ARMv7-M with eight regions. Used on the simulation's thread only. */
public final class Mpu {
    private static final int REGIONS = 8;
    private static final int ENABLE = 1;
    private static final int HFNMIENA = 2;
    private static final int PRIVDEFENA = 4;

    /** No region and no part of one is smaller, so all bytes of a granule have the same rights. */
    private static final int GRANULE_BITS = 5;

    private static final int GRANULES = 1 << 10;
    private static final int KNOWN = 1 << 6;

    private final int[] granules = new int[GRANULES];
    private final byte[] rights = new byte[GRANULES];
    private final int[] base = new int[REGIONS];
    private final int[] attributes = new int[REGIONS];
    private int control;
    private int number;

    /** A unit that is off. */
    public Mpu() {}

    /** As after reset. */
    public void reset() {
        control = 0;
        number = 0;
        java.util.Arrays.fill(base, 0);
        java.util.Arrays.fill(attributes, 0);
        forget();
    }

    private void forget() {
        java.util.Arrays.fill(rights, (byte) 0);
    }

    /**
     * Whether it checks anything.
     *
     * @return MPU_CTRL.ENABLE
     */
    public boolean enabled() {
        return (control & ENABLE) != 0;
    }

    /**
     * Whether an access is allowed.
     *
     * @param address where
     * @param size how many bytes
     * @param store whether it is written
     * @param fetch whether an instruction is fetched
     * @param privileged whether with privilege
     * @param priority the priority that is executed at
     * @return whether it is
     */
    public boolean allows(int address, int size, boolean store, boolean fetch, boolean privileged, int priority) {
        if (!enabled() || stepsAside(priority)) {
            return !fetch || executableByDefault(address);
        }
        return permits(address, size, store, fetch, privileged);
    }

    /** Whether it checks nothing at a priority: in hard faults and the non-maskable interrupt, unless HFNMIENA is set. */
    boolean stepsAside(int priority) {
        return priority < 0 && (control & HFNMIENA) == 0;
    }

    /** What {@link #allows} says while it checks. */
    boolean permits(int address, int size, boolean store, boolean fetch, boolean privileged) {
        int right = 1 << ((fetch ? 4 : store ? 2 : 0) + (privileged ? 1 : 0));
        int last = address + size - 1;
        return (rights(address) & right) != 0
                && ((address ^ last) >>> GRANULE_BITS == 0 || (rights(last) & right) != 0);
    }

    private int rights(int address) {
        int granule = address >>> GRANULE_BITS;
        int place = granule & (GRANULES - 1);
        int known = rights[place];
        if (known != 0 && granules[place] == granule) {
            return known;
        }
        int found = KNOWN;
        for (int right = 0; right < 6; right++) {
            found |= allowsByte(address, right >> 1 == 1, right >> 1 == 2, (right & 1) != 0) ? 1 << right : 0;
        }
        granules[place] = granule;
        rights[place] = (byte) found;
        return found;
    }

    private boolean allowsByte(int address, boolean store, boolean fetch, boolean privileged) {
        for (int i = REGIONS - 1; i >= 0; i--) {
            if (matches(i, address)) {
                int access = attributes[i] >>> 24 & 7;
                boolean execute = (attributes[i] & 1 << 28) == 0;
                return permits(access, store, privileged) && (!fetch || execute);
            }
        }
        boolean background = privileged && (control & PRIVDEFENA) != 0;
        return background && (!fetch || executableByDefault(address));
    }

    private static boolean permits(int access, boolean store, boolean privileged) {
        return switch (access) {
            case 1 -> privileged;
            case 2 -> privileged || !store;
            case 3 -> true;
            case 5 -> privileged && !store;
            case 6, 7 -> !store;
            default -> false;
        };
    }

    private boolean matches(int region, int address) {
        int bits = (attributes[region] >>> 1 & 31) + 1;
        if ((attributes[region] & 1) == 0 || bits < 5) {
            return false;
        }
        if (bits < 32 && (address ^ base[region]) >>> bits != 0) {
            return false;
        }
        int part = bits < 8 ? 0 : address >>> (bits - 3) & 7;
        return bits < 8 || (attributes[region] >>> (8 + part) & 1) == 0;
    }

    static boolean executableByDefault(int address) {
        int block = address >>> 29;
        return block <= 1 || block == 3 || block == 4;
    }

    /**
     * Reads a register.
     *
     * @param offset from MPU_TYPE
     * @return the value
     */
    public int read(int offset) {
        return switch (offset) {
            case 0x00 -> REGIONS << 8;
            case 0x04 -> control;
            case 0x08 -> number;
            case 0x0C, 0x14, 0x1C, 0x24 -> (base[number] & ~0x1F) | number;
            case 0x10, 0x18, 0x20, 0x28 -> attributes[number];
            default -> 0;
        };
    }

    /**
     * Writes a register.
     *
     * @param offset from MPU_TYPE
     * @param value what
     */
    public void write(int offset, int value) {
        forget();
        switch (offset) {
            case 0x04 -> control = value & 7;
            case 0x08 -> number = value & REGIONS - 1;
            case 0x0C, 0x14, 0x1C, 0x24 -> {
                if ((value & 0x10) != 0) {
                    number = value & REGIONS - 1;
                }
                base[number] = value & ~0x1F;
            }
            case 0x10, 0x18, 0x20, 0x28 -> attributes[number] = value & 0x173FFF3F;
            default -> {}
        }
    }
}
