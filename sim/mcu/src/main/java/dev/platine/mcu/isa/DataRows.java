package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.Trait.READS_FLAGS;
import static dev.platine.mcu.isa.Row.Trait.SHIFTED;
import static dev.platine.mcu.isa.Row.flow;
import static dev.platine.mcu.isa.Row.row;

import java.util.List;
import java.util.stream.Stream;

/** Data processing of 32 bits: with shifted registers, constants, shifts by register, bit fields. */
final class DataRows {
    private static final List<Row> SHIFTED_REGISTER = List.of(
            row("11101010 0001nnnn 0kkk1111 kkttmmmm", Op.TST_SHIFTED, "tst.w {n}, {m}{shift}", SHIFTED),
            row("11101010 000snnnn 0kkkdddd kkttmmmm", Op.AND_SHIFTED, "and{s}.w {d}, {n}, {m}{shift}", SHIFTED),
            row("11101010 001snnnn 0kkkdddd kkttmmmm", Op.BIC_SHIFTED, "bic{s}.w {d}, {n}, {m}{shift}", SHIFTED),
            row("11101010 010s1111 0000dddd 0000mmmm", Op.MOV_REG, "mov{s}.w {d}, {m}"),
            row("11101010 010s1111 0000dddd 0011mmmm", Op.RRX, "mov{s}.w {d}, {m}, rrx", READS_FLAGS),
            row("11101010 010s1111 0kkkdddd kk00mmmm", Op.LSL_IMM, "mov{s}.w {d}, {m}, lsl #{imm}"),
            row("11101010 010s1111 0kkkdddd kk01mmmm", Op.LSR_IMM, "mov{s}.w {d}, {m}, lsr #{imm}"),
            row("11101010 010s1111 0kkkdddd kk10mmmm", Op.ASR_IMM, "mov{s}.w {d}, {m}, asr #{imm}"),
            row("11101010 010s1111 0kkkdddd kk11mmmm", Op.ROR_IMM, "mov{s}.w {d}, {m}, ror #{imm}"),
            row("11101010 010snnnn 0kkkdddd kkttmmmm", Op.ORR_SHIFTED, "orr{s}.w {d}, {n}, {m}{shift}", SHIFTED),
            row("11101010 011s1111 0kkkdddd kkttmmmm", Op.MVN_SHIFTED, "mvn{s}.w {d}, {m}{shift}", SHIFTED),
            row("11101010 011snnnn 0kkkdddd kkttmmmm", Op.ORN_SHIFTED, "orn{s} {d}, {n}, {m}{shift}", SHIFTED),
            row("11101010 1001nnnn 0kkk1111 kkttmmmm", Op.TEQ_SHIFTED, "teq {n}, {m}{shift}", SHIFTED),
            row("11101010 100snnnn 0kkkdddd kkttmmmm", Op.EOR_SHIFTED, "eor{s}.w {d}, {n}, {m}{shift}", SHIFTED),
            row("11101011 0001nnnn 0kkk1111 kkttmmmm", Op.CMN_SHIFTED, "cmn.w {n}, {m}{shift}", SHIFTED),
            row("11101011 000snnnn 0kkkdddd kkttmmmm", Op.ADD_SHIFTED, "add{s}.w {d}, {n}, {m}{shift}", SHIFTED),
            row(
                    "11101011 010snnnn 0kkkdddd kkttmmmm",
                    Op.ADC_SHIFTED,
                    "adc{s}.w {d}, {n}, {m}{shift}",
                    SHIFTED,
                    READS_FLAGS),
            row(
                    "11101011 011snnnn 0kkkdddd kkttmmmm",
                    Op.SBC_SHIFTED,
                    "sbc{s}.w {d}, {n}, {m}{shift}",
                    SHIFTED,
                    READS_FLAGS),
            row("11101011 1011nnnn 0kkk1111 kkttmmmm", Op.CMP_SHIFTED, "cmp.w {n}, {m}{shift}", SHIFTED),
            row("11101011 101snnnn 0kkkdddd kkttmmmm", Op.SUB_SHIFTED, "sub{s}.w {d}, {n}, {m}{shift}", SHIFTED),
            row("11101011 110snnnn 0kkkdddd kkttmmmm", Op.RSB_SHIFTED, "rsb{s} {d}, {n}, {m}{shift}", SHIFTED));

