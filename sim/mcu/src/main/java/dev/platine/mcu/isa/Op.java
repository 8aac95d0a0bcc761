package dev.platine.mcu.isa;

/**
 * The numbers of the operations, dense from 0. The pure ones bear the name of their static method.
 *
 * <p>Where an operation has a form that sets the flags, that form is the next number, {@code _S}.
 */
public final class Op {
    // Data processing, flags by the number after.
    public static final int AND_IMM = 0;
    public static final int AND_IMM_S = AND_IMM + 1;
    public static final int AND_REG = AND_IMM_S + 1;
    public static final int AND_REG_S = AND_REG + 1;
    public static final int AND_SHIFTED = AND_REG_S + 1;
    public static final int AND_SHIFTED_S = AND_SHIFTED + 1;
    public static final int BIC_IMM = AND_SHIFTED_S + 1;
    public static final int BIC_IMM_S = BIC_IMM + 1;
    public static final int BIC_REG = BIC_IMM_S + 1;
    public static final int BIC_REG_S = BIC_REG + 1;
    public static final int BIC_SHIFTED = BIC_REG_S + 1;
    public static final int BIC_SHIFTED_S = BIC_SHIFTED + 1;
    public static final int ORR_IMM = BIC_SHIFTED_S + 1;
    public static final int ORR_IMM_S = ORR_IMM + 1;
    public static final int ORR_REG = ORR_IMM_S + 1;
    public static final int ORR_REG_S = ORR_REG + 1;
    public static final int ORR_SHIFTED = ORR_REG_S + 1;
    public static final int ORR_SHIFTED_S = ORR_SHIFTED + 1;
    public static final int ORN_IMM = ORR_SHIFTED_S + 1;
    public static final int ORN_IMM_S = ORN_IMM + 1;
    public static final int ORN_REG = ORN_IMM_S + 1;
    public static final int ORN_REG_S = ORN_REG + 1;
    public static final int ORN_SHIFTED = ORN_REG_S + 1;
    public static final int ORN_SHIFTED_S = ORN_SHIFTED + 1;
    public static final int EOR_IMM = ORN_SHIFTED_S + 1;
    public static final int EOR_IMM_S = EOR_IMM + 1;
    public static final int EOR_REG = EOR_IMM_S + 1;
    public static final int EOR_REG_S = EOR_REG + 1;
    public static final int EOR_SHIFTED = EOR_REG_S + 1;
    public static final int EOR_SHIFTED_S = EOR_SHIFTED + 1;
    public static final int ADD_IMM = EOR_SHIFTED_S + 1;
    public static final int ADD_IMM_S = ADD_IMM + 1;
    public static final int ADD_REG = ADD_IMM_S + 1;
    public static final int ADD_REG_S = ADD_REG + 1;
    public static final int ADD_SHIFTED = ADD_REG_S + 1;
    public static final int ADD_SHIFTED_S = ADD_SHIFTED + 1;
    public static final int ADC_IMM = ADD_SHIFTED_S + 1;
    public static final int ADC_IMM_S = ADC_IMM + 1;
    public static final int ADC_REG = ADC_IMM_S + 1;
    public static final int ADC_REG_S = ADC_REG + 1;
    public static final int ADC_SHIFTED = ADC_REG_S + 1;
    public static final int ADC_SHIFTED_S = ADC_SHIFTED + 1;
    public static final int SBC_IMM = ADC_SHIFTED_S + 1;
    public static final int SBC_IMM_S = SBC_IMM + 1;
    public static final int SBC_REG = SBC_IMM_S + 1;
    public static final int SBC_REG_S = SBC_REG + 1;
    public static final int SBC_SHIFTED = SBC_REG_S + 1;
    public static final int SBC_SHIFTED_S = SBC_SHIFTED + 1;
    public static final int SUB_IMM = SBC_SHIFTED_S + 1;
    public static final int SUB_IMM_S = SUB_IMM + 1;
    public static final int SUB_REG = SUB_IMM_S + 1;
    public static final int SUB_REG_S = SUB_REG + 1;
    public static final int SUB_SHIFTED = SUB_REG_S + 1;
    public static final int SUB_SHIFTED_S = SUB_SHIFTED + 1;
    public static final int RSB_IMM = SUB_SHIFTED_S + 1;
    public static final int RSB_IMM_S = RSB_IMM + 1;
    public static final int RSB_REG = RSB_IMM_S + 1;
    public static final int RSB_REG_S = RSB_REG + 1;
    public static final int RSB_SHIFTED = RSB_REG_S + 1;
    public static final int RSB_SHIFTED_S = RSB_SHIFTED + 1;
    public static final int MVN_IMM = RSB_SHIFTED_S + 1;
    public static final int MVN_IMM_S = MVN_IMM + 1;
    public static final int MVN_REG = MVN_IMM_S + 1;
    public static final int MVN_REG_S = MVN_REG + 1;
    public static final int MVN_SHIFTED = MVN_REG_S + 1;
    public static final int MVN_SHIFTED_S = MVN_SHIFTED + 1;

