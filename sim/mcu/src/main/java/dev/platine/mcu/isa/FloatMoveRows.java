package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.Trait.DOUBLE;
import static dev.platine.mcu.isa.Row.Trait.READS_FLAGS;
import static dev.platine.mcu.isa.Row.fp;

import java.util.List;
import java.util.stream.Stream;

/** Floating-point registers to and from memory and the processor's registers. */
final class FloatMoveRows {
    private static final List<Row> REGISTERS = List.of(
            fp("11101110 0000nnnn dddd1010 N0010000", Op.VMOV_FROM_CORE, "vmov {sn}, {d}"),
            fp("11101110 0001nnnn dddd1010 N0010000", Op.VMOV_TO_CORE, "vmov {d}, {sn}"),
            fp("11101110 0000ffff dddd1011 00010000", Op.VMOV_FROM_CORE, "vmov.32 {dn}[0], {d}", DOUBLE),
            fp("11101110 0010ffff dddd1011 00010000", Op.VMOV_FROM_CORE, "vmov.32 {dn}[1], {d}", DOUBLE)
                    .kind(1),
            fp("11101110 0001ffff dddd1011 00010000", Op.VMOV_TO_CORE, "vmov.32 {d}, {dn}[0]", DOUBLE),
            fp("11101110 0011ffff dddd1011 00010000", Op.VMOV_TO_CORE, "vmov.32 {d}, {dn}[1]", DOUBLE)
                    .kind(1),
            fp("11101100 0100aaaa dddd1010 00M1mmmm", Op.VMOV_TWO_FROM_CORE, "vmov {sm}, {sm1}, {d}, {a}"),
            fp("11101100 0101aaaa dddd1010 00M1mmmm", Op.VMOV_TWO_TO_CORE, "vmov {d}, {a}, {sm}, {sm1}"),
            fp("11101100 0100aaaa dddd1011 0001gggg", Op.VMOV_TWO_FROM_CORE, "vmov {dm}, {d}, {a}", DOUBLE),
            fp("11101100 0101aaaa dddd1011 0001gggg", Op.VMOV_TWO_TO_CORE, "vmov {d}, {a}, {dm}", DOUBLE),
            fp("11101110 11110001 11111010 00010000", Op.VMRS_FLAGS, "vmrs APSR_nzcv, fpscr"),
            fp("11101110 11110001 dddd1010 00010000", Op.VMRS, "vmrs {d}, fpscr", READS_FLAGS),
            fp("11101110 11100001 dddd1010 00010000", Op.VMSR, "vmsr fpscr, {d}"));

    private static final List<Row> MEMORY = List.of(
            fp("11101101 uD00nnnn dddd1010 iiiiiiii", Op.VSTR, "vstr {sd}, [{n}{plus}]")
                    .imm(Imm.SIGNED4),
            fp("11101101 u000nnnn eeee1011 iiiiiiii", Op.VSTR, "vstr {dd}, [{n}{plus}]", DOUBLE)
                    .imm(Imm.SIGNED4),
            fp("11101101 uD01nnnn dddd1010 iiiiiiii", Op.VLDR, "vldr {sd}, [{n}{plus}]")
                    .imm(Imm.SIGNED4),
            fp("11101101 u001nnnn eeee1011 iiiiiiii", Op.VLDR, "vldr {dd}, [{n}{plus}]", DOUBLE)
                    .imm(Imm.SIGNED4),
            fp("11101101 0D101101 dddd1010 iiiiiiii", Op.VSTM, "vpush {slist}")
                    .imm(Imm.WORDS)
                    .onSp()
                    .kind(Insn.DOWN | Insn.WRITE_BACK),
            fp("11101101 00101101 eeee1011 iiiiiiii", Op.VSTM, "vpush {dlist}", DOUBLE)
                    .imm(Imm.WORDS)
                    .onSp()
                    .kind(Insn.DOWN | Insn.WRITE_BACK),
            fp("11101100 1D111101 dddd1010 iiiiiiii", Op.VLDM, "vpop {slist}")
                    .imm(Imm.WORDS)
                    .onSp()
                    .kind(Insn.WRITE_BACK),
            fp("11101100 10111101 eeee1011 iiiiiiii", Op.VLDM, "vpop {dlist}", DOUBLE)
                    .imm(Imm.WORDS)
                    .onSp()
                    .kind(Insn.WRITE_BACK),
            fp("11101100 1Dw0nnnn dddd1010 iiiiiiii", Op.VSTM, "vstmia {n}{!}, {slist}")
                    .imm(Imm.WORDS),
            fp("11101100 10w0nnnn eeee1011 iiiiiiii", Op.VSTM, "vstmia {n}{!}, {dlist}", DOUBLE)
                    .imm(Imm.WORDS),
            fp("11101101 0D10nnnn dddd1010 iiiiiiii", Op.VSTM, "vstmdb {n}!, {slist}")
                    .imm(Imm.WORDS)
                    .kind(Insn.DOWN | Insn.WRITE_BACK),
            fp("11101101 0010nnnn eeee1011 iiiiiiii", Op.VSTM, "vstmdb {n}!, {dlist}", DOUBLE)
                    .imm(Imm.WORDS)
                    .kind(Insn.DOWN | Insn.WRITE_BACK),
            fp("11101100 1Dw1nnnn dddd1010 iiiiiiii", Op.VLDM, "vldmia {n}{!}, {slist}")
                    .imm(Imm.WORDS),
            fp("11101100 10w1nnnn eeee1011 iiiiiiii", Op.VLDM, "vldmia {n}{!}, {dlist}", DOUBLE)
                    .imm(Imm.WORDS),
            fp("11101101 0D11nnnn dddd1010 iiiiiiii", Op.VLDM, "vldmdb {n}!, {slist}")
                    .imm(Imm.WORDS)
                    .kind(Insn.DOWN | Insn.WRITE_BACK),
            fp("11101101 0011nnnn eeee1011 iiiiiiii", Op.VLDM, "vldmdb {n}!, {dlist}", DOUBLE)
                    .imm(Imm.WORDS)
                    .kind(Insn.DOWN | Insn.WRITE_BACK));

    static final List<Row> ROWS =
            Stream.of(REGISTERS, MEMORY).flatMap(List::stream).toList();

    private FloatMoveRows() {}
}
