package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.Trait.PC_OPERAND;
import static dev.platine.mcu.isa.Row.flow;
import static dev.platine.mcu.isa.Row.load;
import static dev.platine.mcu.isa.Row.row;

import java.util.List;
import java.util.stream.Stream;

/** Loads and stores of 32 bits. */
final class MemoryRows {
    private static final List<Row> STORES = List.of(
            flow("11111000 -0-01111 -------- --------", Op.UNDEFINED, "<undefined>"),
            flow("11111000 -1001111 -------- --------", Op.UNDEFINED, "<undefined>"),
            load("11111000 1000nnnn ddddiiii iiiiiiii", Op.STRB_IMM, "strb.w {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0000nnnn dddd0000 00kkmmmm", Op.STRB_REG, "strb.w {d}, [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            load("11111000 0000nnnn dddd1100 iiiiiiii", Op.STRB_IMM, "strb.w {d}, [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111000 0000nnnn dddd1110 iiiiiiii", Op.STRB_UNPRIVILEGED, "strbt {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0000nnnn dddd10u1 iiiiiiii", Op.STRB_INDEXED, "strb.w {d}, [{n}], #{sgn}{i}")
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            load("11111000 0000nnnn dddd11u1 iiiiiiii", Op.STRB_INDEXED, "strb.w {d}, [{n}{pre}]!")
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE),
            load("11111000 1010nnnn ddddiiii iiiiiiii", Op.STRH_IMM, "strh.w {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0010nnnn dddd0000 00kkmmmm", Op.STRH_REG, "strh.w {d}, [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            load("11111000 0010nnnn dddd1100 iiiiiiii", Op.STRH_IMM, "strh.w {d}, [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111000 0010nnnn dddd1110 iiiiiiii", Op.STRH_UNPRIVILEGED, "strht {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0010nnnn dddd10u1 iiiiiiii", Op.STRH_INDEXED, "strh.w {d}, [{n}], #{sgn}{i}")
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            load("11111000 0010nnnn dddd11u1 iiiiiiii", Op.STRH_INDEXED, "strh.w {d}, [{n}{pre}]!")
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE),
            load("11111000 1100nnnn ddddiiii iiiiiiii", Op.STR_IMM, "str.w {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0100nnnn dddd0000 00kkmmmm", Op.STR_REG, "str.w {d}, [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            load("11111000 0100nnnn dddd1100 iiiiiiii", Op.STR_IMM, "str.w {d}, [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111000 0100nnnn dddd1110 iiiiiiii", Op.STR_UNPRIVILEGED, "strt {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0100nnnn dddd10u1 iiiiiiii", Op.STR_INDEXED, "str.w {d}, [{n}], #{sgn}{i}")
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            load("11111000 0100nnnn dddd11u1 iiiiiiii", Op.STR_INDEXED, "str.w {d}, [{n}{pre}]!")
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE));

    private static final List<Row> LOADS = List.of(
            row("11111000 u0011111 1111iiii iiiiiiii", Op.NOP, "pld [pc{pre}]").imm(Imm.LITERAL),
            row("11111000 1001nnnn 1111iiii iiiiiiii", Op.NOP, "pld [{n}{pre}]").imm(Imm.I),
            row("11111000 0001nnnn 11110000 00kkmmmm", Op.NOP, "pld [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            row("11111000 0001nnnn 11111100 iiiiiiii", Op.NOP, "pld [{n}{pre}]").imm(Imm.SIGNED),
            load("11111000 u0011111 ddddiiii iiiiiiii", Op.LDRB_LIT, "ldrb.w {d}, [pc{pre}]")
                    .imm(Imm.LITERAL),
            load("11111000 1001nnnn ddddiiii iiiiiiii", Op.LDRB_IMM, "ldrb.w {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0001nnnn dddd0000 00kkmmmm", Op.LDRB_REG, "ldrb.w {d}, [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            load("11111000 0001nnnn dddd1100 iiiiiiii", Op.LDRB_IMM, "ldrb.w {d}, [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111000 0001nnnn dddd1110 iiiiiiii", Op.LDRB_UNPRIVILEGED, "ldrbt {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0001nnnn dddd10u1 iiiiiiii", Op.LDRB_INDEXED, "ldrb.w {d}, [{n}], #{sgn}{i}")
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            load("11111000 0001nnnn dddd11u1 iiiiiiii", Op.LDRB_INDEXED, "ldrb.w {d}, [{n}{pre}]!")
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE),
            row("11111000 u0111111 1111iiii iiiiiiii", Op.NOP, "pldw [pc{pre}]").imm(Imm.LITERAL),
            row("11111000 1011nnnn 1111iiii iiiiiiii", Op.NOP, "pldw [{n}{pre}]")
                    .imm(Imm.I),
            row("11111000 0011nnnn 11110000 00kkmmmm", Op.NOP, "pldw [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            row("11111000 0011nnnn 11111100 iiiiiiii", Op.NOP, "pldw [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111000 u0111111 ddddiiii iiiiiiii", Op.LDRH_LIT, "ldrh.w {d}, [pc{pre}]")
                    .imm(Imm.LITERAL),
            load("11111000 1011nnnn ddddiiii iiiiiiii", Op.LDRH_IMM, "ldrh.w {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0011nnnn dddd0000 00kkmmmm", Op.LDRH_REG, "ldrh.w {d}, [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            load("11111000 0011nnnn dddd1100 iiiiiiii", Op.LDRH_IMM, "ldrh.w {d}, [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111000 0011nnnn dddd1110 iiiiiiii", Op.LDRH_UNPRIVILEGED, "ldrht {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0011nnnn dddd10u1 iiiiiiii", Op.LDRH_INDEXED, "ldrh.w {d}, [{n}], #{sgn}{i}")
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            load("11111000 0011nnnn dddd11u1 iiiiiiii", Op.LDRH_INDEXED, "ldrh.w {d}, [{n}{pre}]!")
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE),
            flow("11111000 u1011111 1111iiii iiiiiiii", Op.LDR_PC, "ldr.w pc, [pc{pre}]", PC_OPERAND)
                    .imm(Imm.LITERAL)
                    .kind(Insn.LITERAL),
            flow("11111000 1101nnnn 1111iiii iiiiiiii", Op.LDR_PC, "ldr.w pc, [{n}{pre}]", PC_OPERAND)
                    .imm(Imm.I)
                    .kind(Insn.OFFSET),
            flow("11111000 0101nnnn 11110000 00kkmmmm", Op.LDR_PC, "ldr.w pc, [{n}, {m}{lsl}]", PC_OPERAND)
                    .imm(Imm.INDEX)
                    .kind(Insn.BY_REGISTER),
            flow("11111000 0101nnnn 11111100 iiiiiiii", Op.LDR_PC, "ldr.w pc, [{n}{pre}]", PC_OPERAND)
                    .imm(Imm.SIGNED)
                    .kind(Insn.OFFSET),
            flow("11111000 0101nnnn 111110u1 iiiiiiii", Op.LDR_PC, "ldr.w pc, [{n}], #{sgn}{i}", PC_OPERAND)
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            flow("11111000 0101nnnn 111111u1 iiiiiiii", Op.LDR_PC, "ldr.w pc, [{n}{pre}]!", PC_OPERAND)
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE),
            load("11111000 u1011111 ddddiiii iiiiiiii", Op.LDR_LIT, "ldr.w {d}, [pc{pre}]")
                    .imm(Imm.LITERAL),
            load("11111000 1101nnnn ddddiiii iiiiiiii", Op.LDR_IMM, "ldr.w {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0101nnnn dddd0000 00kkmmmm", Op.LDR_REG, "ldr.w {d}, [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            load("11111000 0101nnnn dddd1100 iiiiiiii", Op.LDR_IMM, "ldr.w {d}, [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111000 0101nnnn dddd1110 iiiiiiii", Op.LDR_UNPRIVILEGED, "ldrt {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111000 0101nnnn dddd10u1 iiiiiiii", Op.LDR_INDEXED, "ldr.w {d}, [{n}], #{sgn}{i}")
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            load("11111000 0101nnnn dddd11u1 iiiiiiii", Op.LDR_INDEXED, "ldr.w {d}, [{n}{pre}]!")
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE),
            row("11111001 u0011111 1111iiii iiiiiiii", Op.NOP, "pli [pc{pre}]").imm(Imm.LITERAL),
            row("11111001 1001nnnn 1111iiii iiiiiiii", Op.NOP, "pli [{n}{pre}]").imm(Imm.I),
            row("11111001 0001nnnn 11110000 00kkmmmm", Op.NOP, "pli [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            row("11111001 0001nnnn 11111100 iiiiiiii", Op.NOP, "pli [{n}{pre}]").imm(Imm.SIGNED),
            load("11111001 u0011111 ddddiiii iiiiiiii", Op.LDRSB_LIT, "ldrsb.w {d}, [pc{pre}]")
                    .imm(Imm.LITERAL),
            load("11111001 1001nnnn ddddiiii iiiiiiii", Op.LDRSB_IMM, "ldrsb.w {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111001 0001nnnn dddd0000 00kkmmmm", Op.LDRSB_REG, "ldrsb.w {d}, [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            load("11111001 0001nnnn dddd1100 iiiiiiii", Op.LDRSB_IMM, "ldrsb.w {d}, [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111001 0001nnnn dddd1110 iiiiiiii", Op.LDRSB_UNPRIVILEGED, "ldrsbt {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111001 0001nnnn dddd10u1 iiiiiiii", Op.LDRSB_INDEXED, "ldrsb.w {d}, [{n}], #{sgn}{i}")
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            load("11111001 0001nnnn dddd11u1 iiiiiiii", Op.LDRSB_INDEXED, "ldrsb.w {d}, [{n}{pre}]!")
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE),
            row("11111001 u0111111 1111iiii iiiiiiii", Op.NOP, "nop [pc{pre}]").imm(Imm.LITERAL),
            row("11111001 1011nnnn 1111iiii iiiiiiii", Op.NOP, "nop [{n}{pre}]").imm(Imm.I),
            row("11111001 0011nnnn 11110000 00kkmmmm", Op.NOP, "nop [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            row("11111001 0011nnnn 11111100 iiiiiiii", Op.NOP, "nop [{n}{pre}]").imm(Imm.SIGNED),
            load("11111001 u0111111 ddddiiii iiiiiiii", Op.LDRSH_LIT, "ldrsh.w {d}, [pc{pre}]")
                    .imm(Imm.LITERAL),
            load("11111001 1011nnnn ddddiiii iiiiiiii", Op.LDRSH_IMM, "ldrsh.w {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111001 0011nnnn dddd0000 00kkmmmm", Op.LDRSH_REG, "ldrsh.w {d}, [{n}, {m}{lsl}]")
                    .imm(Imm.INDEX),
            load("11111001 0011nnnn dddd1100 iiiiiiii", Op.LDRSH_IMM, "ldrsh.w {d}, [{n}{pre}]")
                    .imm(Imm.SIGNED),
            load("11111001 0011nnnn dddd1110 iiiiiiii", Op.LDRSH_UNPRIVILEGED, "ldrsht {d}, [{n}{pre}]")
                    .imm(Imm.I),
            load("11111001 0011nnnn dddd10u1 iiiiiiii", Op.LDRSH_INDEXED, "ldrsh.w {d}, [{n}], #{sgn}{i}")
                    .imm(Imm.SIGNED)
                    .kind(Insn.POST),
            load("11111001 0011nnnn dddd11u1 iiiiiiii", Op.LDRSH_INDEXED, "ldrsh.w {d}, [{n}{pre}]!")
                    .imm(Imm.SIGNED)
                    .kind(Insn.PRE));

    private static final List<Row> SEVERAL = List.of(
            load("11101000 0100nnnn aaaadddd iiiiiiii", Op.STREX, "strex {d}, {a}, [{n}{plus}]")
                    .imm(Imm.I4),
            load("11101000 0101nnnn dddd1111 iiiiiiii", Op.LDREX, "ldrex {d}, [{n}{plus}]")
                    .imm(Imm.I4),
            flow("11101000 1101nnnn 11110000 0000mmmm", Op.TBB, "tbb [{n}, {m}]", PC_OPERAND),
            flow("11101000 1101nnnn 11110000 0001mmmm", Op.TBH, "tbh [{n}, {m}, lsl #1]", PC_OPERAND),
            load("11101000 1100nnnn aaaa1111 0100dddd", Op.STREXB, "strexb {d}, {a}, [{n}]"),
            load("11101000 1100nnnn aaaa1111 0101dddd", Op.STREXH, "strexh {d}, {a}, [{n}]"),
            load("11101000 1101nnnn dddd1111 01001111", Op.LDREXB, "ldrexb {d}, [{n}]"),
            load("11101000 1101nnnn dddd1111 01011111", Op.LDREXH, "ldrexh {d}, [{n}]"),
            load("11101001 u1w11111 ddddaaaa iiiiiiii", Op.LDRD_LIT, "ldrd {d}, {a}, [pc{plus}]")
                    .imm(Imm.LITERAL4),
            load("11101001 u100nnnn ddddaaaa iiiiiiii", Op.STRD, "strd {d}, {a}, [{n}{plus}]")
                    .imm(Imm.SIGNED4)
                    .kind(Insn.OFFSET),
            load("11101001 u101nnnn ddddaaaa iiiiiiii", Op.LDRD, "ldrd {d}, {a}, [{n}{plus}]")
                    .imm(Imm.SIGNED4)
                    .kind(Insn.OFFSET),
            load("11101001 u110nnnn ddddaaaa iiiiiiii", Op.STRD, "strd {d}, {a}, [{n}, #{sign}{words}]!")
                    .imm(Imm.SIGNED4)
                    .kind(Insn.PRE),
            load("11101001 u111nnnn ddddaaaa iiiiiiii", Op.LDRD, "ldrd {d}, {a}, [{n}, #{sign}{words}]!")
                    .imm(Imm.SIGNED4)
                    .kind(Insn.PRE),
            load("11101000 u110nnnn ddddaaaa iiiiiiii", Op.STRD, "strd {d}, {a}, [{n}], #{sign}{words}")
                    .imm(Imm.SIGNED4)
                    .kind(Insn.POST),
            load("11101000 u111nnnn ddddaaaa iiiiiiii", Op.LDRD, "ldrd {d}, {a}, [{n}], #{sign}{words}")
                    .imm(Imm.SIGNED4)
                    .kind(Insn.POST),
            load("11101000 10w0nnnn llllllll llllllll", Op.STM, "stmia.w {n}{!}, {list}")
                    .imm(Imm.LIST),
            flow("11101000 10w1nnnn 1lllllll llllllll", Op.LDM_PC, "ldmia.w {n}{!}, {list}")
                    .imm(Imm.LIST),
            load("11101000 10w1nnnn 0lllllll llllllll", Op.LDM, "ldmia.w {n}{!}, {list}")
                    .imm(Imm.LIST),
            load("11101001 00w0nnnn llllllll llllllll", Op.STM, "stmdb {n}{!}, {list}")
                    .imm(Imm.LIST)
                    .kind(Insn.DOWN),
            flow("11101001 00w1nnnn 1lllllll llllllll", Op.LDM_PC, "ldmdb {n}{!}, {list}")
                    .imm(Imm.LIST)
                    .kind(Insn.DOWN),
            load("11101001 00w1nnnn 0lllllll llllllll", Op.LDM, "ldmdb {n}{!}, {list}")
                    .imm(Imm.LIST)
                    .kind(Insn.DOWN));

    static final List<Row> ROWS =
            Stream.of(STORES, LOADS, SEVERAL).flatMap(List::stream).toList();

    private MemoryRows() {}
}