    // Moves and shifts, flags by the number after.
    public static final int MOV_IMM = MVN_SHIFTED_S + 1;
    public static final int MOV_IMM_S = MOV_IMM + 1;
    public static final int MOV_REG = MOV_IMM_S + 1;
    public static final int MOV_REG_S = MOV_REG + 1;
    public static final int LSL_IMM = MOV_REG_S + 1;
    public static final int LSL_IMM_S = LSL_IMM + 1;
    public static final int LSR_IMM = LSL_IMM_S + 1;
    public static final int LSR_IMM_S = LSR_IMM + 1;
    public static final int ASR_IMM = LSR_IMM_S + 1;
    public static final int ASR_IMM_S = ASR_IMM + 1;
    public static final int ROR_IMM = ASR_IMM_S + 1;
    public static final int ROR_IMM_S = ROR_IMM + 1;
    public static final int RRX = ROR_IMM_S + 1;
    public static final int RRX_S = RRX + 1;
    public static final int LSL_REG = RRX_S + 1;
    public static final int LSL_REG_S = LSL_REG + 1;
    public static final int LSR_REG = LSL_REG_S + 1;
    public static final int LSR_REG_S = LSR_REG + 1;
    public static final int ASR_REG = LSR_REG_S + 1;
    public static final int ASR_REG_S = ASR_REG + 1;
    public static final int ROR_REG = ASR_REG_S + 1;
    public static final int ROR_REG_S = ROR_REG + 1;
    public static final int MUL = ROR_REG_S + 1;
    public static final int MUL_S = MUL + 1;

    // Comparisons.
    public static final int TST_IMM = MUL_S + 1;
    public static final int TST_REG = TST_IMM + 1;
    public static final int TST_SHIFTED = TST_REG + 1;
    public static final int TEQ_IMM = TST_SHIFTED + 1;
    public static final int TEQ_REG = TEQ_IMM + 1;
    public static final int TEQ_SHIFTED = TEQ_REG + 1;
    public static final int CMN_IMM = TEQ_SHIFTED + 1;
    public static final int CMN_REG = CMN_IMM + 1;
    public static final int CMN_SHIFTED = CMN_REG + 1;
    public static final int CMP_IMM = CMN_SHIFTED + 1;
    public static final int CMP_REG = CMP_IMM + 1;
    public static final int CMP_SHIFTED = CMP_REG + 1;

    // Flow.
    public static final int B = CMP_SHIFTED + 1;
    public static final int B_COND = B + 1;
    public static final int BL = B_COND + 1;
    public static final int BX = BL + 1;
    public static final int BLX = BX + 1;
    public static final int ADD_PC = BLX + 1;
    public static final int MOV_PC = ADD_PC + 1;
    public static final int CBZ = MOV_PC + 1;
    public static final int CBNZ = CBZ + 1;
    public static final int IT = CBNZ + 1;
    public static final int NOP = IT + 1;

    // Loads and stores at a register plus a number, or plus a shifted register.
    public static final int LDR_IMM = NOP + 1;
    public static final int LDR_REG = LDR_IMM + 1;
    public static final int LDRB_IMM = LDR_REG + 1;
    public static final int LDRB_REG = LDRB_IMM + 1;
    public static final int LDRH_IMM = LDRB_REG + 1;
    public static final int LDRH_REG = LDRH_IMM + 1;
    public static final int LDRSB_IMM = LDRH_REG + 1;
    public static final int LDRSB_REG = LDRSB_IMM + 1;
    public static final int LDRSH_IMM = LDRSB_REG + 1;
    public static final int LDRSH_REG = LDRSH_IMM + 1;
    public static final int STR_IMM = LDRSH_REG + 1;
    public static final int STR_REG = STR_IMM + 1;
    public static final int STRB_IMM = STR_REG + 1;
    public static final int STRB_REG = STRB_IMM + 1;
    public static final int STRH_IMM = STRB_REG + 1;
    public static final int STRH_REG = STRH_IMM + 1;

