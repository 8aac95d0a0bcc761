package dev.platine.mcu.isa;

/** How the number operands of an instruction are taken from its fields. */
public enum Imm {
    /** There is none. */
    NONE,
    /** The field {@code i} as it is. */
    I,
    /** The field {@code i} in halfwords. */
    I2,
    /** The field {@code i} in words. */
    I4,
    /** The field {@code i} in words, negative. */
    I4_DOWN,
    /** An amount {@code k} of a shift to the left of an index. */
    INDEX,
    /** The field {@code j} above {@code i}: 16 bits. */
    WIDE,
    /** Twelve bits {@code i} that stand for a constant of 32 (ThumbExpandImm). */
    EXPANDED,
    /** An amount {@code k} of a shift to the left or of a rotation. */
    AMOUNT,
    /** An amount {@code k} of a shift to the right, where 0 stands for 32. */
    AMOUNT_RIGHT,
    /** A shift of kind {@code t} and amount {@code k} (DecodeImmShift). */
    SHIFT,
    /** A rotation by {@code r} bytes. */
    ROTATION,
    /** An offset {@code i}, up if {@code u}; down if there is no {@code u}. */
    SIGNED,
    /** An offset {@code i} in words, up if {@code u}. */
    SIGNED4,
    /** The address of a constant: {@code i} from the instruction, up if {@code u} (or if there is none). */
    LITERAL,
    /** The address of a constant: {@code i} words from the instruction, up if {@code u} (or if there is none). */
    LITERAL4,
    /** The address of a constant: {@code i} before the instruction. */
    LITERAL_DOWN,
    /** The address behind the pipeline. */
    PC,
    /** A branch's target: {@code i} halfwords with a sign. */
    BRANCH,
    /** A branch's target: {@code i} in halfwords, never back. */
    FORWARD,
    /** A branch's target: sign {@code S}, {@code K}, {@code J} with J1 and J2 as they are, {@code i} in halfwords. */
    BRANCH_FAR,
    /** A branch's target: sign {@code S}, J1 and J2 ({@code J}, {@code K}) turned by the sign, {@code i} in halfwords. */
    BRANCH_LONG,
    /** A list of registers in the lower byte, and LR. */
    LIST_LR,
    /** A list of registers in the lower byte, and PC. */
    LIST_PC,
    /** A list of registers in place. */
    LIST,
    /** A list of registers in place; the base is written back if it is not among them. */
    LIST_BASE,
    /** The lowest bit {@code k} and the width {@code w} + 1. */
    FIELD,
    /** The lowest bit {@code k} and the highest {@code w}. */
    FIELD_TO,
    /** A number of bits {@code b} + 1, with the amount {@code k} of a shift. */
    BITS_1,
    /** A number of bits {@code b}, with the amount {@code k} of a shift. */
    BITS,
    /** As {@link #BITS_1}, but an amount of 0 stands for 32. */
    BITS_1_RIGHT,
    /** As {@link #BITS}, but an amount of 0 stands for 32. */
    BITS_RIGHT,
    /** A floating-point constant of 8 bits {@code i} (VFPExpandImm). */
    FLOAT,
    /** A number of words {@code i}. */
    WORDS,
    /** Bits behind the point: 16 or 32 by {@code z}, less {@code i}; the kind's bit 0 is 16 bits, bit 1 unsigned {@code v}. */
    FIXED;

