package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.engine.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Translates guest code that is met often into JVM bytecode, and lets an interpreter do the rest: every burst begins and ends with it, so
 * both give the same state at the same count. What is translated depends on counts of instructions alone. Used on the simulation's thread
 * only.
 */
public final class CompilingEngine implements Engine {
    private static final int MOST_INSTRUCTIONS = 160;
    /** Within another region a place must be met so many times as often. */
    private static final int COVERED = 16;

    /** The interpreter is of no account when it does less than one instruction in so many. */
    private static final int SELDOM = 50;

    /** So often a region may be left at an instruction until it is written in full. */
    private static final int FAR = 4;

    /** So often a region is written anew for one instruction, then once for all of them. */
    private static final int MOST_AGAIN = 2;

    private final Interpreter interpreter = new Interpreter(new Interpreter.Told() {
        @Override
        public void decoded(Memory memory, int offset) {
            codeFound(memory, offset);
        }

        @Override
        public void far(int entry, int address) {
            leftFar(entry, address);
        }
    });
    private final Regions regions = new Regions();
    private final Profile profile = new Profile();
    private final Map<Integer, Integer> far = new HashMap<>();
    private final Map<Integer, Integer> again = new HashMap<>();
    private final Map<Integer, Integer> refused = new HashMap<>();
    private final Translator translator;
    private final Policy policy;
    private @Nullable Cpu cpu;
    private @Nullable Memory ram;
    private int ramCodeFrom;
    private int ramCodeTo;
    private int untilLook;
    private int pause;
    private int function;
    private long carriedOutBefore;
    private long interpretedBefore;
    private int looks;
    private long carriedOut;
    private long translated;

    /**
     * An engine for one processor.
     *
     * @param eager whether everything is translated that is met twice, else what is hot
     */
    public CompilingEngine(boolean eager) {
        this(eager ? Policy.eager() : Policy.auto(), Intrinsics.all(), Access.best(), bytes -> {});
    }

    CompilingEngine(Policy policy, Intrinsics intrinsics, Access access, Consumer<byte[]> inspector) {
        this.policy = policy;
        translator = new Translator(intrinsics, regions, access, inspector);
        untilLook = policy.first();
        pause = policy.pause();
    }

    @Override
    public int run(Cpu state, int budget) {
        cpu = state;
        int left = budget;
        boolean fast = usesFastPaths(state);
        if (!fast) {
            return interpreter.run(state, budget);
        }
        while (left > 0) {
            int before = left;
            int portion = Math.min(left, untilLook);
            left = interpreter.run(state, left, portion);
            untilLook -= portion - interpreter.portionLeft();
            if (state.attention == 0 && left > 0) {
                left = look(state, left);
            }
            carriedOut += before - left;
            if (state.attention != 0) {
                break;
            }
        }
        return budget - left;
    }

    /** Regions assume them; without, those that there are must go. */
    private boolean usesFastPaths(Cpu state) {
        Memory fast = state.checksFetch ? null : state.fastRam();
        if (fast != ram) {
            regions.clear();
            ram = fast;
        }
        return fast != null;
    }

    /** Steps, and notes where branches lead. */
    private int look(Cpu state, int budget) {
        int left = budget;
        long before = translated;
        long interpreted = carriedOut - interpreter.translated();
        boolean busy = (interpreted - interpretedBefore) * SELDOM > carriedOut - carriedOutBefore;
        interpretedBefore = interpreted;
        carriedOutBefore = carriedOut;
        for (int k = 0; k < policy.look() && left > 0; k++) {
            long inRegions = interpreter.translated();
            left = interpreter.step(state, left);
            if (interpreter.translated() != inRegions) {
                met(state, interpreter.leftAt(), busy);
            }
            if (state.attention != 0) {
                break;
            }
            int step = state.pc - state.at;
            if (state.it == 0 && step != 2 && step != 4) {
                if (state.r[14] == (state.at + 2 | 1) || state.r[14] == (state.at + 4 | 1)) {
                    function = state.pc;
                }
                met(state, state.pc, busy);
            }
        }
        looks++;
        if (looks % policy.lately() == 0) {
            profile.halve();
        }
        pause = translated != before ? policy.pause() : Math.min(pause + pause / 16 + 1, policy.longestPause());
        untilLook = pause;
        return left;
    }

    private void met(Cpu state, int to, boolean busy) {
        int met = profile.meet(to);
        if (met < policy.meetings() || regions.has(to) || !mayTranslate(to)) {
            return;
        }
        if (regions.covers(to) && (!busy || met < policy.meetings() * COVERED)) {
            return;
        }
        translate(state, isPartOfFunction(state, to) ? function : to);
    }

    /** Whether the function called last has been called before and contains a place: then it is better translated from its start. */
    private boolean isPartOfFunction(Cpu state, int place) {
        if (place == function || profile.meetings(function) < 2 || regions.has(function) || !mayTranslate(function)) {
            return false;
        }
        Memory memory = state.codeMemory(function);
        Shape shape = memory == null ? null : Shape.of(memory, function, MOST_INSTRUCTIONS);
        return shape != null && shape.covers(place, 2);
    }

    private boolean mayTranslate(int address) {
        return !refused.containsKey(address) && translated < policy.bank() + carriedOut / policy.earning();
    }

    private void translate(Cpu state, int address) {
        boolean inFull = again.getOrDefault(address, 0) > MOST_AGAIN;
        Memory memory = state.codeMemory(address);
        if (memory == null) {
            refused.put(address, 0);
            return;
        }
        memory.watch(this::codeChanged);
        int most = MOST_INSTRUCTIONS;
        while (most > 0) {
            Shape shape = Shape.of(memory, address, most);
            if (shape == null || shape.instructions() < 2) {
                refused.put(address, most);
                return;
            }
            Region region = translator.translate(
                    shape,
                    new Windows(ram, ramCodeFrom, ramCodeTo, memory, FloatCode.isPlain(state.fpscr)),
                    at -> inFull || isFar(at));
            if (region != null) {
                translated += shape.instructions();
                regions.place(region, shape, memory, shape.first().longest + 1);
                return;
            }
            most = Math.min(most, shape.instructions()) * 2 / 3;
        }
    }

    private boolean isFar(int address) {
        return far.getOrDefault(address, 0) >= FAR;
    }

    /** A region holds an instruction in a short form that was not enough: after some times it is written anew. */
    private void leftFar(int entered, int address) {
        Cpu state = cpu;
        if (far.merge(address, 1, Integer::sum) == FAR && state != null) {
            List<Integer> entries = regions.retire(address);
            if (!entries.isEmpty()) {
                int entry = entries.contains(entered) ? entered : entries.get(0);
                again.merge(entry, 1, Integer::sum);
                translate(state, entry);
            }
        }
    }

    /** Code was found in the RAM: stores next to it may change it, from now on. */
    private void codeFound(Memory memory, int offset) {
        if (memory != ram || (offset >= ramCodeFrom && offset + 4 <= ramCodeTo)) {
            return;
        }
        int grain = 256;
        int from = offset & -grain;
        int to = (offset + 4 + grain - 1) & -grain;
        ramCodeFrom = ramCodeTo == 0 ? from : Math.min(from, ramCodeFrom);
        ramCodeTo = Math.max(to, ramCodeTo);
        regions.clear();
    }

    private void codeChanged(Memory memory, int offset, int size) {
        refused.clear();
        Cpu state = cpu;
        if (regions.changed(memory, offset, size) && state != null) {
            state.attention |= Cpu.LOOK;
        }
    }

    @Override
    public void forget() {
        interpreter.forget();
    }
}