    // Loads from an address known beforehand.
    public static final int LDR_LIT = STRH_REG + 1;
    public static final int LDRB_LIT = LDR_LIT + 1;
    public static final int LDRH_LIT = LDRB_LIT + 1;
    public static final int LDRSB_LIT = LDRH_LIT + 1;
    public static final int LDRSH_LIT = LDRSB_LIT + 1;

    // What the interpreter does in its groups begins here: more data processing.
    public static final int MOVT = LDRSH_LIT + 1;
    public static final int SXTB = MOVT + 1;
    public static final int SXTH = SXTB + 1;
    public static final int UXTB = SXTH + 1;
    public static final int UXTH = UXTB + 1;
    public static final int SXTAB = UXTH + 1;
    public static final int SXTAH = SXTAB + 1;
    public static final int UXTAB = SXTAH + 1;
    public static final int UXTAH = UXTAB + 1;
    public static final int CLZ = UXTAH + 1;
    public static final int RBIT = CLZ + 1;
    public static final int REV = RBIT + 1;
    public static final int REV16 = REV + 1;
    public static final int REVSH = REV16 + 1;
    public static final int SBFX = REVSH + 1;
    public static final int UBFX = SBFX + 1;
    public static final int BFI = UBFX + 1;
    public static final int BFC = BFI + 1;
    public static final int MLA = BFC + 1;
    public static final int MLS = MLA + 1;
    public static final int SDIV = MLS + 1;
    public static final int UDIV = SDIV + 1;
    public static final int UMULL = UDIV + 1;
    public static final int SMULL = UMULL + 1;
    public static final int UMLAL = SMULL + 1;
    public static final int SMLAL = UMLAL + 1;
    public static final int UMAAL = SMLAL + 1;

    // More loads and stores: with writing back, unprivileged, to the program counter, several registers, exclusive.
    public static final int LDR_INDEXED = UMAAL + 1;
    public static final int LDRB_INDEXED = LDR_INDEXED + 1;
    public static final int LDRH_INDEXED = LDRB_INDEXED + 1;
    public static final int LDRSB_INDEXED = LDRH_INDEXED + 1;
    public static final int LDRSH_INDEXED = LDRSB_INDEXED + 1;
    public static final int STR_INDEXED = LDRSH_INDEXED + 1;
    public static final int STRB_INDEXED = STR_INDEXED + 1;
    public static final int STRH_INDEXED = STRB_INDEXED + 1;
    public static final int LDR_UNPRIVILEGED = STRH_INDEXED + 1;
    public static final int LDRB_UNPRIVILEGED = LDR_UNPRIVILEGED + 1;
    public static final int LDRH_UNPRIVILEGED = LDRB_UNPRIVILEGED + 1;
    public static final int LDRSB_UNPRIVILEGED = LDRH_UNPRIVILEGED + 1;
    public static final int LDRSH_UNPRIVILEGED = LDRSB_UNPRIVILEGED + 1;
    public static final int STR_UNPRIVILEGED = LDRSH_UNPRIVILEGED + 1;
    public static final int STRB_UNPRIVILEGED = STR_UNPRIVILEGED + 1;
    public static final int STRH_UNPRIVILEGED = STRB_UNPRIVILEGED + 1;
    public static final int LDR_PC = STRH_UNPRIVILEGED + 1;
    public static final int LDM = LDR_PC + 1;
    public static final int STM = LDM + 1;
    public static final int LDM_PC = STM + 1;
    public static final int LDRD = LDM_PC + 1;
    public static final int STRD = LDRD + 1;
    public static final int LDRD_LIT = STRD + 1;
    public static final int LDREX = LDRD_LIT + 1;
    public static final int LDREXB = LDREX + 1;
    public static final int LDREXH = LDREXB + 1;
    public static final int STREX = LDREXH + 1;
    public static final int STREXB = STREX + 1;
    public static final int STREXH = STREXB + 1;
    public static final int CLREX = STREXH + 1;
    public static final int TBB = CLREX + 1;
    public static final int TBH = TBB + 1;

