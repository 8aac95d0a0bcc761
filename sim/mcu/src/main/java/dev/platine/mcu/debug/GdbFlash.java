package dev.platine.mcu.debug;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.peripheral.flash.Flash;
import dev.platine.mcu.peripheral.flash.Programmer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * GDB's {@code load}: the flash interface's rules, at once. GDB has a fixed text for each error, so the reason goes to whoever reads the notes, and
 * {@code monitor flash} tells it again.
 */
final class GdbFlash {
    private final Chip chip;
    private final @Nullable Programmer programmer;
    private final Consumer<String> notes;
    private final Runnable changed;
    private String refused = "";
    private int loaded;
    private boolean loading;

    /** Flash of a chip; the last one is run when another program was loaded. */
    GdbFlash(Chip chip, Consumer<String> notes, Runnable changed) {
        this.chip = chip;
        this.notes = notes;
        this.changed = changed;
        programmer = chip.blocks().get("FLASH") instanceof Flash flash ? flash.programmer() : null;
    }

    /** The answer to {@code vFlash} packets; empty for one that there is not. */
    String answer(String packet) {
        int colon = packet.indexOf(':');
        GdbText text = new GdbText(packet, colon + 1);
        long address = colon < 0 ? GdbText.NONE : text.number();
        if (packet.startsWith("vFlashErase:")) {
            boolean whole = text.passed(',');
            long bytes = text.number();
            return whole && address >= 0 ? result("erase", erase(address, bytes)) : GdbSession.BAD;
        } else if (packet.startsWith("vFlashWrite:")) {
            boolean whole = text.passed(':') && address >= 0;
            return whole ? result("load", program((int) address, GdbFrames.unescaped(text.rest()))) : GdbSession.BAD;
        } else if (packet.equals("vFlashDone")) {
            done();
            return GdbSession.OK;
        }
        return "";
    }

    private String result(String what, @Nullable String why) {
        if (why == null) {
            return GdbSession.OK;
        }
        refused = what + " refused: " + why;
        notes.accept("gdb: " + refused);
        return GdbSession.BAD;
    }

    private @Nullable String erase(long address, long bytes) {
        Programmer by = programmer;
        if (by == null || !chip.isPowered()) {
            return "the chip has no power";
        }
        if (!loading) {
            loading = true;
            loaded = hash();
        }
        return by.erase(address, bytes);
    }

    private @Nullable String program(int address, byte[] bytes) {
        Programmer by = programmer;
        return by == null || !chip.isPowered() ? "the chip has no power" : by.program(address, bytes);
    }

    private void done() {
        if (loading && hash() != loaded) {
            changed.run();
        }
        loading = false;
    }

    private int hash() {
        return Arrays.hashCode(chip.memory("FLASH").bytes());
    }

    /** Whether no debugger may come at all. */
    boolean keepsOut() {
        Programmer by = programmer;
        return by != null && by.level() == 2;
    }

    /** Whether an address may not be looked at. */
    boolean hides(int address) {
        Programmer by = programmer;
        return by != null
                && by.refusal() != null
                && chip.bus().memory(chip.bus().resolve(address)) == chip.memory("FLASH");
    }

    /** What {@code monitor flash} tells. */
    String tell() {
        Programmer by = programmer;
        String state = by == null ? "" : by.describe();
        return refused.isEmpty() ? state : state + "last " + refused + "\n";
    }
}
