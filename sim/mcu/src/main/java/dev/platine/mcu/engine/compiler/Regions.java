package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.engine.Region;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The regions that there are, and what calls them. Used on the simulation's thread only. */
final class Regions {
    /** What cannot be entered. */
    private static final class None extends Region {
        @Override
        public int run(Cpu cpu, int left, int depth) {
            return left;
        }
    }

    /** A region in its memory. */
    private record Placed(Region region, Shape shape, Memory memory) {}

    private final Region none = new None();
    private final Map<Integer, Link> links = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();
    private @Nullable Insn[] code = new Insn[0];
    private int codeBase;

    int count() {
        return placed.size();
    }

    /** The link of those who call an address. */
    Link link(int address) {
        return links.computeIfAbsent(address, at -> new Link(none));
    }

    /** The region that begins at an address; one that cannot be entered if there is none. Called by generated code. */
    Region at(int address) {
        int at = (address - codeBase) >>> 1;
        Insn insn = at < code.length ? code[at] : null;
        return insn != null && insn.op == Op.REGION && insn.region instanceof Region region ? region : none;
    }

    /** Puts a region into its place, where an instruction has been decoded. */
    void place(Region region, Shape shape, Memory memory, int need) {
        @Nullable Insn[] plain = memory.code(false);
        int at = (shape.entry - memory.base()) >>> 1;
        Insn insn = plain[at];
        if (insn == null || insn.op == Op.MARKED) {
            return;
        }
        region.ready(need);
        plain[at] = Insn.entering(insn.op == Op.REGION ? insn.plain() : insn, region);
        placed.add(new Placed(region, shape, memory));
        link(shape.entry).region = region;
        if (!memory.writable()) {
            code = plain;
            codeBase = memory.base();
        }
    }

    boolean has(int address) {
        return link(address).region != none;
    }

    /** Whether a region, not necessarily one that begins there, covers an address. */
    boolean covers(int address) {
        for (Placed one : placed) {
            if (one.shape.covers(address, 2)) {
                return true;
            }
        }
        return false;
    }

    /** Takes away the regions that depend on any of these bytes; tells whether there were some. */
    boolean changed(Memory memory, int offset, int size) {
        boolean any = false;
        for (int i = placed.size() - 1; i >= 0; i--) {
            Placed one = placed.get(i);
            if (one.memory == memory && one.shape.covers(memory.base() + offset, size)) {
                retire(one);
                placed.remove(i);
                any = true;
            }
        }
        return any;
    }

    /** Takes away the regions that contain an instruction; tells their entries. */
    List<Integer> retire(int address) {
        List<Integer> entries = new ArrayList<>();
        for (int i = placed.size() - 1; i >= 0; i--) {
            Placed one = placed.get(i);
            if (one.shape.covers(address, 2)) {
                retire(one);
                placed.remove(i);
                entries.add(one.shape.entry);
            }
        }
        return entries;
    }

    void clear() {
        placed.forEach(this::retire);
        placed.clear();
    }

    private void retire(Placed one) {
        one.region.retire();
        Link link = link(one.shape.entry);
        if (link.region == one.region) {
            link.region = none;
        }
        @Nullable Insn[] plain = one.memory.code(false);
        int at = (one.shape.entry - one.memory.base()) >>> 1;
        Insn insn = plain[at];
        if (insn != null && insn.region == one.region) {
            plain[at] = insn.plain();
        }
    }
}