    // Parallel additions and subtractions.
    public static final int SADD8 = TBH + 1;
    public static final int SADD16 = SADD8 + 1;
    public static final int SASX = SADD16 + 1;
    public static final int SSUB8 = SASX + 1;
    public static final int SSUB16 = SSUB8 + 1;
    public static final int SSAX = SSUB16 + 1;
    public static final int QADD8 = SSAX + 1;
    public static final int QADD16 = QADD8 + 1;
    public static final int QASX = QADD16 + 1;
    public static final int QSUB8 = QASX + 1;
    public static final int QSUB16 = QSUB8 + 1;
    public static final int QSAX = QSUB16 + 1;
    public static final int SHADD8 = QSAX + 1;
    public static final int SHADD16 = SHADD8 + 1;
    public static final int SHASX = SHADD16 + 1;
    public static final int SHSUB8 = SHASX + 1;
    public static final int SHSUB16 = SHSUB8 + 1;
    public static final int SHSAX = SHSUB16 + 1;
    public static final int UADD8 = SHSAX + 1;
    public static final int UADD16 = UADD8 + 1;
    public static final int UASX = UADD16 + 1;
    public static final int USUB8 = UASX + 1;
    public static final int USUB16 = USUB8 + 1;
    public static final int USAX = USUB16 + 1;
    public static final int UQADD8 = USAX + 1;
    public static final int UQADD16 = UQADD8 + 1;
    public static final int UQASX = UQADD16 + 1;
    public static final int UQSUB8 = UQASX + 1;
    public static final int UQSUB16 = UQSUB8 + 1;
    public static final int UQSAX = UQSUB16 + 1;
    public static final int UHADD8 = UQSAX + 1;
    public static final int UHADD16 = UHADD8 + 1;
    public static final int UHASX = UHADD16 + 1;
    public static final int UHSUB8 = UHASX + 1;
    public static final int UHSUB16 = UHSUB8 + 1;
    public static final int UHSAX = UHSUB16 + 1;

    // Digital signal processing.
    public static final int SEL = UHSAX + 1;
    public static final int QADD = SEL + 1;
    public static final int QDADD = QADD + 1;
    public static final int QSUB = QDADD + 1;
    public static final int QDSUB = QSUB + 1;
    public static final int SSAT_LSL = QDSUB + 1;
    public static final int SSAT_ASR = SSAT_LSL + 1;
    public static final int USAT_LSL = SSAT_ASR + 1;
    public static final int USAT_ASR = USAT_LSL + 1;
    public static final int SSAT16 = USAT_ASR + 1;
    public static final int USAT16 = SSAT16 + 1;
    public static final int PKHBT = USAT16 + 1;
    public static final int PKHTB = PKHBT + 1;
    public static final int SXTB16 = PKHTB + 1;
    public static final int UXTB16 = SXTB16 + 1;
    public static final int SXTAB16 = UXTB16 + 1;
    public static final int UXTAB16 = SXTAB16 + 1;
    public static final int USAD8 = UXTAB16 + 1;
    public static final int USADA8 = USAD8 + 1;
    public static final int SMULBB = USADA8 + 1;
    public static final int SMULBT = SMULBB + 1;
    public static final int SMULTB = SMULBT + 1;
    public static final int SMULTT = SMULTB + 1;
    public static final int SMLABB = SMULTT + 1;
    public static final int SMLABT = SMLABB + 1;
    public static final int SMLATB = SMLABT + 1;
    public static final int SMLATT = SMLATB + 1;
    public static final int SMULWB = SMLATT + 1;
    public static final int SMULWT = SMULWB + 1;
    public static final int SMLAWB = SMULWT + 1;
    public static final int SMLAWT = SMLAWB + 1;
    public static final int SMUAD = SMLAWT + 1;
    public static final int SMUADX = SMUAD + 1;
    public static final int SMUSD = SMUADX + 1;
    public static final int SMUSDX = SMUSD + 1;
    public static final int SMLAD = SMUSDX + 1;
    public static final int SMLADX = SMLAD + 1;
    public static final int SMLSD = SMLADX + 1;
    public static final int SMLSDX = SMLSD + 1;
    public static final int SMMUL = SMLSDX + 1;
    public static final int SMMULR = SMMUL + 1;
    public static final int SMMLA = SMMULR + 1;
    public static final int SMMLAR = SMMLA + 1;
    public static final int SMMLS = SMMLAR + 1;
    public static final int SMMLSR = SMMLS + 1;
    public static final int SMLALBB = SMMLSR + 1;
    public static final int SMLALBT = SMLALBB + 1;
    public static final int SMLALTB = SMLALBT + 1;
    public static final int SMLALTT = SMLALTB + 1;
    public static final int SMLALD = SMLALTT + 1;
    public static final int SMLALDX = SMLALD + 1;
    public static final int SMLSLD = SMLALDX + 1;
    public static final int SMLSLDX = SMLSLD + 1;

