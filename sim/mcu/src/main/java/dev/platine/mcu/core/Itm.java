package dev.platine.mcu.core;

import org.jspecify.annotations.Nullable;

/**
 * The trace macrocell's 32 stimulus ports, by which firmware prints through a trace probe. A port is always ready to take more. Used on
 * the simulation's thread only.
 */
public final class Itm {
    /** Takes what firmware writes to the ports that are enabled. Called on the simulation's thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A write.
         *
         * @param port 0 to 31; by custom 0 is text
         * @param sizeBytes 1, 2 or 4
         * @param value what, in the lower bytes
         */
        void written(int port, int sizeBytes, int value);
    }

    private static final int ENABLE = 1;
    private static final int UNLOCK = 0xC5ACCE55;
    private static final int PORTS = 32;
    private static final int LOCK_PRESENT = 1;
    private static final int LOCKED = 2;

    private int enabled;
    private int privilege;
    private int control;
    private boolean unlocked;
    private @Nullable Listener listener;

    Itm() {}

    void powerUp() {
        enabled = 0;
        privilege = 0;
        control = 0;
        unlocked = false;
        if (listener != null) {
            probe(listener);
        }
    }

    boolean hasListener() {
        return listener != null;
    }

    void probe(@Nullable Listener wanted) {
        listener = wanted;
        if (wanted != null) {
            control |= ENABLE;
            enabled = -1;
        }
    }

    /** Reads a register at an offset from 0xE0000000. */
    int read(int offset, boolean traced) {
        if (offset < 4 * PORTS) {
            return traced && isOpen(offset >> 2) ? 1 : 0;
        }
        return switch (offset) {
            case 0xE00 -> enabled;
            case 0xE40 -> privilege;
            case 0xE80 -> control;
            case 0xFB4 -> LOCK_PRESENT | (unlocked ? 0 : LOCKED);
            default -> 0;
        };
    }

    private boolean isOpen(int port) {
        return (control & ENABLE) != 0 && (enabled >>> port & 1) != 0;
    }

    /** Whether code without privilege may write. */
    boolean allows(int offset) {
        return offset < 4 * PORTS && (privilege >>> (offset >> 5) & 1) == 0;
    }

    void write(int offset, int size, int value, boolean traced) {
        if (offset < 4 * PORTS) {
            Listener to = listener;
            if (to != null && traced && isOpen(offset >> 2)) {
                to.written(offset >> 2, size, size == 4 ? value : value & ((1 << (8 * size)) - 1));
            }
        } else if (offset == 0xFB0) {
            unlocked = value == UNLOCK;
        } else if (unlocked) {
            switch (offset) {
                case 0xE00 -> enabled = value;
                case 0xE40 -> privilege = value & 15;
                case 0xE80 -> control = value & 0x007F0F1F;
                default -> {}
            }
        }
    }
}
