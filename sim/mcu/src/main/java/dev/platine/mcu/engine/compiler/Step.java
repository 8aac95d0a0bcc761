package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.isa.Condition;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Row;

/**
 * An instruction of a region.
 *
 * @param insn what is done
 * @param it the state of the IT block before it, 0 for none
 */
record Step(Insn insn, int it) {
    /** How it goes on behind an instruction. */
    enum Flow {
        /** With the next. */
        NEXT,
        /** At one known place. */
        JUMP,
        /** At a known place or with the next. */
        CHOICE,
        /** In a function at a known place, then with the next. */
        CALL,
        /** In a function somewhere, then with the next. */
        CALL_ANYWHERE,
        /** At a place of a table. */
        TABLE,
        /** Anywhere. */
        AWAY,
        /** Only the interpreter does it. */
        STOP
    }

    Flow flow() {
        return flow(insn);
    }

    static Flow flow(Insn insn) {
        return switch (insn.op) {
            case Op.B -> Flow.JUMP;
            case Op.B_COND, Op.CBZ, Op.CBNZ -> Flow.CHOICE;
            case Op.BL -> Flow.CALL;
            case Op.BLX -> Flow.CALL_ANYWHERE;
            case Op.TBB, Op.TBH -> Flow.TABLE;
            case Op.BX, Op.MOV_PC, Op.ADD_PC, Op.LDR_PC, Op.LDM_PC -> Flow.AWAY;
            case Op.IT, Op.DMB, Op.DSB, Op.ISB, Op.NOP -> Flow.NEXT;
            case Op.SVC,
                    Op.BKPT,
                    Op.UDF,
                    Op.CPS,
                    Op.MSR,
                    Op.WFI,
                    Op.WFE,
                    Op.SEV,
                    Op.NO_COPROCESSOR,
                    Op.UNDEFINED,
                    Op.UNPREDICTABLE,
                    Op.MARKED -> Flow.STOP;
            default -> insn.endsBlock() ? Flow.STOP : Flow.NEXT;
        };
    }

    /** Whether it is carried out only if a condition holds. */
    boolean conditional() {
        return it != 0 && it >> 4 != 14 && !insn.row.is(Row.Trait.IGNORES_IT);
    }

    int condition() {
        return it >> 4;
    }

    /** The state of the IT block behind it. */
    int itAfter() {
        return insn.op == Op.IT ? insn.imm : Condition.advance(it);
    }

    int next() {
        return insn.address + insn.size;
    }
}
