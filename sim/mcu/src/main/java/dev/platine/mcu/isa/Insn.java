package dev.platine.mcu.isa;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An instruction at an address with its operands taken apart: what engines run. Immutable. Registers are numbers 0 to 15, or 0 to 31
 * for floating-point ones (a double one is the number of its lower half). What a row does not name is 0.
 */
public final class Insn {
    /** Write-back: address first, then the offset. */
    public static final int POST = 0;
    /** Write-back: the address with its offset. */
    public static final int PRE = 1;
    /** No write-back: the address with its offset. */
    public static final int OFFSET = 2;
    /** The offset is a shifted register, no write-back. */
    public static final int BY_REGISTER = 3;
    /** The address is known: {@link #imm}. */
    public static final int LITERAL = 4;
    /** Of several registers: the base is written back. */
    public static final int WRITE_BACK = 1;
    /** Of several registers: downwards, the base is the end. */
    public static final int DOWN = 2;

    /** The operation, a number of {@link Op}. */
    public final int op;
    /** Length in bytes, 2 or 4. */
    public final int size;
    /** The destination, or what is loaded or stored. */
    public final int d;
    /** The first operand, or the base address. */
    public final int n;
    /** The second operand. */
    public final int m;
    /** The third operand, or the upper half of a long destination. */
    public final int a;
    /** The number operand: constant, offset, amount of shift, address, list of registers. */
    public final int imm;
    /** A second small number: kind of shift, condition, width, write-back. */
    public final int kind;
    /** What a constant makes of the carry flag: 0, 1, or -1 for unchanged. */
    public final int carry;
    /** Where it stands. */
    public final int address;
    /** The instruction itself: 16 bits, or the first halfword above the second. */
    public final int word;
    /** Its row in the table. */
    public final Row row;
    /** What an engine made of the code from here on, with {@link Op#REGION}. */
    public final @Nullable Object region;

    private static final Row BREAKPOINT =
            Objects.requireNonNull(InstructionTable.armv7em().find(0xBE00));

    private final Insn plain;

    private Insn(Insn of, int op, Row itsRow, @Nullable Object region) {
        row = itsRow;
        this.region = region;
        word = of.word;
        address = of.address;
        size = of.size;
        d = of.d;
        n = of.n;
        m = of.m;
        a = of.a;
        imm = of.imm;
        kind = of.kind;
        carry = of.carry;
        this.op = op;
        plain = op == Op.MARKED || op == Op.REGION ? of : this;
    }

    private Insn(Row row, int op, int word, int address, boolean inIt) {
        this.row = row;
        region = null;
        this.word = word;
        this.address = address;
        size = row.size();
        d = register('d', 'D', 'e') | row.target();
        n = register('n', 'N', 'f') | row.base();
        m = register('m', 'M', 'g');
        a = row.field('a', word);
        imm = row.imm().number(row, word, address);
        kind = row.imm().kind(row, word);
        carry = row.imm().carry(row, word);
        int chosen = adjusted(op, inIt);
        if (writesSp(chosen)) {
            this.op = Op.WRITE_SP;
            this.plain = new Insn(this, chosen, row, null);
        } else {
            this.op = chosen;
            this.plain = this;
        }
    }

    /**
     * Takes an instruction apart.
     *
     * @param row its row
     * @param word the instruction
     * @param address where it stands
     * @param inIt whether it stands in an IT block
     * @return the instruction
     */
    public static Insn of(Row row, int word, int address, boolean inIt) {
        return new Insn(row, row.op(), word, address, inIt);
    }

    /**
     * An instruction in front of which the engine stops, whatever an IT block says.
     *
     * @param of what stands there
     * @return an instruction of {@link Op#MARKED}
     */
    public static Insn marked(Insn of) {
        return new Insn(of, Op.MARKED, BREAKPOINT, null);
    }

    /**
     * An instruction from which on an engine has something better.
     *
     * @param of what stands there
     * @param region what the engine has
     * @return an instruction of {@link Op#REGION}
     */
    public static Insn entering(Insn of, Object region) {
        return new Insn(of, Op.REGION, of.row, region);
    }

    /**
     * What {@link Op#WRITE_SP} does before it clears the lower bits of SP, and what {@link Op#MARKED} and {@link Op#REGION} stand for.
     *
     * @return the same instruction by its own operation
     */
    public Insn plain() {
        return plain;
    }

    /**
     * Whether it can end a block.
     *
     * @return as its row says
     */
    public boolean endsBlock() {
        return row.is(Row.Trait.ENDS_BLOCK);
    }

    private int register(char letter, char odd, char whole) {
        if (row.has(whole)) {
            return row.field(whole, word) << 1;
        }
        int number = row.field(row.has('x') && letter != 'm' ? 'x' : letter, word);
        return row.has(odd) ? number << 1 | row.field(odd, word) : number;
    }

    private int adjusted(int op, boolean inIt) {
        if (!row.is(Row.Trait.PC_OPERAND) && !row.is(Row.Trait.FLOAT) && namesPc()) {
            return Op.UNPREDICTABLE;
        }
        if (op == Op.STM && (imm & 0x8000) != 0) {
            return Op.UNPREDICTABLE;
        }
        int adjusted = op;
        if (row.is(Row.Trait.SHIFTED) && imm == 0 && kind == 0) {
            adjusted -= op >= Op.TST_IMM && op <= Op.CMP_SHIFTED ? 1 : 2;
        }
        boolean flags = row.is(Row.Trait.SETS_FLAGS)
                || row.field('s', word) != 0
                || (row.is(Row.Trait.FLAGS_OUTSIDE_IT) && !inIt);
        return flags ? adjusted + 1 : adjusted;
    }

    /** Whether SP may get lower bits: they are cleared then. */
    private boolean writesSp(int op) {
        if (n == 13 && imm % 4 == 0 && (op == Op.ADD_IMM || op == Op.SUB_IMM)) {
            return false;
        }
        boolean destination = d == 13 && (row.has('d') || row.has('x')) && !row.has('D') && !Op.isStore(op);
        boolean second = a == 13 && (op == Op.LDRD || op == Op.LDRD_LIT);
        boolean base = n == 13 && imm % 4 != 0 && op >= Op.LDR_INDEXED && op < Op.LDR_UNPRIVILEGED;
        return destination || second || base;
    }

    private boolean namesPc() {
        return d == 15 || n == 15 || m == 15 || a == 15;
    }
}
