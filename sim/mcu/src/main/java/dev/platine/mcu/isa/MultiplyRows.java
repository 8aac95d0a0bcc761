package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.load;
import static dev.platine.mcu.isa.Row.row;

import java.util.List;
import java.util.stream.Stream;

/** Multiplications and divisions. In the long ones {@code d} is the lower half of the result and {@code a} the upper. */
final class MultiplyRows {
    private static final List<Row> ONE_WORD = List.of(
            row("11111011 0000nnnn 1111dddd 0000mmmm", Op.MUL, "mul.w {d}, {n}, {m}"),
            row("11111011 0000nnnn aaaadddd 0000mmmm", Op.MLA, "mla {d}, {n}, {m}, {a}"),
            row("11111011 0000nnnn aaaadddd 0001mmmm", Op.MLS, "mls {d}, {n}, {m}, {a}"),
            row("11111011 0001nnnn 1111dddd 0000mmmm", Op.SMULBB, "smulbb {d}, {n}, {m}"),
            row("11111011 0001nnnn 1111dddd 0001mmmm", Op.SMULBT, "smulbt {d}, {n}, {m}"),
            row("11111011 0001nnnn 1111dddd 0010mmmm", Op.SMULTB, "smultb {d}, {n}, {m}"),
            row("11111011 0001nnnn 1111dddd 0011mmmm", Op.SMULTT, "smultt {d}, {n}, {m}"),
            row("11111011 0001nnnn aaaadddd 0000mmmm", Op.SMLABB, "smlabb {d}, {n}, {m}, {a}"),
            row("11111011 0001nnnn aaaadddd 0001mmmm", Op.SMLABT, "smlabt {d}, {n}, {m}, {a}"),
            row("11111011 0001nnnn aaaadddd 0010mmmm", Op.SMLATB, "smlatb {d}, {n}, {m}, {a}"),
            row("11111011 0001nnnn aaaadddd 0011mmmm", Op.SMLATT, "smlatt {d}, {n}, {m}, {a}"),
            row("11111011 0010nnnn 1111dddd 0000mmmm", Op.SMUAD, "smuad {d}, {n}, {m}"),
            row("11111011 0010nnnn 1111dddd 0001mmmm", Op.SMUADX, "smuadx {d}, {n}, {m}"),
            row("11111011 0010nnnn aaaadddd 0000mmmm", Op.SMLAD, "smlad {d}, {n}, {m}, {a}"),
            row("11111011 0010nnnn aaaadddd 0001mmmm", Op.SMLADX, "smladx {d}, {n}, {m}, {a}"),
            row("11111011 0011nnnn 1111dddd 0000mmmm", Op.SMULWB, "smulwb {d}, {n}, {m}"),
            row("11111011 0011nnnn 1111dddd 0001mmmm", Op.SMULWT, "smulwt {d}, {n}, {m}"),
            row("11111011 0011nnnn aaaadddd 0000mmmm", Op.SMLAWB, "smlawb {d}, {n}, {m}, {a}"),
            row("11111011 0011nnnn aaaadddd 0001mmmm", Op.SMLAWT, "smlawt {d}, {n}, {m}, {a}"),
            row("11111011 0100nnnn 1111dddd 0000mmmm", Op.SMUSD, "smusd {d}, {n}, {m}"),
            row("11111011 0100nnnn 1111dddd 0001mmmm", Op.SMUSDX, "smusdx {d}, {n}, {m}"),
            row("11111011 0100nnnn aaaadddd 0000mmmm", Op.SMLSD, "smlsd {d}, {n}, {m}, {a}"),
            row("11111011 0100nnnn aaaadddd 0001mmmm", Op.SMLSDX, "smlsdx {d}, {n}, {m}, {a}"),
            row("11111011 0101nnnn 1111dddd 0000mmmm", Op.SMMUL, "smmul {d}, {n}, {m}"),
            row("11111011 0101nnnn 1111dddd 0001mmmm", Op.SMMULR, "smmulr {d}, {n}, {m}"),
            row("11111011 0101nnnn aaaadddd 0000mmmm", Op.SMMLA, "smmla {d}, {n}, {m}, {a}"),
            row("11111011 0101nnnn aaaadddd 0001mmmm", Op.SMMLAR, "smmlar {d}, {n}, {m}, {a}"),
            row("11111011 0110nnnn aaaadddd 0000mmmm", Op.SMMLS, "smmls {d}, {n}, {m}, {a}"),
            row("11111011 0110nnnn aaaadddd 0001mmmm", Op.SMMLSR, "smmlsr {d}, {n}, {m}, {a}"),
            row("11111011 0111nnnn 1111dddd 0000mmmm", Op.USAD8, "usad8 {d}, {n}, {m}"),
            row("11111011 0111nnnn aaaadddd 0000mmmm", Op.USADA8, "usada8 {d}, {n}, {m}, {a}"));

    private static final List<Row> TWO_WORDS_AND_DIVISION = List.of(
            row("11111011 1000nnnn ddddaaaa 0000mmmm", Op.SMULL, "smull {d}, {a}, {n}, {m}"),
            row("11111011 1010nnnn ddddaaaa 0000mmmm", Op.UMULL, "umull {d}, {a}, {n}, {m}"),
            row("11111011 1100nnnn ddddaaaa 0000mmmm", Op.SMLAL, "smlal {d}, {a}, {n}, {m}"),
            row("11111011 1100nnnn ddddaaaa 1000mmmm", Op.SMLALBB, "smlalbb {d}, {a}, {n}, {m}"),
            row("11111011 1100nnnn ddddaaaa 1001mmmm", Op.SMLALBT, "smlalbt {d}, {a}, {n}, {m}"),
            row("11111011 1100nnnn ddddaaaa 1010mmmm", Op.SMLALTB, "smlaltb {d}, {a}, {n}, {m}"),
            row("11111011 1100nnnn ddddaaaa 1011mmmm", Op.SMLALTT, "smlaltt {d}, {a}, {n}, {m}"),
            row("11111011 1100nnnn ddddaaaa 1100mmmm", Op.SMLALD, "smlald {d}, {a}, {n}, {m}"),
            row("11111011 1100nnnn ddddaaaa 1101mmmm", Op.SMLALDX, "smlaldx {d}, {a}, {n}, {m}"),
            row("11111011 1101nnnn ddddaaaa 1100mmmm", Op.SMLSLD, "smlsld {d}, {a}, {n}, {m}"),
            row("11111011 1101nnnn ddddaaaa 1101mmmm", Op.SMLSLDX, "smlsldx {d}, {a}, {n}, {m}"),
            row("11111011 1110nnnn ddddaaaa 0000mmmm", Op.UMLAL, "umlal {d}, {a}, {n}, {m}"),
            row("11111011 1110nnnn ddddaaaa 0110mmmm", Op.UMAAL, "umaal {d}, {a}, {n}, {m}"),
            load("11111011 1001nnnn 1111dddd 1111mmmm", Op.SDIV, "sdiv {d}, {n}, {m}"),
            load("11111011 1011nnnn 1111dddd 1111mmmm", Op.UDIV, "udiv {d}, {n}, {m}"));

    static final List<Row> ROWS =
            Stream.of(ONE_WORD, TWO_WORDS_AND_DIVISION).flatMap(List::stream).toList();

    private MultiplyRows() {}
}