    int number(Row row, int word, int address) {
        int i = row.field('i', word);
        int k = row.field('k', word);
        return switch (this) {
            case NONE -> 0;
            case I, WORDS -> i;
            case I2 -> i << 1;
            case I4 -> i << 2;
            case WIDE -> row.field('j', word) << 12 | i;
            case EXPANDED -> expand(i);
            case I4_DOWN -> -(i << 2);
            case AMOUNT, INDEX -> k;
            case AMOUNT_RIGHT -> right(k);
            case SHIFT -> amount(row.field('t', word), k);
            case ROTATION -> row.field('r', word) << 3;
            case SIGNED, SIGNED4, LITERAL, LITERAL4, LITERAL_DOWN, PC -> relative(row, word, address, i);
            case BRANCH, FORWARD, BRANCH_FAR, BRANCH_LONG -> target(row, word, address, i);
            case LIST_LR -> (word & 0xFF) | (word & 0x100) << 6;
            case LIST_PC -> (word & 0xFF) | (word & 0x100) << 7;
            case LIST, LIST_BASE -> word & (row.size() == 2 ? 0xFF : 0xFFFF);
            case FIELD, FIELD_TO -> k;
            case BITS, BITS_RIGHT -> row.field('b', word);
            case BITS_1, BITS_1_RIGHT -> row.field('b', word) + 1;
            case FLOAT -> expandFloat(i);
            case FIXED -> (row.field('z', word) != 0 ? 32 : 16) - (i << 1 | row.field('j', word));
        };
    }

    int kind(Row row, int word) {
        return switch (this) {
            case SHIFT -> row.field('t', word) == 3 && row.field('k', word) == 0 ? Shifts.RRX : row.field('t', word);
            case LIST_BASE -> (word >>> row.field('n', word) & 1) ^ 1;
            case FIELD -> row.field('w', word) + 1;
            case FIELD_TO -> row.field('w', word) - row.field('k', word) + 1;
            case BITS, BITS_1 -> row.field('k', word);
            case BITS_RIGHT, BITS_1_RIGHT -> right(row.field('k', word));
            case LIST, WORDS -> row.kind() | row.field('w', word);
            case BRANCH, BRANCH_FAR -> row.field('c', word);
            case FIXED -> (row.field('z', word) ^ 1) | row.field('v', word) << 1;
            default -> row.has('k') && this == I ? row.field('k', word) : row.kind();
        };
    }

    int carry(Row row, int word) {
        int i = row.field('i', word);
        return this == EXPANDED && i >>> 10 != 0 ? expand(i) >>> 31 : -1;
    }

    private static int right(int amount) {
        return amount == 0 ? 32 : amount;
    }

    private static int amount(int kind, int amount) {
        return kind == Shifts.LSR || kind == Shifts.ASR ? right(amount) : amount;
    }

    private int relative(Row row, int word, int address, int i) {
        int offset = this == SIGNED4 || this == LITERAL4 ? i << 2 : i;
        boolean down = row.has('u') ? row.field('u', word) == 0 : this == SIGNED;
        int signed = down ? -offset : offset;
        return switch (this) {
            case SIGNED, SIGNED4 -> signed;
            case PC -> address + 4;
            case LITERAL_DOWN -> (address + 4 & ~3) - i;
            default -> (address + 4 & ~3) + signed;
        };
    }

    private int target(Row row, int word, int address, int i) {
        if (this == FORWARD) {
            return address + 4 + (i << 1);
        }
        if (this == BRANCH) {
            int bits = row.has('c') ? 8 : 11;
            return address + 4 + (i << (32 - bits) >> (31 - bits));
        }
        int s = row.field('S', word);
        int j = row.field('J', word);
        int k = row.field('K', word);
        if (this == BRANCH_FAR) {
            return address + 4 + ((-s << 20) | k << 19 | j << 18 | i << 1);
        }
        return address + 4 + ((-s << 24) | (j ^ s ^ 1) << 23 | (k ^ s ^ 1) << 22 | i << 1);
    }

    /**
     * The constant that twelve bits stand for.
     *
     * @param i the bits
     * @return ThumbExpandImm
     */
    public static int expand(int i) {
        int b = i & 0xFF;
        return switch (i >>> 8) {
            case 0 -> b;
            case 1 -> b << 16 | b;
            case 2 -> b << 24 | b << 8;
            case 3 -> b << 24 | b << 16 | b << 8 | b;
            default -> Integer.rotateRight(0x80 | (i & 0x7F), i >>> 7);
        };
    }

    private static int expandFloat(int i) {
        int exponent = (i & 0x40) != 0 ? 0x3E000000 : 0x40000000;
        return (i & 0x80) << 24 | exponent | (i & 0x3F) << 19;
    }
}
