package dev.platine.mcu.engine;

import dev.platine.mcu.isa.Condition;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.InstructionTable;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Row;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Seeded random instruction sequences made from the table's rows. R9 and R12 are bases that are written back (R9 always aligned), R10 is
 * a base that stays, R11 a small index, R7 and R6 base and index of the 16-bit forms; nothing else writes them, so that loads and stores
 * hit the data.
 */
public final class Sequences {
    private static final int LOW_INDEX = 6;
    private static final int LOW_BASE = 7;
    private static final int ALIGNED_BASE = 9;
    private static final int BASE = 10;
    private static final int INDEX = 11;
    private static final int MOVING_BASE = 12;
    private static final int NOP = 0xBF00;
    private static final int YIELD = 0xBF10;

    private final SplittableRandom random;
    private final List<Row> rows;
    private final Set<Row> seen = new HashSet<>();
    private boolean roundsToNearest;

    public Sequences(long seed, boolean floats) {
        random = new SplittableRandom(seed);
        rows = InstructionTable.armv7em().rows().stream()
                .filter(r -> usable(r) && r.is(Row.Trait.FLOAT) == floats || !floats && r.op() == Op.MSR)
                .toList();
    }

    /** Not tested here: flow (it has its own tests), exclusive (implementations differ), FPSCR's writing (A profile has more). */
    private static boolean usable(Row row) {
        boolean exclusive = row.op() >= Op.LDREX && row.op() <= Op.STREXH;
        boolean system = row.op() >= Op.SVC;
        return !(row.is(Row.Trait.ENDS_BLOCK) || exclusive || system || row.op() == Op.IT || row.op() == Op.VMSR);
    }

    /** One program that ends behind its last byte. */
    public byte[] next(int instructions, boolean nearest) {
        roundsToNearest = nearest;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int it = 0;
        for (int k = 0; k < instructions; k++) {
            if (it == 0 && random.nextInt(12) == 0) {
                it = random.nextInt(14) << 4 | 1 + random.nextInt(15);
                half(out, 0xBF00 | it);
            } else if (it == 0 && random.nextInt(14) == 0) {
                skip(out);
            } else {
                emit(out, instruction());
                it = Condition.advance(it);
            }
        }
        while (it != 0) {
            half(out, NOP);
            it = Condition.advance(it);
        }
        return out.toByteArray();
    }

    /** A conditional branch or a comparison with zero that leaves out the next instruction. */
    private void skip(ByteArrayOutputStream out) {
        int word = instruction();
        boolean wide = word >>> 16 != 0;
        if (random.nextBoolean()) {
            half(out, 0xD000 | random.nextInt(14) << 8 | (wide ? 1 : 0));
        } else {
            half(out, 0xB100 | random.nextInt(2) << 11 | (wide ? 1 << 3 : 0) | random.nextInt(8));
        }
        emit(out, word);
    }

    private int instruction() {
        while (true) {
            Row row = rows.get(random.nextInt(rows.size()));
            int bits = row.size() == 2 ? random.nextInt(1 << 16) : random.nextInt();
            int word = shaped(row, row.value() | bits & ~row.mask());
            if (InstructionTable.armv7em().find(word) != row) {
                continue;
            }
            Insn insn = Insn.of(row, word, Unicorn.CODE, false);
            if (insn.op < Op.SVC && allowed(insn) || row.op() == Op.MSR && insn.n < 9) {
                seen.add(row);
                return word;
            }
        }
    }

    /** The rows that no sequence had, as their texts. */
    List<String> unseen() {
        return rows.stream().filter(r -> !seen.contains(r)).map(Row::text).toList();
    }

    /** Puts base and index into the fields that address memory. */
    private int shaped(Row row, int word) {
        if (row.op() == Op.MSR) {
            return word & ~0xFF;
        }
        if (movesSp(row)) {
            return word & ~0x78;
        }
        if (!isMemory(row.op()) || !row.has('n')) {
            return word;
        }
        boolean narrow = row.size() == 2;
        int shaped = with(row, word, 'n', narrow ? LOW_BASE : baseOf(row));
        return row.has('m') ? with(row, shaped, 'm', narrow ? LOW_INDEX : INDEX) : shaped;
    }