    private static final List<Row> CONSTANT = List.of(
            row("11110i00 0001nnnn 0iii1111 iiiiiiii", Op.TST_IMM, "tst.w {n}, #{uimm}"),
            row("11110i00 000snnnn 0iiidddd iiiiiiii", Op.AND_IMM, "and{s}.w {d}, {n}, #{uimm}"),
            row("11110i00 001snnnn 0iiidddd iiiiiiii", Op.BIC_IMM, "bic{s}.w {d}, {n}, #{uimm}"),
            row("11110i00 010s1111 0iiidddd iiiiiiii", Op.MOV_IMM, "mov{s}.w {d}, #{uimm}"),
            row("11110i00 010snnnn 0iiidddd iiiiiiii", Op.ORR_IMM, "orr{s}.w {d}, {n}, #{uimm}"),
            row("11110i00 011s1111 0iiidddd iiiiiiii", Op.MVN_IMM, "mvn{s}.w {d}, #{uimm}"),
            row("11110i00 011snnnn 0iiidddd iiiiiiii", Op.ORN_IMM, "orn{s} {d}, {n}, #{uimm}"),
            row("11110i00 1001nnnn 0iii1111 iiiiiiii", Op.TEQ_IMM, "teq {n}, #{uimm}"),
            row("11110i00 100snnnn 0iiidddd iiiiiiii", Op.EOR_IMM, "eor{s}.w {d}, {n}, #{uimm}"),
            row("11110i01 0001nnnn 0iii1111 iiiiiiii", Op.CMN_IMM, "cmn.w {n}, #{uimm}"),
            row("11110i01 000snnnn 0iiidddd iiiiiiii", Op.ADD_IMM, "add{s}.w {d}, {n}, #{uimm}"),
            row("11110i01 010snnnn 0iiidddd iiiiiiii", Op.ADC_IMM, "adc{s}.w {d}, {n}, #{uimm}", READS_FLAGS),
            row("11110i01 011snnnn 0iiidddd iiiiiiii", Op.SBC_IMM, "sbc{s}.w {d}, {n}, #{uimm}", READS_FLAGS),
            row("11110i01 1011nnnn 0iii1111 iiiiiiii", Op.CMP_IMM, "cmp.w {n}, #{uimm}"),
            row("11110i01 101snnnn 0iiidddd iiiiiiii", Op.SUB_IMM, "sub{s}.w {d}, {n}, #{uimm}"),
            row("11110i01 110snnnn 0iiidddd iiiiiiii", Op.RSB_IMM, "rsb{s} {d}, {n}, #{uimm}"));

    private static final List<Row> PLAIN_CONSTANT = List.of(
            row("11110i10 00001111 0iiidddd iiiiiiii", Op.MOV_IMM, "addw {d}, pc, #{off}")
                    .imm(Imm.LITERAL),
            row("11110i10 0000nnnn 0iiidddd iiiiiiii", Op.ADD_IMM, "addw {d}, {n}, #{imm}")
                    .imm(Imm.I),
            row("11110i10 0100jjjj 0iiidddd iiiiiiii", Op.MOV_IMM, "movw {d}, #{imm}")
                    .imm(Imm.WIDE),
            row("11110i10 10101111 0iiidddd iiiiiiii", Op.MOV_IMM, "subw {d}, pc, #{i}")
                    .imm(Imm.LITERAL_DOWN),
            row("11110i10 1010nnnn 0iiidddd iiiiiiii", Op.SUB_IMM, "subw {d}, {n}, #{imm}")
                    .imm(Imm.I),
            row("11110i10 1100jjjj 0iiixxxx iiiiiiii", Op.MOVT, "movt {d}, #{imm}")
                    .imm(Imm.WIDE));

