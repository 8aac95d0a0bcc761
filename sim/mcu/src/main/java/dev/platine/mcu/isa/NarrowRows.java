package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.Trait.FLAGS_OUTSIDE_IT;
import static dev.platine.mcu.isa.Row.Trait.IGNORES_IT;
import static dev.platine.mcu.isa.Row.Trait.PC_OPERAND;
import static dev.platine.mcu.isa.Row.Trait.READS_FLAGS;
import static dev.platine.mcu.isa.Row.flow;
import static dev.platine.mcu.isa.Row.load;
import static dev.platine.mcu.isa.Row.row;

import java.util.List;
import java.util.stream.Stream;

/** The encodings of 16 bits. */
final class NarrowRows {
    private static final List<Row> ARITHMETIC = List.of(
            row("0000000000mmmddd", Op.MOV_REG, "mov{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("00000kkkkkmmmddd", Op.LSL_IMM, "lsl{s} {d}, {m}, #{imm}", FLAGS_OUTSIDE_IT)
                    .imm(Imm.AMOUNT),
            row("00001kkkkkmmmddd", Op.LSR_IMM, "lsr{s} {d}, {m}, #{imm}", FLAGS_OUTSIDE_IT)
                    .imm(Imm.AMOUNT_RIGHT),
            row("00010kkkkkmmmddd", Op.ASR_IMM, "asr{s} {d}, {m}, #{imm}", FLAGS_OUTSIDE_IT)
                    .imm(Imm.AMOUNT_RIGHT),
            row("0001100mmmnnnddd", Op.ADD_REG, "add{s} {d}, {n}, {m}", FLAGS_OUTSIDE_IT),
            row("0001101mmmnnnddd", Op.SUB_REG, "sub{s} {d}, {n}, {m}", FLAGS_OUTSIDE_IT),
            row("0001110iiinnnddd", Op.ADD_IMM, "add{s} {d}, {n}, #{imm}", FLAGS_OUTSIDE_IT)
                    .imm(Imm.I),
            row("0001111iiinnnddd", Op.SUB_IMM, "sub{s} {d}, {n}, #{imm}", FLAGS_OUTSIDE_IT)
                    .imm(Imm.I),
            row("00100dddiiiiiiii", Op.MOV_IMM, "mov{s} {d}, #{imm}", FLAGS_OUTSIDE_IT)
                    .imm(Imm.I),
            row("00101nnniiiiiiii", Op.CMP_IMM, "cmp {n}, #{imm}").imm(Imm.I),
            row("00110xxxiiiiiiii", Op.ADD_IMM, "add{s} {d}, #{imm}", FLAGS_OUTSIDE_IT)
                    .imm(Imm.I),
            row("00111xxxiiiiiiii", Op.SUB_IMM, "sub{s} {d}, #{imm}", FLAGS_OUTSIDE_IT)
                    .imm(Imm.I),
            row("0100000000mmmxxx", Op.AND_REG, "and{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100000001mmmxxx", Op.EOR_REG, "eor{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100000010mmmxxx", Op.LSL_REG, "lsl{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100000011mmmxxx", Op.LSR_REG, "lsr{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100000100mmmxxx", Op.ASR_REG, "asr{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100000101mmmxxx", Op.ADC_REG, "adc{s} {d}, {m}", FLAGS_OUTSIDE_IT, READS_FLAGS),
            row("0100000110mmmxxx", Op.SBC_REG, "sbc{s} {d}, {m}", FLAGS_OUTSIDE_IT, READS_FLAGS),
            row("0100000111mmmxxx", Op.ROR_REG, "ror{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100001000mmmnnn", Op.TST_REG, "tst {n}, {m}"),
            row("0100001001nnnddd", Op.RSB_IMM, "neg{s} {d}, {n}", FLAGS_OUTSIDE_IT),
            row("0100001010mmmnnn", Op.CMP_REG, "cmp {n}, {m}"),
            row("0100001011mmmnnn", Op.CMN_REG, "cmn {n}, {m}"),
            row("0100001100mmmxxx", Op.ORR_REG, "orr{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100001101mmmxxx", Op.MUL, "mul{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100001110mmmxxx", Op.BIC_REG, "bic{s} {d}, {m}", FLAGS_OUTSIDE_IT),
            row("0100001111mmmddd", Op.MVN_REG, "mvn{s} {d}, {m}", FLAGS_OUTSIDE_IT));

    private static final List<Row> HIGH_REGISTERS = List.of(
            flow("010001001mmmm111", Op.ADD_PC, "add pc, {m}", PC_OPERAND).imm(Imm.PC),
            row("01000100x1111xxx", Op.ADD_IMM, "add {d}, pc").imm(Imm.PC),
            row("01000100xmmmmxxx", Op.ADD_REG, "add {d}, {m}"),
            row("01000101nmmmmnnn", Op.CMP_REG, "cmp {n}, {m}"),
            flow("010001101mmmm111", Op.MOV_PC, "mov pc, {m}"),
            row("0100011011000000", Op.NOP, "nop"),
            row("01000110d1111ddd", Op.MOV_IMM, "mov {d}, pc").imm(Imm.PC),
            row("01000110dmmmmddd", Op.MOV_REG, "mov {d}, {m}"),
            flow("010001110mmmm000", Op.BX, "bx {m}"),
            flow("010001111mmmm000", Op.BLX, "blx {m}"));

    private static final List<Row> MEMORY = List.of(
            load("01001dddiiiiiiii", Op.LDR_LIT, "ldr {d}, [pc, #{off}]").imm(Imm.LITERAL4),
            load("0101000mmmnnnddd", Op.STR_REG, "str {d}, [{n}, {m}]"),
            load("0101001mmmnnnddd", Op.STRH_REG, "strh {d}, [{n}, {m}]"),
            load("0101010mmmnnnddd", Op.STRB_REG, "strb {d}, [{n}, {m}]"),
            load("0101011mmmnnnddd", Op.LDRSB_REG, "ldrsb {d}, [{n}, {m}]"),
            load("0101100mmmnnnddd", Op.LDR_REG, "ldr {d}, [{n}, {m}]"),
            load("0101101mmmnnnddd", Op.LDRH_REG, "ldrh {d}, [{n}, {m}]"),
            load("0101110mmmnnnddd", Op.LDRB_REG, "ldrb {d}, [{n}, {m}]"),
            load("0101111mmmnnnddd", Op.LDRSH_REG, "ldrsh {d}, [{n}, {m}]"),
            load("01100iiiiinnnddd", Op.STR_IMM, "str {d}, [{n}, #{imm}]").imm(Imm.I4),
            load("01101iiiiinnnddd", Op.LDR_IMM, "ldr {d}, [{n}, #{imm}]").imm(Imm.I4),
            load("01110iiiiinnnddd", Op.STRB_IMM, "strb {d}, [{n}, #{imm}]").imm(Imm.I),
            load("01111iiiiinnnddd", Op.LDRB_IMM, "ldrb {d}, [{n}, #{imm}]").imm(Imm.I),
            load("10000iiiiinnnddd", Op.STRH_IMM, "strh {d}, [{n}, #{imm}]").imm(Imm.I2),
            load("10001iiiiinnnddd", Op.LDRH_IMM, "ldrh {d}, [{n}, #{imm}]").imm(Imm.I2),
            load("10010dddiiiiiiii", Op.STR_IMM, "str {d}, [sp, #{imm}]")
                    .imm(Imm.I4)
                    .onSp(),
            load("10011dddiiiiiiii", Op.LDR_IMM, "ldr {d}, [sp, #{imm}]")
                    .imm(Imm.I4)
                    .onSp(),
            row("10100dddiiiiiiii", Op.MOV_IMM, "add {d}, pc, #{off}").imm(Imm.LITERAL4),
            row("10101dddiiiiiiii", Op.ADD_IMM, "add {d}, sp, #{imm}")
                    .imm(Imm.I4)
                    .onSp(),
            row("101100000iiiiiii", Op.ADD_IMM, "add sp, #{imm}")
                    .imm(Imm.I4)
                    .onSp()
                    .toSp(),
            row("101100001iiiiiii", Op.ADD_IMM, "sub sp, #{words}")
                    .imm(Imm.I4_DOWN)
                    .onSp()
                    .toSp(),
            load("1011010lllllllll", Op.STM, "push {list}")
                    .imm(Imm.LIST_LR)
                    .onSp()
                    .kind(Insn.DOWN | Insn.WRITE_BACK),
            flow("10111101llllllll", Op.LDM_PC, "pop {list}")
                    .imm(Imm.LIST_PC)
                    .onSp()
                    .kind(Insn.WRITE_BACK),
            load("10111100llllllll", Op.LDM, "pop {list}")
                    .imm(Imm.LIST_PC)
                    .onSp()
                    .kind(Insn.WRITE_BACK),
            load("11000nnnllllllll", Op.STM, "stmia {n}!, {list}").imm(Imm.LIST).kind(Insn.WRITE_BACK),
            load("11001nnnllllllll", Op.LDM, "ldmia {n}{!}, {list}").imm(Imm.LIST_BASE));

    private static final List<Row> OTHERS = List.of(
            flow("101100i1iiiiinnn", Op.CBZ, "cbz {n}, {label}").imm(Imm.FORWARD),
            flow("101110i1iiiiinnn", Op.CBNZ, "cbnz {n}, {label}").imm(Imm.FORWARD),
            row("1011001000mmmddd", Op.SXTH, "sxth {d}, {m}"),
            row("1011001001mmmddd", Op.SXTB, "sxtb {d}, {m}"),
            row("1011001010mmmddd", Op.UXTH, "uxth {d}, {m}"),
            row("1011001011mmmddd", Op.UXTB, "uxtb {d}, {m}"),
            flow("10110110011k00ii", Op.CPS, "cps{ie} {if}").imm(Imm.I),
            row("1011101000mmmddd", Op.REV, "rev {d}, {m}"),
            row("1011101001mmmddd", Op.REV16, "rev16 {d}, {m}"),
            row("1011101011mmmddd", Op.REVSH, "revsh {d}, {m}"),
            flow("10111110iiiiiiii", Op.BKPT, "bkpt {hex4}", IGNORES_IT).imm(Imm.I),
            row("1011111100000000", Op.NOP, "nop"),
            row("1011111100010000", Op.NOP, "yield"),
            flow("1011111100100000", Op.WFE, "wfe"),
            flow("1011111100110000", Op.WFI, "wfi"),
            row("1011111101000000", Op.SEV, "sev"),
            row("10111111iiii0000", Op.NOP, "nop {{imm}}").imm(Imm.I),
            row("10111111iiiiiiii", Op.IT, "it{then} {it}", READS_FLAGS).imm(Imm.I),
            flow("11011110iiiiiiii", Op.UDF, "udf #{imm}").imm(Imm.I),
            flow("11011111iiiiiiii", Op.SVC, "svc {imm}").imm(Imm.I),
            flow("1101cccciiiiiiii", Op.B_COND, "b{cond}.n {label}", READS_FLAGS)
                    .imm(Imm.BRANCH),
            flow("11100iiiiiiiiiii", Op.B, "b.n {label}").imm(Imm.BRANCH));

    static final List<Row> ROWS = Stream.of(ARITHMETIC, HIGH_REGISTERS, MEMORY, OTHERS)
            .flatMap(List::stream)
            .toList();

    private NarrowRows() {}
}