    private static boolean movesSp(Row row) {
        return row.text().startsWith("add sp,") || row.text().startsWith("sub sp,");
    }

    private static int baseOf(Row row) {
        int op = row.op();
        boolean several =
                op == Op.LDM || op == Op.STM || op == Op.LDRD || op == Op.STRD || op >= Op.VLDR && op <= Op.VSTM;
        if (several) {
            return ALIGNED_BASE;
        }
        return op >= Op.LDR_INDEXED && op < Op.LDR_UNPRIVILEGED ? MOVING_BASE : BASE;
    }

    private static int with(Row row, int word, char letter, int value) {
        int out = word;
        int bit = 0;
        for (int at = 0; at < 32; at++) {
            if (row.field(letter, 1 << at) != 0) {
                out = out & ~(1 << at) | (value >> bit++ & 1) << at;
            }
        }
        return out;
    }

    static boolean isMemory(int op) {
        return op >= Op.LDR_IMM && op <= Op.LDRSH_LIT
                || op >= Op.LDR_INDEXED && op <= Op.TBH
                || op >= Op.VLDR && op <= Op.VSTM;
    }

    private static boolean reserved(int register) {
        return register >= ALIGNED_BASE && register <= 13
                || register == 15
                || register == LOW_BASE
                || register == LOW_INDEX;
    }

    private boolean allowed(Insn i) {
        boolean memory = isMemory(i.op);
        if (movesSp(i.row)) {
            return true;
        }
        if (i.op == Op.LDM || i.op == Op.STM) {
            return list(i);
        }
        if (i.row.is(Row.Trait.FLOAT)) {
            return floats(i);
        }
        boolean destinations = !reserved(i.d) && !reserved(i.a);
        boolean fromSp = i.row.text().startsWith("add {d}, sp");
        boolean sources = memory || fromSp || i.n != 13 && i.m != 13 && i.n != 15 && i.m != 15;
        boolean twice =
                (i.op == Op.LDRD || i.op >= Op.UMULL && i.op <= Op.UMAAL || i.op >= Op.SMLALBB && i.op <= Op.SMLSLDX)
                        && i.d == i.a;
        // the reference writes the program counter back there
        boolean movesPc = i.op == Op.LDRD_LIT && (i.word & 1 << 21) != 0;
        boolean empty = (i.op == Op.BFI || i.op == Op.BFC || i.op == Op.SBFX || i.op == Op.UBFX)
                && (i.kind < 1 || i.imm + i.kind > 32);
        boolean ambiguous = i.row.text().startsWith("rev.w")
                || i.row.text().startsWith("rev16.w")
                || i.row.text().startsWith("revsh.w")
                || i.row.text().startsWith("rbit")
                || i.row.text().startsWith("clz");
        boolean same = !ambiguous || (i.word >>> 16 & 15) == i.m;
        return destinations
                && sources
                && !twice
                && !movesPc
                && !empty
                && same
                && i.word != YIELD // the reference stops there, with an error
                && !(i.row.op() == Op.NOP && i.row.size() == 4);
    }

    private static boolean list(Insn i) {
        boolean narrow = i.row.size() == 2;
        int bases = 1 << ALIGNED_BASE | 1 << LOW_BASE;
        int allowed = i.op == Op.LDM ? 0x41FF & ~(bases | 1 << LOW_INDEX) : 0x5FFF & ~bases;
        return (i.imm & ~allowed) == 0 && Integer.bitCount(i.imm) > (narrow ? 0 : 1);
    }

