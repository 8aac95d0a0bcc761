package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.isa.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes a region's method: its blocks, what leaves it, and at the end what is seldom needed. */
class Body extends Code {
    final Flags flags = new Flags(this);
    final Windows windows;
    final Constants constants;
    final Shape shape;
    final Access access;

    /** Leaves the method; all state is in the processor. */
    final Label back = new Label();

    private final Intrinsics table;
    private final IntPredicate far;
    private final Regions regions;
    private final Label exit = new Label();
    private final Label exitCarryKnown = new Label();
    private final Deque<Runnable> seldom = new ArrayDeque<>();
    private final Map<Integer, Label> labels = new HashMap<>();
    private final Map<Integer, Label> differenceAt = new HashMap<>();
    /** Whether the floating-point unit is known to be ready. */
    boolean floatReady;
    /** Whether FPSCR is known to be as the computer's arithmetic is. */
    boolean floatPlain;

    private @Nullable Block next;
    private Block block;
    private int index;

    Body(
            MethodVisitor out,
            Uses uses,
            Shape shape,
            Windows windows,
            Intrinsics table,
            Constants constants,
            Regions regions,
            Access access,
            IntPredicate far) {
        super(out, uses);
        this.shape = shape;
        this.windows = windows;
        this.table = table;
        this.constants = constants;
        this.regions = regions;
        this.access = access;
        this.far = far;
        block = shape.first();
    }

    void write(String self) {
        out.visitCode();
        begin();
        frame(self);
        List<Block> blocks = shape.blocks;
        if (blocks.get(0) != shape.first()) {
            go(label(shape.first()));
        }
        for (int i = 0; i < blocks.size(); i++) {
            next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
            block(blocks.get(i));
        }
        while (!seldom.isEmpty()) {
            seldom.remove().run();
        }
        leave(exitCarryKnown, true);
        leave(exit, false);
        place(back);
        load(LEFT);
        op(Opcodes.IRETURN);
        end();
        out.visitMaxs(12, LOCALS);
        out.visitEnd();
    }

    /** All is written. */
    void end() {}

    private void leave(Label label, boolean carryKnown) {
        place(label);
        writeBack();
        writeFlags(carryKnown);
        cpu();
        load(PC);
        put("pc");
        cpu();
        load(IT);
        put("it");
        cpu();
        load(FAR);
        put("far");
        go(back);
    }

    private Label label(Block of) {
        return labels.computeIfAbsent(of.start, start -> new Label());
    }

    private void block(Block of) {
        block = of;
        place(label(of));
        flags.begin(differenceAt.containsKey(of.start));
        floatReady = false;
        floatPlain = false;
        if (of.head) {
            load(LEFT);
            push(of.longest);
            Label enough = new Label();
            jump(Opcodes.IF_ICMPLE, leaveTo(of.start, 0, enough));
        }
        out.visitIincInsn(LEFT, -of.steps.size());
        steps();
    }

    private void steps() {
        Label skip = null;
        int condition = -1;
        for (index = 0; index < block.steps.size(); index++) {
            Step step = block.steps.get(index);
            boolean stays = step.conditional() && step.condition() == condition && !flags.hasChanged();
            if (skip != null && !stays) {
                close(skip);
                skip = null;
            }
            if (step.conditional() && skip == null) {
                flags.settle();
                skip = new Label();
                condition = step.condition();
                flags.jump(condition, false, skip);
                flags.forgetChange();
            }
            step(step);
        }
        if (skip != null) {
            close(skip);
        }
        Step last = block.last();
        boolean falls = switch (last.flow()) {
            case NEXT, CHOICE -> true;
            default -> last.conditional();
        };
        if (falls) {
            flags.settle();
            fall(block.next(), last.itAfter());
        }
    }

    private void close(Label skip) {
        if (flags.hasChanged()) {
            flags.settle();
            flags.unknown();
        }
        place(skip);
        floatReady = false;
        floatPlain = false;
    }

