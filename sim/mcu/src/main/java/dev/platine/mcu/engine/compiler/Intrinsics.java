package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.isa.Op;
import org.jspecify.annotations.Nullable;

/** Which operations have bytecode of their own; the interpreter's method does the others. Immutable. */
final class Intrinsics {
    private final @Nullable Intrinsic[] table = new Intrinsic[Op.COUNT];

    private Intrinsics() {}

    /** No operation has any. */
    static Intrinsics none() {
        return new Intrinsics();
    }

    static Intrinsics all() {
        Intrinsics all = new Intrinsics();
        all.set(Op.AND_IMM, Op.MVN_SHIFTED_S, DataCode::family);
        all.set(Op.MOV_IMM, Op.MUL_S, DataCode::move);
        all.set(Op.TST_IMM, Op.CMP_SHIFTED, DataCode::compare);
        all.set(Op.NOP, Op.NOP, (body, step) -> {});
        all.set(Op.DMB, Op.ISB, (body, step) -> {});
        all.set(Op.LDR_IMM, Op.STRH_REG, MemoryCode::plain);
        all.set(Op.LDR_LIT, Op.LDRSH_LIT, MemoryCode::literal);
        all.set(Op.MOVT, Op.MOVT, MoreDataCode::field);
        all.set(Op.SXTB, Op.UXTAH, MoreDataCode::extend);
        all.set(Op.CLZ, Op.REVSH, MoreDataCode::one);
        all.set(Op.SBFX, Op.BFC, MoreDataCode::field);
        all.set(Op.MLA, Op.MLS, MoreDataCode::multiply);
        all.set(Op.SDIV, Op.UDIV, MoreDataCode::divide);
        all.set(Op.UMULL, Op.UMAAL, MoreDataCode::multiplyLong);
        all.set(Op.LDR_INDEXED, Op.STRH_INDEXED, MemoryCode::indexed);
        all.set(Op.LDM, Op.LDM, SeveralCode::load);
        all.set(Op.STM, Op.STM, SeveralCode::store);
        all.set(Op.LDRD, Op.STRD, SeveralCode::two);
        all.set(Op.SADD8, Op.UHSAX, DspCode::parallel);
        all.set(Op.SEL, Op.SEL, DspCode::pack);
        all.set(Op.SSAT_LSL, Op.USAT_ASR, DspCode::saturate);
        all.set(Op.PKHBT, Op.USADA8, DspCode::pack);
        all.set(Op.SMULBB, Op.SMLSLDX, DspCode::product);
        all.set(Op.VADD, Op.VSQRT, FloatCode::arithmetic);
        all.set(Op.VABS, Op.VMOV_REG, FloatCode::sign);
        all.set(Op.VMOV_IMM, Op.VMOV_IMM, FloatCode::constant);
        all.set(Op.VCMP, Op.VCMPE_ZERO, FloatCode::compare);
        all.set(Op.VCVT_F32_S32, Op.VCVT_U32_F32, FloatCode::convert);
        all.set(Op.VMOV_TO_CORE, Op.VMOV_TWO_FROM_CORE, FloatCode::move);
        all.set(Op.VMRS_FLAGS, Op.VMRS_FLAGS, FloatCode::flags);
        all.set(Op.VLDR, Op.VSTM, FloatMemoryCode::write);
        all.set(Op.WRITE_SP, Op.WRITE_SP, MoreDataCode::writeSp);
        return all;
    }

    /** Sets those of the table's numbers that are between two operations, with them. */
    private void set(int first, int last, Intrinsic intrinsic) {
        for (int op = first; op <= last; op++) {
            table[op] = intrinsic;
        }
    }

    @Nullable
    Intrinsic of(int op) {
        return table[op];
    }
}
