package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.Trait.READS_FLAGS;
import static dev.platine.mcu.isa.Row.row;

import java.util.List;
import java.util.stream.Stream;

/** Parallel and saturating arithmetic on bytes and halfwords. */
final class SimdRows {
    private static final List<Row> PARALLEL = List.of(
            row("11111010 1000nnnn 1111dddd 0000mmmm", Op.SADD8, "sadd8 {d}, {n}, {m}"),
            row("11111010 1001nnnn 1111dddd 0000mmmm", Op.SADD16, "sadd16 {d}, {n}, {m}"),
            row("11111010 1010nnnn 1111dddd 0000mmmm", Op.SASX, "sasx {d}, {n}, {m}"),
            row("11111010 1100nnnn 1111dddd 0000mmmm", Op.SSUB8, "ssub8 {d}, {n}, {m}"),
            row("11111010 1101nnnn 1111dddd 0000mmmm", Op.SSUB16, "ssub16 {d}, {n}, {m}"),
            row("11111010 1110nnnn 1111dddd 0000mmmm", Op.SSAX, "ssax {d}, {n}, {m}"),
            row("11111010 1000nnnn 1111dddd 0001mmmm", Op.QADD8, "qadd8 {d}, {n}, {m}"),
            row("11111010 1001nnnn 1111dddd 0001mmmm", Op.QADD16, "qadd16 {d}, {n}, {m}"),
            row("11111010 1010nnnn 1111dddd 0001mmmm", Op.QASX, "qasx {d}, {n}, {m}"),
            row("11111010 1100nnnn 1111dddd 0001mmmm", Op.QSUB8, "qsub8 {d}, {n}, {m}"),
            row("11111010 1101nnnn 1111dddd 0001mmmm", Op.QSUB16, "qsub16 {d}, {n}, {m}"),
            row("11111010 1110nnnn 1111dddd 0001mmmm", Op.QSAX, "qsax {d}, {n}, {m}"),
            row("11111010 1000nnnn 1111dddd 0010mmmm", Op.SHADD8, "shadd8 {d}, {n}, {m}"),
            row("11111010 1001nnnn 1111dddd 0010mmmm", Op.SHADD16, "shadd16 {d}, {n}, {m}"),
            row("11111010 1010nnnn 1111dddd 0010mmmm", Op.SHASX, "shasx {d}, {n}, {m}"),
            row("11111010 1100nnnn 1111dddd 0010mmmm", Op.SHSUB8, "shsub8 {d}, {n}, {m}"),
            row("11111010 1101nnnn 1111dddd 0010mmmm", Op.SHSUB16, "shsub16 {d}, {n}, {m}"),
            row("11111010 1110nnnn 1111dddd 0010mmmm", Op.SHSAX, "shsax {d}, {n}, {m}"),
            row("11111010 1000nnnn 1111dddd 0100mmmm", Op.UADD8, "uadd8 {d}, {n}, {m}"),
            row("11111010 1001nnnn 1111dddd 0100mmmm", Op.UADD16, "uadd16 {d}, {n}, {m}"),
            row("11111010 1010nnnn 1111dddd 0100mmmm", Op.UASX, "uasx {d}, {n}, {m}"),
            row("11111010 1100nnnn 1111dddd 0100mmmm", Op.USUB8, "usub8 {d}, {n}, {m}"),
            row("11111010 1101nnnn 1111dddd 0100mmmm", Op.USUB16, "usub16 {d}, {n}, {m}"),
            row("11111010 1110nnnn 1111dddd 0100mmmm", Op.USAX, "usax {d}, {n}, {m}"),
            row("11111010 1000nnnn 1111dddd 0101mmmm", Op.UQADD8, "uqadd8 {d}, {n}, {m}"),
            row("11111010 1001nnnn 1111dddd 0101mmmm", Op.UQADD16, "uqadd16 {d}, {n}, {m}"),
            row("11111010 1010nnnn 1111dddd 0101mmmm", Op.UQASX, "uqasx {d}, {n}, {m}"),
            row("11111010 1100nnnn 1111dddd 0101mmmm", Op.UQSUB8, "uqsub8 {d}, {n}, {m}"),
            row("11111010 1101nnnn 1111dddd 0101mmmm", Op.UQSUB16, "uqsub16 {d}, {n}, {m}"),
            row("11111010 1110nnnn 1111dddd 0101mmmm", Op.UQSAX, "uqsax {d}, {n}, {m}"),
            row("11111010 1000nnnn 1111dddd 0110mmmm", Op.UHADD8, "uhadd8 {d}, {n}, {m}"),
            row("11111010 1001nnnn 1111dddd 0110mmmm", Op.UHADD16, "uhadd16 {d}, {n}, {m}"),
            row("11111010 1010nnnn 1111dddd 0110mmmm", Op.UHASX, "uhasx {d}, {n}, {m}"),
            row("11111010 1100nnnn 1111dddd 0110mmmm", Op.UHSUB8, "uhsub8 {d}, {n}, {m}"),
            row("11111010 1101nnnn 1111dddd 0110mmmm", Op.UHSUB16, "uhsub16 {d}, {n}, {m}"),
            row("11111010 1110nnnn 1111dddd 0110mmmm", Op.UHSAX, "uhsax {d}, {n}, {m}"));

    private static final List<Row> OTHERS = List.of(
            row("11111010 1000nnnn 1111dddd 1000mmmm", Op.QADD, "qadd {d}, {m}, {n}"),
            row("11111010 1000nnnn 1111dddd 1001mmmm", Op.QDADD, "qdadd {d}, {m}, {n}"),
            row("11111010 1000nnnn 1111dddd 1010mmmm", Op.QSUB, "qsub {d}, {m}, {n}"),
            row("11111010 1000nnnn 1111dddd 1011mmmm", Op.QDSUB, "qdsub {d}, {m}, {n}"),
            row("11111010 1010nnnn 1111dddd 1000mmmm", Op.SEL, "sel {d}, {n}, {m}", READS_FLAGS),
            row("11111010 00101111 1111dddd 10rrmmmm", Op.SXTB16, "sxtb16 {d}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 0010nnnn 1111dddd 10rrmmmm", Op.SXTAB16, "sxtab16 {d}, {n}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 00111111 1111dddd 10rrmmmm", Op.UXTB16, "uxtb16 {d}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11111010 0011nnnn 1111dddd 10rrmmmm", Op.UXTAB16, "uxtab16 {d}, {n}, {m}{ror}")
                    .imm(Imm.ROTATION),
            row("11101010 1100nnnn 0kkkdddd kk00mmmm", Op.PKHBT, "pkhbt {d}, {n}, {m}{shift}")
                    .imm(Imm.AMOUNT),
            row("11101010 1100nnnn 0kkkdddd kk10mmmm", Op.PKHTB, "pkhtb {d}, {n}, {m}{shift}")
                    .imm(Imm.AMOUNT_RIGHT)
                    .kind(Shifts.ASR));

    static final List<Row> ROWS =
            Stream.of(PARALLEL, OTHERS).flatMap(List::stream).toList();

    private SimdRows() {}
}