    private void step(Step step) {
        if (step.insn().op == Op.IT || step.insn().op == Op.NOP) {
            return; // what a block makes conditional is known where it is written
        }
        if (step.flow() == Step.Flow.NEXT) {
            Intrinsic intrinsic = table.of(step.insn().op);
            if (intrinsic != null) {
                intrinsic.write(this, step);
            } else {
                carryOut(step);
            }
        } else {
            Flow.write(this, step);
        }
    }

    @Nullable
    Intrinsic intrinsic(int op) {
        return table.of(op);
    }

    /** How many instructions of the block come behind the one that is written. */
    int rest() {
        return block.steps.size() - index - 1;
    }

    /** The budget behind the instruction that is written, onto the stack. */
    void pushLeft() {
        load(LEFT);
        if (rest() != 0) {
            push(rest());
            op(Opcodes.IADD);
        }
    }

    /** Writes something at the method's end. */
    void later(Runnable write) {
        seldom.add(write);
    }

    /** The interpreter's method does it. */
    void carryOut(Step step) {
        writeBack();
        writeFlags(flags.carryKnown());
        cpu();
        constants.push(this, step.insn(), Constants.INSN);
        push(step.it());
        pushLeft();
        reach("carryOut", "(L" + CPU_CLASS + ";" + Constants.INSN + "II)Z");
        int rest = rest();
        Label leaves = new Label();
        jump(Opcodes.IFEQ, leaves);
        later(() -> {
            place(leaves);
            out.visitIincInsn(LEFT, rest);
            go(back);
        });
        fetch();
        floatReady = false;
        floatPlain = false;
        flags.fetched();
    }

    /** A label from which the region is left in front of the instruction that is written: the interpreter shall do it. */
    Label leaveBefore(Step step) {
        Label label = new Label();
        int undone = rest() + 1;
        boolean carryKnown = flags.carryKnown();
        later(() -> {
            place(label);
            out.visitIincInsn(LEFT, undone);
            leaveAt(step.insn().address, step.it(), carryKnown);
        });
        return label;
    }

    /** As {@link #leaveBefore}; when that is often, the instruction is written in full. */
    Label leaveFar(Step step) {
        Label label = new Label();
        int undone = rest() + 1;
        boolean carryKnown = flags.carryKnown();
        later(() -> {
            place(label);
            out.visitIincInsn(LEFT, undone);
            push(1);
            store(FAR);
            leaveAt(step.insn().address, step.it(), carryKnown);
        });
        return label;
    }

    /** Whether an instruction needs more than its short form: other memory than the RAM, or floats out of the ordinary. */
    boolean isFar(Step step) {
        return windows.ram() == null || far.test(step.insn().address);
    }

    /** Leaves: where to go on, and the state of the IT block. */
    void leaveAt(int address, int it, boolean carryKnown) {
        push(address);
        store(PC);
        if (it != 0) {
            push(it);
            store(IT);
        }
        go(carryKnown ? exitCarryKnown : exit);
    }

    /** Leaves to the place in {@link #PC}. */
    void leaveAway() {
        go(flags.carryKnown() ? exitCarryKnown : exit);
    }

    private Label leaveTo(int address, int it, Label label) {
        later(() -> {
            place(label);
            leaveAt(address, it, false);
        });
        return label;
    }

    /** Where a branch goes whose flags are settled: a block, or out of the region. */
    Label target(int address, int it) {
        Block to = it == 0 ? shape.at(address) : null;
        if (to == null) {
            return leaveTo(address, it, new Label());
        }
        if (to.entries == 1 && flags.isDifference()) {
            differenceAt.put(to.start, label(to));
        }
        return label(to);
    }

    private void fall(int address, int it) {
        Block to = it == 0 ? shape.at(address) : null;
        if (to == null || to != next) {
            go(target(address, it));
        } else {
            target(address, it);
        }
    }

    Link link(int address) {
        return regions.link(address);
    }

    Regions regions() {
        return regions;
    }

    /** Where it goes on behind a call. */
    @Nullable
    Block behind() {
        return shape.at(block.next());
    }

    boolean isNext(Block of) {
        return of == next;
    }
}