    private static final List<Row> BITS = List.of(
            row("11110011 0010nnnn 0000dddd 0000bbbb", Op.SSAT16, "ssat16 {d}, #{imm}, {n}")
                    .imm(Imm.BITS_1),
            row("11110011 1010nnnn 0000dddd 0000bbbb", Op.USAT16, "usat16 {d}, #{imm}, {n}")
                    .imm(Imm.BITS),
            row("11110011 0000nnnn 0kkkdddd kk0bbbbb", Op.SSAT_LSL, "ssat {d}, #{imm}, {n}{lsl}")
                    .imm(Imm.BITS_1),
            flow("11110011 -010---- 0000---- 00------", Op.UNDEFINED, "<undefined>"),
            row("11110011 0010nnnn 0kkkdddd kk0bbbbb", Op.SSAT_ASR, "ssat {d}, #{imm}, {n}{asr}")
                    .imm(Imm.BITS_1_RIGHT),
            row("11110011 0100nnnn 0kkkdddd kk0wwwww", Op.SBFX, "sbfx {d}, {n}, #{imm}, #{kind}")
                    .imm(Imm.FIELD),
            row("11110011 01101111 0kkkxxxx kk0wwwww", Op.BFC, "bfc {d}, #{imm}, #{kind}")
                    .imm(Imm.FIELD_TO),
            row("11110011 0110mmmm 0kkkxxxx kk0wwwww", Op.BFI, "bfi {d}, {m}, #{imm}, #{kind}")
                    .imm(Imm.FIELD_TO),
            row("11110011 1000nnnn 0kkkdddd kk0bbbbb", Op.USAT_LSL, "usat {d}, #{imm}, {n}{lsl}")
                    .imm(Imm.BITS),
            row("11110011 1010nnnn 0kkkdddd kk0bbbbb", Op.USAT_ASR, "usat {d}, #{imm}, {n}{asr}")
                    .imm(Imm.BITS_RIGHT),
            row("11110011 1100nnnn 0kkkdddd kk0wwwww", Op.UBFX, "ubfx {d}, {n}, #{imm}, #{kind}")
                    .imm(Imm.FIELD));

    private static final List<Row> REGISTERS = List.of(
            row("11111010 000snnnn 1111dddd 0000mmmm", Op.LSL_REG, "lsl{s}.w {d}, {n}, {m}"),
            row("11111010 001snnnn 1111dddd 0000mmmm", Op.LSR_REG, "lsr{s}.w {d}, {n}, {m}"),
            row("11111010 010snnnn 1111dddd 0000mmmm", Op.ASR_REG, "asr{s}.w {d}, {n}, {m}"),
            row("11111010 011snnnn 1111dddd 0000mmmm", Op.ROR_REG, "ror{s}.w {d}, {n}, {m}"),
            row("11111010 00001111 1111dddd 10rrmmmm", Op.SXTH, "sxth.w {d}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 0000nnnn 1111dddd 10rrmmmm", Op.SXTAH, "sxtah {d}, {n}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 00011111 1111dddd 10rrmmmm", Op.UXTH, "uxth.w {d}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 0001nnnn 1111dddd 10rrmmmm", Op.UXTAH, "uxtah {d}, {n}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 01001111 1111dddd 10rrmmmm", Op.SXTB, "sxtb.w {d}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 0100nnnn 1111dddd 10rrmmmm", Op.SXTAB, "sxtab {d}, {n}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 01011111 1111dddd 10rrmmmm", Op.UXTB, "uxtb.w {d}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 0101nnnn 1111dddd 10rrmmmm", Op.UXTAB, "uxtab {d}, {n}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 1001nnnn 1111dddd 1000mmmm", Op.REV, "rev.w {d}, {m}"),
            row("11111010 1001nnnn 1111dddd 1001mmmm", Op.REV16, "rev16.w {d}, {m}"),
            row("11111010 1001nnnn 1111dddd 1010mmmm", Op.RBIT, "rbit {d}, {m}"),
            row("11111010 1001nnnn 1111dddd 1011mmmm", Op.REVSH, "revsh.w {d}, {m}"),
            row("11111010 1011nnnn 1111dddd 1000mmmm", Op.CLZ, "clz {d}, {m}"));

    static final List<Row> ROWS = Stream.of(
                    SHIFTED_REGISTER.stream().map(DataRows::shifted),
                    CONSTANT.stream().map(r -> r.imm(Imm.EXPANDED)),
                    PLAIN_CONSTANT.stream(),
                    BITS.stream(),
                    REGISTERS.stream())
            .flatMap(rows -> rows)
            .toList();

    private DataRows() {}

    private static Row shifted(Row row) {
        if (row.is(SHIFTED)) {
            return row.imm(Imm.SHIFT);
        }
        return row.imm(row.op() == Op.LSR_IMM || row.op() == Op.ASR_IMM ? Imm.AMOUNT_RIGHT : Imm.AMOUNT);
    }
}
