package dev.platine.mcu.trust;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.core.Fault;
import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.isa.Insn;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The interpreter with one mistake, of those that a compiler may make once code is hot. */
final class WrongEngine implements Engine {
    /** What is wrong. */
    enum Mistake {
        /** The overflow flag is not written back. */
        LOSES_A_FLAG,
        /** Counts one instruction too few in a long burst. */
        COUNTS_SHORT,
        /** Does one instruction more than it may. */
        COUNTS_LONG,
        /** Goes on by the instructions that stood there before a store. */
        IGNORES_STORES_TO_CODE,
        /** Does one more instruction behind one that moved the next event. */
        IGNORES_ATTENTION,
        /** Tells the time one cycle late in the middle of a burst. */
        TELLS_THE_TIME_LATE,
        /** Forgets at the end of a burst that it is in an IT block. */
        FORGETS_BLOCKS,
        /** Does not write back that a result was inexact. */
        LOSES_INEXACT,
        /** Leaves the program counter behind an instruction that faulted. */
        LEAVES_THE_FAULT,
        /** Has half done what faulted. */
        HALF_DOES_FAULTS,
        /** Leaves out a breakpoint. */
        IGNORES_BREAKPOINTS,
        /** Does not hear that protection changed. */
        IGNORES_THE_MAP,
        /** Keeps the monitor of exclusive accesses open. */
        KEEPS_EXCLUSIVE,
        /** Writes GE back without its highest bit. */
        LOSES_GE,
        /** Writes back a wrong link register in a long burst. */
        SPOILS_THE_LINK
    }

    private static final int HOT = 40;

    private final Interpreter interpreter = new Interpreter();
    private final Mistake mistake;
    private final Supplier<List<Memory>> memories;
    private long done;

    WrongEngine(Mistake mistake, Supplier<List<Memory>> memories) {
        this.mistake = mistake;
        this.memories = memories;
    }

    private boolean is(Mistake which) {
        return mistake == which;
    }

    @Override
    public int run(Cpu cpu, int budget) {
        @Nullable Insn[][] before = is(Mistake.IGNORES_STORES_TO_CODE) ? decoded() : new Insn[0][];
        int asked = is(Mistake.TELLS_THE_TIME_LATE) && budget > 1 ? budget - 1 : budget;
        int count = interpreter.run(cpu, asked);
        done += count;
        if (is(Mistake.IGNORES_STORES_TO_CODE)) {
            restore(before);
        }
        return spoiled(cpu, count, budget);
    }

    private int spoiled(Cpu cpu, int count, int budget) {
        boolean trapped = (cpu.attention & Cpu.TRAP) != 0;
        boolean hot = count > HOT && !trapped;
        switch (mistake) {
            case LOSES_A_FLAG -> cpu.v = hot ? 0 : cpu.v;
            case FORGETS_BLOCKS -> cpu.it = hot ? 0 : cpu.it;
            case LOSES_INEXACT -> cpu.fpscr &= hot ? ~0x10 : -1;
            case KEEPS_EXCLUSIVE -> cpu.exclusive |= hot;
            case LOSES_GE -> cpu.ge &= hot ? 7 : 15;
            case SPOILS_THE_LINK -> cpu.r[14] ^= count > 1000 && !trapped ? 2 : 0;
            case LEAVES_THE_FAULT -> cpu.pc += trapped && cpu.fault == Fault.PRECISE_BUS ? 2 : 0;
            case HALF_DOES_FAULTS -> cpu.r[5] += trapped && cpu.fault == Fault.PRECISE_BUS ? 4 : 0;
            case IGNORES_BREAKPOINTS -> cpu.pc += trapped && cpu.fault == Fault.MARKED ? 2 : 0;
            default -> {}
        }
        if (is(Mistake.COUNTS_SHORT) && count > 1000 && !trapped) {
            return count - 1;
        }
        boolean more = is(Mistake.COUNTS_LONG) && hot && cpu.attention == 0
                || is(Mistake.IGNORES_ATTENTION) && count < budget && cpu.attention == Cpu.LOOK;
        return more ? count + interpreter.run(cpu, 1) : count;
    }

    private @Nullable Insn[][] decoded() {
        return memories.get().stream()
                .filter(Memory::hasCode)
                .map(memory -> memory.code(false).clone())
                .toArray(Insn[][]::new);
    }

    private void restore(@Nullable Insn[][] before) {
        int index = 0;
        for (Memory memory : memories.get().stream().filter(Memory::hasCode).toList()) {
            @Nullable Insn[] now = memory.code(false);
            for (int i = 0; index < before.length && i < now.length; i++) {
                now[i] = before[index][i] != null ? before[index][i] : now[i];
            }
            index++;
        }
    }

    @Override
    public void forget() {
        if (!is(Mistake.IGNORES_THE_MAP) || done < HOT) {
            interpreter.forget();
        }
    }
}