    /** The reference rounds fixed-point numbers by FPSCR, the architecture always to nearest: compared where that is the same. */
    private boolean floats(Insn i) {
        if (i.op == Op.VCVT_FIXED_TO_FLOAT && !roundsToNearest) {
            return false;
        }
        boolean core = i.op >= Op.VMOV_TO_CORE && i.op <= Op.VMRS;
        if (core && (reserved(i.d) || reserved(i.a))) {
            return false;
        }
        if (i.op == Op.VMOV_TWO_TO_CORE && i.d == i.a) {
            return false;
        }
        if ((i.op == Op.VMOV_TWO_TO_CORE || i.op == Op.VMOV_TWO_FROM_CORE) && i.m == 31) {
            return false;
        }
        if (i.op == Op.VLDM || i.op == Op.VSTM) {
            return (i.n == ALIGNED_BASE || i.n == 13)
                    && i.imm > 0
                    && i.d + i.imm <= 32
                    && (!i.row.is(Row.Trait.DOUBLE) || i.imm % 2 == 0);
        }
        return i.imm >= 0 || i.op != Op.VCVT_FIXED_TO_FLOAT && i.op != Op.VCVT_FLOAT_TO_FIXED;
    }

    private static void emit(ByteArrayOutputStream out, int word) {
        if (word >>> 16 != 0) {
            half(out, word >>> 16);
        }
        half(out, word & 0xFFFF);
    }

    private static void half(ByteArrayOutputStream out, int halfword) {
        out.write(halfword);
        out.write(halfword >>> 8);
    }

    /** A state to begin with, from its own seed. */
    public static State state(long seed, boolean floats) {
        SplittableRandom random = new SplittableRandom(seed);
        State state = new State();
        for (int i = 0; i < 15; i++) {
            state.r[i] = interesting(random);
        }
        state.r[ALIGNED_BASE] = Unicorn.DATA + 0x2000;
        state.r[BASE] = Unicorn.DATA + 0x2000 + random.nextInt(4);
        state.r[INDEX] = random.nextInt(256);
        state.r[MOVING_BASE] = Unicorn.DATA + 0x2800 + random.nextInt(4);
        state.r[LOW_BASE] = Unicorn.DATA + 0x2200;
        state.r[LOW_INDEX] = random.nextInt(256);
        state.r[13] = Unicorn.DATA + 0x1800;
        state.status = random.nextInt() & State.STATUS;
        if (floats) {
            int rare = random.nextInt(4) == 0 ? random.nextInt() & 7 << 24 : 0;
            state.fpscr = random.nextInt() & (roundsToNearest(seed) ? 0xF0000000 : 0xF0C00000) | rare;
            for (int i = 0; i < 32; i++) {
                state.s[i] = interestingFloat(random);
            }
        }
        return state;
    }

    public static boolean roundsToNearest(long seed) {
        return (seed & 1) == 0;
    }

    private static int interesting(SplittableRandom random) {
        int[] edges = {
            0, 1, -1, 0x7FFFFFFF, 0x80000000, 0x8000, 0x7FFF, 0xFFFF, 0xFF, 0x80808080, 0x7F7F7F7F, 0x00010001
        };
        return switch (random.nextInt(4)) {
            case 0 -> edges[random.nextInt(edges.length)];
            case 1 -> random.nextInt(64) - 32;
            default -> random.nextInt();
        };
    }

    private static int interestingFloat(SplittableRandom random) {
        int sign = random.nextInt(2) << 31;
        return sign
                | switch (random.nextInt(10)) {
                    case 0 -> random.nextInt(3) == 0 ? 0 : 0x7F800000;
                    case 1 -> 0x7F800000 | random.nextInt(1 << 23);
                    case 2 -> random.nextInt(1 << 23);
                    case 3 -> 0x7F000000 | random.nextInt(1 << 23);
                    case 4 -> 0x00800000 + random.nextInt(1 << 20);
                    case 5 -> 0x3F800000 + (random.nextInt(9) - 4);
                    case 6 -> Float.floatToRawIntBits(random.nextInt(70000));
                    case 7 -> Float.floatToRawIntBits(random.nextInt(1 << 20) / 1024f);
                    default -> 0x30000000 + random.nextInt(0x20000000);
                };
    }
}
