package dev.platine.mcu.debug;

import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.core.Watch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** GDB's breakpoints and watchpoints. Both kinds of breakpoints are the debug port's, which changes no memory. */
final class GdbStops {
    private static final int MOST_WATCHED_BYTES = 1 << 16;

    /** A watchpoint under GDB's name for its kind. */
    record Watched(int kind, Watch watch) {
        /** What the stop reply calls it. */
        String word() {
            return kind == 2 ? "watch" : kind == 3 ? "rwatch" : "awatch";
        }
    }

    private final DebugPort debug;
    private final Set<Integer> soft = new HashSet<>();
    private final Set<Integer> hard = new HashSet<>();
    private final List<Watched> watches = new ArrayList<>();
    private int inner;

    GdbStops(DebugPort debug) {
        this.debug = debug;
    }

    /** Carries out {@code Z} or {@code z}; the answer, empty for a kind that there is not. */
    String change(String packet, boolean set) {
        GdbText text = new GdbText(packet, 1);
        long kind = text.number();
        boolean whole = text.passed(',');
        long address = text.number();
        whole &= text.passed(',');
        long bytes = text.number();
        if (!whole || kind < 0 || address < 0 || bytes < 0) {
            return GdbSession.BAD;
        }
        return switch ((int) kind) {
            case 0 -> breakpoint(soft, (int) address & ~1, set);
            case 1 -> breakpoint(hard, (int) address & ~1, set);
            case 2, 3, 4 -> watch((int) kind, (int) address, bytes, set);
            default -> "";
        };
    }

    private String breakpoint(Set<Integer> of, int address, boolean set) {
        if (set) {
            of.add(address);
        } else {
            of.remove(address);
        }
        if (debug.breakpoint(address, soft.contains(address) || hard.contains(address) || inner == address)) {
            return GdbSession.OK;
        }
        of.remove(address);
        return GdbSession.NO_MEMORY;
    }

    /** Sets the one breakpoint of our own, which GDB does not know, at another place, or nowhere (0); false if it cannot be there. */
    boolean inner(int address) {
        int before = inner;
        inner = address;
        if (before != 0) {
            debug.breakpoint(before, soft.contains(before) || hard.contains(before));
        }
        boolean there = address == 0 || debug.breakpoint(address, true);
        inner = there ? address : 0;
        return there;
    }

    int inner() {
        return inner;
    }

    private String watch(int kind, int address, long bytes, boolean set) {
        if (bytes == 0 || bytes > MOST_WATCHED_BYTES) {
            return GdbSession.BAD;
        }
        Watched wanted = new Watched(kind, new Watch(address, (int) bytes, kind != 2, kind != 3));
        boolean there = watches.remove(wanted);
        if (there) {
            debug.unwatch(wanted.watch());
        }
        if (set) {
            watches.add(wanted);
            debug.watch(wanted.watch());
        }
        return GdbSession.OK;
    }

    /** The watchpoint that an access hit; null if none of GDB's did. */
    @Nullable
    Watched hit(int address, boolean store) {
        for (Watched watched : watches) {
            Watch watch = watched.watch();
            boolean wanted = store ? watch.writes() : watch.reads();
            // an access has four bytes at most, those of several words come one by one
            if (wanted && address - watch.address() < watch.sizeBytes() && watch.address() - address < 4) {
                return watched;
            }
        }
        return null;
    }

    /** What a stop at a breakpoint is called in the stop reply; empty if it is not one of GDB's. */
    String word(int address) {
        return soft.contains(address) ? "swbreak" : hard.contains(address) ? "hwbreak" : "";
    }

    /** Takes all of them away. */
    void forget() {
        inner = 0;
        soft.forEach(address -> debug.breakpoint(address, false));
        hard.forEach(address -> debug.breakpoint(address, false));
        watches.forEach(watched -> debug.unwatch(watched.watch()));
        soft.clear();
        hard.clear();
        watches.clear();
    }
}
