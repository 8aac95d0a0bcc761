package dev.platine.mcu.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Instructions as text, in binutils' spelling with the registers' plain names. Pure. */
public final class Disassembler {
    private static final String[] SHIFT_NAMES = {"lsl", "lsr", "asr", "ror", "rrx"};

    private Disassembler() {}

    /**
     * The text of an instruction.
     *
     * @param word 16 bits, or the first halfword above the second
     * @param address where it stands
     * @param it the state of the IT block that it stands in, 0 for none
     * @return mnemonic and operands with one space between; {@code <undefined>} where no row has it
     */
    public static String text(int word, int address, int it) {
        Row row = InstructionTable.armv7em().find(word);
        return row == null ? "<undefined>" : text(Insn.of(row, word, address, it != 0), it);
    }

    /**
     * The text of an instruction.
     *
     * @param insn taken apart
     * @param it the state of the IT block that it stands in, 0 for none
     * @return mnemonic and operands with one space between
     */
    public static String text(Insn insn, int it) {
        String pattern = insn.row.text();
        int space = pattern.indexOf(' ');
        String mnemonic = space < 0 ? pattern : pattern.substring(0, space);
        String operands = space < 0 ? "" : pattern.substring(space);
        String stem = filled(insn, mnemonic);
        boolean conditional = it != 0 && !insn.row.is(Row.Trait.IGNORES_IT);
        return conditional
                ? withCondition(stem, condition(it >> 4)) + filled(insn, operands)
                : (stem + filled(insn, operands)).stripTrailing();
    }

    private static String withCondition(String mnemonic, String condition) {
        int dot = mnemonic.indexOf('.');
        return dot < 0 ? mnemonic + condition : mnemonic.substring(0, dot) + condition + mnemonic.substring(dot);
    }

    private static String filled(Insn insn, String pattern) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf('{', at);
            if (open < 0) {
                return out.append(pattern, at, pattern.length()).toString();
            }
            out.append(pattern, at, open);
            if (pattern.charAt(open + 1) == '{') {
                int close = pattern.indexOf("}", open);
                out.append('{')
                        .append(operand(insn, pattern.substring(open + 2, close)))
                        .append('}');
                at = close + 2;
            } else {
                int close = pattern.indexOf('}', open);
                out.append(operand(insn, pattern.substring(open + 1, close)));
                at = close + 1;
            }
        }
        return out.toString();
    }

    private static String operand(Insn i, String name) {
        return switch (name) {
            case "d" -> register(i.d);
            case "n" -> register(i.n);
            case "m" -> register(i.m);
            case "a" -> register(i.a);
            case "s" -> (i.row.has('s') ? i.row.field('s', i.word) != 0 : i.op != i.row.op()) ? "s" : "";
            case "imm" -> Integer.toString(i.imm);
            case "uimm" -> Integer.toUnsignedString(i.imm);
            case "i" ->
                i.row.imm() == Imm.FLOAT
                        ? Float.toString(Float.intBitsToFloat(i.imm))
                        : Integer.toString(i.row.field('i', i.word));
            case "hex4" -> String.format(Locale.ROOT, "0x%04x", i.imm);
            case "kind" -> Integer.toUnsignedString(i.kind);
            case "label" -> "0x" + Integer.toHexString(i.imm);
            case "list" -> list(i.imm);
            case "!" -> (i.kind & Insn.WRITE_BACK) != 0 ? "!" : "";
            case "cond" -> Condition.name(i.kind);
            case "sys" -> Special.name(i.row.field('i', i.word), i.row.field('k', i.word), i.row.has('k'));
            case "it" -> condition(i.imm >> 4);
            case "then" -> then(i.imm);
            case "ie" -> (i.word & 0x10) != 0 ? "id" : "ie";
            case "if" -> ((i.word & 2) != 0 ? "i" : "") + ((i.word & 1) != 0 ? "f" : "");
            case "barrier" -> i.imm == 15 ? "sy" : "#" + i.imm;
            default -> i.row.is(Row.Trait.FLOAT) ? floatOperand(i, name) : offsetOperand(i, name);
        };
    }

    private static String offsetOperand(Insn i, String name) {
        return switch (name) {
            case "off" -> sign(i) + Math.abs(i.imm - (i.address + 4 & ~3));
            case "sign" -> sign(i);
            case "sgn" -> i.imm == 0 ? "" : sign(i);
            case "pre" -> i.row.field('i', i.word) == 0 ? "" : ", #" + sign(i) + i.row.field('i', i.word);
            case "words" -> Integer.toString(i.row.field('i', i.word) << 2);
            case "plus" ->
                i.row.field('i', i.word) == 0 && sign(i).isEmpty()
                        ? ""
                        : ", #" + sign(i) + (i.row.field('i', i.word) << 2);
            case "shift" -> shift(i);
            case "lsl" -> lsl(i);
            case "asr" -> ", asr #" + i.kind;
            case "ror" -> i.imm == 0 ? "" : ", ror #" + i.imm;
            default -> throw new IllegalArgumentException("no such operand: " + name);
        };
    }

    private static String floatOperand(Insn i, String name) {
        return switch (name) {
            case "sd" -> "s" + i.d;
            case "sn" -> "s" + i.n;
            case "sm" -> "s" + i.m;
            case "sm1" -> "s" + (i.m + 1);
            case "dd" -> "d" + i.d / 2;
            case "dn" -> "d" + i.n / 2;
            case "dm" -> "d" + i.m / 2;
            case "slist" -> floats("s", i.d, i.imm);
            case "dlist" -> floats("d", i.d / 2, i.imm / 2);
            case "fixed" -> ((i.kind & 2) != 0 ? "u" : "s") + ((i.kind & 1) != 0 ? "16" : "32");
            default -> offsetOperand(i, name);
        };
    }

    private static String condition(int number) {
        return number == 14 ? "al" : number == 15 ? "<und>" : Condition.name(number);
    }

    private static String register(int number) {
        return switch (number) {
            case 13 -> "sp";
            case 14 -> "lr";
            case 15 -> "pc";
            default -> "r" + number;
        };
    }

    private static String sign(Insn i) {
        boolean down = i.row.has('u')
                ? i.row.field('u', i.word) == 0
                : i.row.imm() == Imm.LITERAL_DOWN || i.row.imm() == Imm.SIGNED;
        return down ? "-" : "";
    }

    private static String shift(Insn i) {
        if (i.kind == Shifts.RRX) {
            return ", rrx";
        }
        return i.imm == 0 && i.kind == Shifts.LSL ? "" : ", " + SHIFT_NAMES[i.kind] + " #" + i.imm;
    }

    private static String lsl(Insn i) {
        int amount = i.row.imm() == Imm.INDEX ? i.imm : i.kind;
        return amount == 0 ? "" : ", lsl #" + amount;
    }

    private static String then(int imm) {
        StringBuilder out = new StringBuilder();
        for (int mask = imm; (mask & 7) != 0; mask <<= 1) {
            out.append((mask >> 3 & 1) == (imm >> 4 & 1) ? 't' : 'e');
        }
        return out.toString();
    }

    private static String list(int bits) {
        List<String> names = new ArrayList<>();
        for (int r = 0; r < 16; r++) {
            if ((bits >> r & 1) != 0) {
                names.add(register(r));
            }
        }
        return "{" + String.join(", ", names) + "}";
    }

    private static String floats(String letter, int first, int count) {
        String from = letter + first;
        return count == 1 ? "{" + from + "}" : "{" + from + "-" + letter + (first + count - 1) + "}";
    }
}
