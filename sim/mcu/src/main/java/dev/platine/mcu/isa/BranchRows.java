package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.Trait.READS_FLAGS;
import static dev.platine.mcu.isa.Row.flow;
import static dev.platine.mcu.isa.Row.row;

import java.util.List;

/** Branches, hints, barriers and special registers of 32 bits. */
final class BranchRows {
    static final List<Row> ROWS = List.of(
            flow("11110011 1000nnnn 10000000 iiiiiiii", Op.UNPREDICTABLE, "msr {sys}, {n}")
                    .imm(Imm.I),
            flow("11110011 1000nnnn 1000kk00 iiiiiiii", Op.MSR, "msr {sys}, {n}")
                    .imm(Imm.I),
            row("11110011 10101111 10000000 00000000", Op.NOP, "nop.w"),
            row("11110011 10101111 10000000 00000001", Op.NOP, "yield.w"),
            flow("11110011 10101111 10000000 00000010", Op.WFE, "wfe.w"),
            flow("11110011 10101111 10000000 00000011", Op.WFI, "wfi.w"),
            row("11110011 10101111 10000000 00000100", Op.SEV, "sev.w"),
            row("11110011 10101111 10000000 1111iiii", Op.NOP, "dbg #{imm}").imm(Imm.I),
            row("11110011 10101111 10000000 iiiiiiii", Op.NOP, "nop.w {{imm}}").imm(Imm.I),
            row("11110011 10111111 10001111 00101111", Op.CLREX, "clrex"),
            row("11110011 10111111 10001111 0100iiii", Op.DSB, "dsb {barrier}").imm(Imm.I),
            row("11110011 10111111 10001111 0101iiii", Op.DMB, "dmb {barrier}").imm(Imm.I),
            flow("11110011 10111111 10001111 0110iiii", Op.ISB, "isb {barrier}").imm(Imm.I),
            flow("11110011 11101111 1000dddd iiiiiiii", Op.MRS, "mrs {d}, {sys}", READS_FLAGS)
                    .imm(Imm.I),
            flow("11110111 1111jjjj 1010iiii iiiiiiii", Op.UDF, "udf.w #{imm}").imm(Imm.WIDE),
            flow("11110-11 1------- 10-0---- --------", Op.UNDEFINED, "<undefined>"),
            flow("11110Scc cciiiiii 10J0Kiii iiiiiiii", Op.B_COND, "b{cond}.w {label}", READS_FLAGS)
                    .imm(Imm.BRANCH_FAR),
            flow("11110Sii iiiiiiii 10J1Kiii iiiiiiii", Op.B, "b.w {label}").imm(Imm.BRANCH_LONG),
            flow("11110Sii iiiiiiii 11J1Kiii iiiiiiii", Op.BL, "bl {label}").imm(Imm.BRANCH_LONG));

    private BranchRows() {}
}
