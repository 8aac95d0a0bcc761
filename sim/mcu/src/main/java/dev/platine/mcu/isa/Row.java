package dev.platine.mcu.isa;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * One encoding: its bits, what it does, its text, and what an engine has to know of it. Immutable.
 *
 * <p>The bits are written from the highest to the lowest, {@code 0} and {@code 1} as they must be, {@code -} where it does not matter,
 * a letter for a bit of a field, spaces where they help. Equal letters form one number in the order in which they stand. {@code d n m a}
 * name registers ({@code x} is destination and first operand at once; {@code D N M} are the odd bits of floating-point registers, {@code e f g} are double ones),
 * {@code s} sets the flags, {@code c} is a condition; the others are taken by the row's {@link Imm}.
 *
 * <p>The text has the names of operands in braces; {@code {s}} is the {@code s} of flags. The condition of an IT block is put behind the
 * mnemonic's stem.
 */
public final class Row {
    /** What an engine must not find out by itself. */
    public enum Trait {
        /** The next instruction may be another than the following one, or may have to be looked at anew: a block ends here. */
        ENDS_BLOCK,
        /** May end in a trap instead of its effect. */
        MAY_TRAP,
        /** Sets flags outside an IT block, and none inside. */
        FLAGS_OUTSIDE_IT,
        /** Sets flags always. */
        SETS_FLAGS,
        /** Reads N, Z, C, V or GE, besides the condition of an IT block. */
        READS_FLAGS,
        /** May name the program counter as an operand; other rows are unpredictable when they do. */
        PC_OPERAND,
        /** Is carried out whatever an IT block's condition says. */
        IGNORES_IT,
        /** Needs the floating-point unit. */
        FLOAT,
        /** The floating-point registers it names are double ones. */
        DOUBLE,
        /** Can be a register without a shift, whose number is lower by the step of its operation. */
        SHIFTED
    }

    private final String bits;
    private final int size;
    private final int mask;
    private final int value;
    private final int op;
    private final String text;
    private final Imm imm;
    private final int kind;
    private final Set<Trait> traits;
    private final int base;
    private final int target;
    private final int[] fields = new int[128];

    private Row(String bits, int op, String text, Imm imm, int kind, Set<Trait> traits, int base, int target) {
        String packed = bits.replace(" ", "");
        if (packed.length() != 16 && packed.length() != 32) {
            throw new IllegalArgumentException("a row must have 16 or 32 bits: " + bits);
        }
        int must = 0;
        int is = 0;
        for (int i = 0; i < packed.length(); i++) {
            int bit = 1 << (packed.length() - 1 - i);
            char c = packed.charAt(i);
            if (c == '0' || c == '1') {
                must |= bit;
                is |= c == '1' ? bit : 0;
            } else {
                fields[c] |= bit;
            }
        }
        this.bits = packed;
        this.size = packed.length() / 8;
        this.mask = must;
        this.value = is;
        this.op = op;
        this.text = text;
        this.imm = imm;
        this.kind = kind;
        this.traits = traits;
        this.base = base;
        this.target = target;
    }

    static Row row(String bits, int op, String text, Trait... traits) {
        Set<Trait> set = EnumSet.noneOf(Trait.class);
        set.addAll(Set.of(traits));
        return new Row(bits, op, text, Imm.NONE, 0, set, 0, 0);
    }

    static Row load(String bits, int op, String text, Trait... traits) {
        return row(bits, op, text, traits).with(Trait.MAY_TRAP);
    }

    static Row flow(String bits, int op, String text, Trait... traits) {
        return row(bits, op, text, traits).with(Trait.ENDS_BLOCK, Trait.MAY_TRAP);
    }

    static Row fp(String bits, int op, String text, Trait... traits) {
        return row(bits, op, text, traits).with(Trait.FLOAT, Trait.MAY_TRAP);
    }

    Row imm(Imm how) {
        return new Row(bits, op, text, how, kind, traits, base, target);
    }

    Row kind(int number) {
        return new Row(bits, op, text, imm, number, traits, base, target);
    }

    /** The base is SP without being named. */
    Row onSp() {
        return new Row(bits, op, text, imm, kind, traits, 13, target);
    }

    /** The destination is SP without being named. */
    Row toSp() {
        return new Row(bits, op, text, imm, kind, traits, base, 13);
    }

    Row with(Trait... more) {
        Set<Trait> set = EnumSet.copyOf(traits.isEmpty() ? EnumSet.noneOf(Trait.class) : traits);
        set.addAll(Set.of(more));
        return new Row(bits, op, text, imm, kind, set, base, target);
    }

    /**
     * Whether an instruction is of this row.
     *
     * @param word the instruction: 16 bits, or the first halfword above the second
     * @return whether all fixed bits agree
     */
    public boolean matches(int word) {
        return (word & mask) == value;
    }

    /**
     * A field's number.
     *
     * @param letter which field
     * @param word the instruction
     * @return its bits in the order in which they stand, 0 if the row has no such field
     */
    public int field(char letter, int word) {
        int where = fields[letter];
        int out = 0;
        while (where != 0) {
            int bit = Integer.highestOneBit(where);
            out = out << 1 | ((word & bit) != 0 ? 1 : 0);
            where &= ~bit;
        }
        return out;
    }

    /**
     * Whether the row has a field.
     *
     * @param letter which
     * @return whether the letter stands in the bits
     */
    public boolean has(char letter) {
        return fields[letter] != 0;
    }

    /**
     * Whether a trait holds.
     *
     * @param trait which
     * @return whether this row has it
     */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /**
     * The instruction's length.
     *
     * @return 2 or 4 bytes
     */
    public int size() {
        return size;
    }

    /**
     * The fixed bits.
     *
     * @return ones where a bit is fixed
     */
    public int mask() {
        return mask;
    }

    /**
     * The values of the fixed bits.
     *
     * @return bits, zero outside the mask
     */
    public int value() {
        return value;
    }

    /**
     * What is done, before flags and shifts are looked at.
     *
     * @return a number of {@link Op}
     */
    public int op() {
        return op;
    }

    /**
     * The text with its operands in braces.
     *
     * @return as declared
     */
    public String text() {
        return text;
    }

    /**
     * How the number operand is taken.
     *
     * @return the way
     */
    public Imm imm() {
        return imm;
    }

    /**
     * The row's own constant for its operation, for example before or after for a write-back.
     *
     * @return as declared, 0 if not
     */
    public int kind() {
        return kind;
    }

    /**
     * The base register that is not named in the bits.
     *
     * @return 13 for SP, 0 if there is none
     */
    public int base() {
        return base;
    }

    /**
     * The destination that is not named in the bits.
     *
     * @return 13 for SP, 0 if there is none
     */
    public int target() {
        return target;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", bits, text);
    }
}
