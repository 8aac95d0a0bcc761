package dev.platine.mcu.peripheral.flash;

import dev.platine.mcu.bus.Memory;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a debug probe does with flash, by the interface's rules: whole sectors are erased, programming only clears bits, write-protected sectors and a memory
 * that is protected from being read are refused. What the interface was busy with is ended before, as a probe waits for it. No virtual time passes, and the
 * firmware's registers of the interface stay as they are. Used on the simulation's thread only.
 */
public final class Programmer {
    private final Flash flash;
    private final Memory memory;
    private final OptionBytes options;

    Programmer(Flash flash, Memory memory, OptionBytes options) {
        this.flash = flash;
        this.memory = memory;
        this.options = options;
    }

    /**
     * The level of read protection.
     *
     * @return 0, 1 or 2
     */
    public int level() {
        return options.level();
    }

    /**
     * Why a probe may not look into flash.
     *
     * @return a line, null if it may
     */
    public @Nullable String refusal() {
        return options.level() == 0
                ? null
                : "read protection level " + options.level() + " (RDP) closes the flash to debuggers";
    }

    /**
     * Erases sectors, all or none of them.
     *
     * @param address the first one's
     * @param bytes how many; a sum of whole sectors
     * @return null when it is done, otherwise a line that says why not
     */
    public @Nullable String erase(long address, long bytes) {
        long from = address - (memory.base() & 0xFFFFFFFFL);
        long to = from + bytes;
        if (from < 0 || bytes <= 0 || to > memory.sizeBytes()) {
            return text("0x%x bytes at 0x%08x are no flash of this chip", bytes, address);
        }
        if (!isBorder((int) from) || !isBorder((int) to)) {
            return text("0x%x bytes at 0x%08x are no whole sectors", bytes, address);
        }
        String closed = closed((int) from, (int) to);
        if (closed == null) {
            flash.settle();
            Arrays.fill(memory.bytes(), (int) from, (int) to, (byte) -1);
            memory.changed((int) from, (int) bytes);
        }
        return closed;
    }

    private static boolean isBorder(int offset) {
        return FlashTraits.offset(FlashTraits.sectorOf(offset)) == offset;
    }

    private @Nullable String closed(int from, int to) {
        String refusal = refusal();
        if (refusal != null) {
            return refusal;
        }
        for (int sector = FlashTraits.sectorOf(from); FlashTraits.offset(sector) < to; sector++) {
            if (options.protects(sector)) {
                return text(
                        "sector %d at 0x%08x is write-protected (nWRP)",
                        sector, memory.base() + FlashTraits.offset(sector));
            }
        }
        return null;
    }

    /**
     * Programs, all bytes or none.
     *
     * @param address the first one's
     * @param bytes what
     * @return null when it is done, otherwise a line that says why not: also when a bit would have to become 1
     */
    public @Nullable String program(int address, byte[] bytes) {
        if (!memory.contains(address, bytes.length)) {
            return text("%d bytes at 0x%08x are no flash of this chip", bytes.length, address);
        }
        int from = address - memory.base();
        String closed = closed(from, from + bytes.length);
        if (closed != null) {
            return closed;
        }
        flash.settle();
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & ~memory.bytes()[from + i] & 0xFF) != 0) {
                return text("0x%08x is not erased: programming only clears bits", address + i);
            }
        }
        for (int i = 0; i < bytes.length; i++) {
            memory.program(address + i, 1, bytes[i]);
        }
        return null;
    }

    /**
     * The sectors and what protects them.
     *
     * @return lines
     */
    public String describe() {
        StringBuilder text = new StringBuilder("read protection level " + options.level() + "\n");
        for (int sector = 0; FlashTraits.offset(sector) < memory.sizeBytes(); sector++) {
            int from = FlashTraits.offset(sector);
            int bytes = FlashTraits.offset(sector + 1) - from;
            int used = bytes;
            while (used > 0 && memory.bytes()[from + used - 1] == -1) {
                used--;
            }
            text.append(text(
                    "sector %-2d 0x%08x %3d KB %s%s\n",
                    sector,
                    memory.base() + from,
                    bytes >> 10,
                    used == 0 ? "erased" : text("used up to 0x%08x", memory.base() + from + used - 1),
                    options.protects(sector) ? ", write-protected" : ""));
        }
        return text.toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
