package dev.platine.mcu.engine.compiler;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;

/** Instructions of a region that are always begun together. */
final class Block {
    final int start;
    final List<Step> steps = new ArrayList<>();
    /** Blocks that may come next without the budget being asked for, those behind heads excepted. */
    final List<Block> successors = new ArrayList<>();

    Label label = new Label();
    /** How many edges lead here. */
    int entries;
    /** A branch back leads here: the budget is asked for. */
    boolean head;
    /** The longest way from here to the next place where the budget is asked for. */
    int longest;

    Block(int start) {
        this.start = start;
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** Where the instruction behind the last one stands. */
    int next() {
        return last().next();
    }
}