    // Floating point, single precision.
    public static final int VADD = SMLSLDX + 1;
    public static final int VSUB = VADD + 1;
    public static final int VMUL = VSUB + 1;
    public static final int VNMUL = VMUL + 1;
    public static final int VMLA = VNMUL + 1;
    public static final int VMLS = VMLA + 1;
    public static final int VNMLA = VMLS + 1;
    public static final int VNMLS = VNMLA + 1;
    public static final int VDIV = VNMLS + 1;
    public static final int VFMA = VDIV + 1;
    public static final int VFMS = VFMA + 1;
    public static final int VFNMA = VFMS + 1;
    public static final int VFNMS = VFNMA + 1;
    public static final int VSQRT = VFNMS + 1;
    public static final int VABS = VSQRT + 1;
    public static final int VNEG = VABS + 1;
    public static final int VMOV_REG = VNEG + 1;
    public static final int VMOV_IMM = VMOV_REG + 1;
    public static final int VCMP = VMOV_IMM + 1;
    public static final int VCMPE = VCMP + 1;
    public static final int VCMP_ZERO = VCMPE + 1;
    public static final int VCMPE_ZERO = VCMP_ZERO + 1;
    public static final int VCVT_F32_S32 = VCMPE_ZERO + 1;
    public static final int VCVT_F32_U32 = VCVT_F32_S32 + 1;
    public static final int VCVT_S32_F32 = VCVT_F32_U32 + 1;
    public static final int VCVT_U32_F32 = VCVT_S32_F32 + 1;
    public static final int VCVTR_S32_F32 = VCVT_U32_F32 + 1;
    public static final int VCVTR_U32_F32 = VCVTR_S32_F32 + 1;
    public static final int VCVT_FIXED_TO_FLOAT = VCVTR_U32_F32 + 1;
    public static final int VCVT_FLOAT_TO_FIXED = VCVT_FIXED_TO_FLOAT + 1;
    public static final int VCVTB_F32_F16 = VCVT_FLOAT_TO_FIXED + 1;
    public static final int VCVTT_F32_F16 = VCVTB_F32_F16 + 1;
    public static final int VCVTB_F16_F32 = VCVTT_F32_F16 + 1;
    public static final int VCVTT_F16_F32 = VCVTB_F16_F32 + 1;
    public static final int VMOV_TO_CORE = VCVTT_F16_F32 + 1;
    public static final int VMOV_FROM_CORE = VMOV_TO_CORE + 1;
    public static final int VMOV_TWO_TO_CORE = VMOV_FROM_CORE + 1;
    public static final int VMOV_TWO_FROM_CORE = VMOV_TWO_TO_CORE + 1;
    public static final int VMRS = VMOV_TWO_FROM_CORE + 1;
    public static final int VMRS_FLAGS = VMRS + 1;
    public static final int VMSR = VMRS_FLAGS + 1;
    public static final int VLDR = VMSR + 1;
    public static final int VSTR = VLDR + 1;
    public static final int VLDM = VSTR + 1;
    public static final int VSTM = VLDM + 1;

    // System.
    public static final int SVC = VSTM + 1;
    public static final int BKPT = SVC + 1;
    public static final int UDF = BKPT + 1;
    public static final int CPS = UDF + 1;
    public static final int MRS = CPS + 1;
    public static final int MSR = MRS + 1;
    public static final int WFI = MSR + 1;
    public static final int WFE = WFI + 1;
    public static final int SEV = WFE + 1;
    public static final int DMB = SEV + 1;
    public static final int DSB = DMB + 1;
    public static final int ISB = DSB + 1;
    public static final int NO_COPROCESSOR = ISB + 1;
    public static final int UNDEFINED = NO_COPROCESSOR + 1;
    public static final int UNPREDICTABLE = UNDEFINED + 1;
    /** Does another operation, then clears the lower bits of SP. */
    public static final int WRITE_SP = UNPREDICTABLE + 1;
    /** Stands for an instruction that a debugger marked: nothing is done, {@link Insn#plain} is what stands there. */
    public static final int MARKED = WRITE_SP + 1;

    /** Stands for an instruction from which on a region was translated; {@link Insn#plain} is what stands there. */
    public static final int REGION = MARKED + 1;

    /** How many operations there are. */
    public static final int COUNT = REGION + 1;

    private Op() {}

    /**
     * Whether an operation only reads its {@code d}, to store it or to move it to the floating-point unit.
     *
     * @param op a number
     * @return whether it does
     */
    public static boolean isStore(int op) {
        return (op >= STR_IMM && op <= STRH_REG)
                || (op >= STR_INDEXED && op <= STRH_INDEXED)
                || (op >= STR_UNPRIVILEGED && op <= STRH_UNPRIVILEGED)
                || op == STRD
                || op == VMOV_FROM_CORE
                || op == VMOV_TWO_FROM_CORE
                || op == VMSR;
    }
}
