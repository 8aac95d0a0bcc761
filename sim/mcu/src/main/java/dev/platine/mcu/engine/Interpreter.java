package dev.platine.mcu.engine;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.isa.Condition;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Row;
import dev.platine.mcu.isa.Shifts;
import org.jspecify.annotations.Nullable;

/**
 * Carries out decoded instructions one by one. The commonest are done in the loop itself, the others by group; both by the same pure
 * operations. Allocates when an instruction is met for the first time, and nothing afterwards. Used on the simulation's thread only.
 */
public final class Interpreter implements Engine {
    private static final @Nullable Insn[] NO_CODE = new Insn[0];

    private @Nullable Insn[] code = NO_CODE;
    private @Nullable Insn[] codeInIt = NO_CODE;
    private @Nullable Memory codeMemory;
    private int codeBase;

    private long translated;
    private int portionLeft;
    private int leftAt;

    private final Told told;

    /** Who is told what is met. */
    public interface Told {
        /**
         * An instruction was met for the first time.
         *
         * @param memory where it stands
         * @param offset of the instruction
         */
        void decoded(Memory memory, int offset);

        /**
         * A region was left at an instruction that it holds only in a short form.
         *
         * @param entry of the region that was entered, which may have called the one that was left
         * @param address of the instruction
         */
        default void far(int entry, int address) {}
    }

    /** An interpreter that has not met an instruction yet. */
    public Interpreter() {
        this((memory, offset) -> {});
    }

    /**
     * An interpreter that has not met an instruction yet.
     *
     * @param told is told of each that it meets
     */
    public Interpreter(Told told) {
        this.told = told;
    }

    /**
     * How many instructions were carried out within regions.
     *
     * @return since it was built
     */
    public long translated() {
        return translated;
    }

    /**
     * Carries out one instruction. Before, {@link Cpu#pc} is behind it; afterwards, where to go on. After a trap the registers it would
     * have written are as before, and {@link Cpu#pc} has no meaning.
     *
     * @param cpu the state
     * @param i what is done
     */
    public static void carryOut(Cpu cpu, Insn i) {
        Groups.execute(cpu, i);
    }

    /**
     * What a floating-point operation makes of its operands; the flags go into FPSCR.
     *
     * @param cpu the state
     * @param op a number of {@link Op}, arithmetic or a conversion between integer and float
     * @param d the destination's bits before
     * @param n the first operand's
     * @param m the second operand's
     * @return the destination's bits
     */
    public static int single(Cpu cpu, int op, int d, int n, int m) {
        return op < Op.VCVT_F32_S32 ? FloatOps.arithmetic(cpu, op, d, n, m) : FloatOps.converted(cpu, op, m);
    }

    /**
     * Compares two floats; all flags go into FPSCR.
     *
     * @param cpu the state
     * @param first bits
     * @param second bits
     * @param quietToo whether a quiet NaN is an invalid operation as well
     */
    public static void compare(Cpu cpu, int first, int second, boolean quietToo) {
        FloatOps.compare(cpu, first, second, quietToo);
    }

    @Override
    public int run(Cpu cpu, int budget) {
        return budget - interpret(cpu, budget, 0);
    }

    /**
     * As {@link #run}, but ends also when so many instructions were carried out outside of regions.
     *
     * @param cpu the state
     * @param budget how many instructions, above 0
     * @param portion how many of them outside of regions, above 0, at most the budget
     * @return the budget left
     */
    public int run(Cpu cpu, int budget, int portion) {
        return interpret(cpu, portion, budget - portion);
    }

    /**
     * Carries out one instruction, or a region. Apart from {@link #run}, so that HotSpot does not take that for a loop of one.
     *
     * @param cpu the state
     * @param left the budget, above 0
     * @return the budget left
     */
    public int step(Cpu cpu, int left) {
        cpu.attention = 0;
        int pc = cpu.pc;
        int it = cpu.it;
        int at = (pc - codeBase) >>> 1;
        @Nullable Insn[] here = it == 0 ? code : codeInIt;
        Insn i = at < here.length ? here[at] : null;
        if (i == null) {
            i = find(cpu, pc);
            if (i == null) {
                return left - 1;
            }
        }
        cpu.left = left - 1;
        cpu.at = pc;
        cpu.pc = pc + i.size;
        if (it != 0) {
            cpu.it = Condition.advance(it);
            if (!Flags.holds(cpu, it >> 4) && !i.row.is(Row.Trait.IGNORES_IT)) {
                return left - 1;
            }
        }
        if (i.op == Op.REGION) {
            int rest = enter(cpu, i, left);
            if (rest < left) {
                return rest;
            }
        } else {
            Groups.execute(cpu, i);
        }
        if ((cpu.attention & Cpu.TRAP) != 0) {
            cpu.pc = i.address;
            cpu.it = it;
        }
        return left - 1;
    }

    /**
     * Where the last region was left.
     *
     * @return the address of the instruction that came next
     */
    public int leftAt() {
        return leftAt;
    }

    /**
     * What the last run left of its portion.
     *
     * @return instructions outside of regions
     */
    public int portionLeft() {
        return portionLeft;
    }

    // The dispatch is a table in the shape of a switch: it is one method because a call an instruction would halve the
    // speed.
    @SuppressWarnings("MethodLength")
    private int interpret(Cpu cpu, int portion, int more) {
        int[] r = cpu.r;
        int left = portion;
        int beyond = more;
        cpu.attention = 0;
        int pc = cpu.pc;
        @Nullable Insn[] insns = code;
        while (left > 0) {
            int at = (pc - codeBase) >>> 1;
            int it = cpu.it;
            @Nullable Insn[] here = it == 0 ? insns : codeInIt;
            Insn i = at < here.length ? here[at] : null;
            if (i == null) {
                i = find(cpu, pc);
                insns = code;
                if (i == null) {
                    left--;
                    break;
                }
            }
            left--;
            cpu.left = left + beyond;
            cpu.at = pc;
            pc += i.size;
            cpu.pc = pc;
            if (it != 0) {
                cpu.it = Condition.advance(it);
                if (!Flags.holds(cpu, it >> 4) && !i.row.is(Row.Trait.IGNORES_IT)) {
                    continue;
                }
            }
            switch (i.op) {
                case Op.MOV_IMM -> r[i.d] = i.imm;
                case Op.MOV_IMM_S -> r[i.d] = Flags.nzc(cpu, i.imm, i.carry);
                case Op.MOV_REG -> r[i.d] = r[i.m];
                case Op.MOV_REG_S -> r[i.d] = Flags.nz(cpu, r[i.m]);
                case Op.ADD_IMM -> r[i.d] = r[i.n] + i.imm;
                case Op.ADD_IMM_S -> r[i.d] = Flags.add(cpu, r[i.n], i.imm, 0);
                case Op.ADD_REG -> r[i.d] = r[i.n] + r[i.m];
                case Op.ADD_REG_S -> r[i.d] = Flags.add(cpu, r[i.n], r[i.m], 0);
                case Op.SUB_IMM -> r[i.d] = r[i.n] - i.imm;
                case Op.SUB_IMM_S -> r[i.d] = Flags.add(cpu, r[i.n], ~i.imm, 1);
                case Op.SUB_REG -> r[i.d] = r[i.n] - r[i.m];
                case Op.SUB_REG_S -> r[i.d] = Flags.add(cpu, r[i.n], ~r[i.m], 1);
                case Op.CMP_IMM -> Flags.add(cpu, r[i.n], ~i.imm, 1);
                case Op.CMP_REG -> Flags.add(cpu, r[i.n], ~r[i.m], 1);
                case Op.TST_IMM -> Flags.nzc(cpu, r[i.n] & i.imm, i.carry);
                case Op.TST_REG -> Flags.nz(cpu, r[i.n] & r[i.m]);
                case Op.AND_IMM -> r[i.d] = r[i.n] & i.imm;
                case Op.AND_REG_S -> r[i.d] = Flags.nz(cpu, r[i.n] & r[i.m]);
                case Op.ORR_REG -> r[i.d] = r[i.n] | r[i.m];
                case Op.ORR_REG_S -> r[i.d] = Flags.nz(cpu, r[i.n] | r[i.m]);
                case Op.ORR_IMM -> r[i.d] = r[i.n] | i.imm;
                case Op.EOR_REG -> r[i.d] = r[i.n] ^ r[i.m];
                case Op.EOR_REG_S -> r[i.d] = Flags.nz(cpu, r[i.n] ^ r[i.m]);
                case Op.LSL_IMM -> r[i.d] = r[i.m] << i.imm;
                case Op.LSL_IMM_S -> {
                    cpu.c = Shifts.lslCarry(r[i.m], i.imm, cpu.c);
                    r[i.d] = Flags.nz(cpu, r[i.m] << i.imm);
                }
                case Op.LSR_IMM -> r[i.d] = Shifts.lsr(r[i.m], i.imm);
                case Op.LSR_IMM_S -> {
                    cpu.c = Shifts.lsrCarry(r[i.m], i.imm, cpu.c);
                    r[i.d] = Flags.nz(cpu, Shifts.lsr(r[i.m], i.imm));
                }
                case Op.ADD_SHIFTED -> r[i.d] = r[i.n] + Shifts.shift(i.kind, r[i.m], i.imm, cpu.c);
                case Op.EOR_SHIFTED -> r[i.d] = r[i.n] ^ Shifts.shift(i.kind, r[i.m], i.imm, cpu.c);
                case Op.MUL -> r[i.d] = r[i.n] * r[i.m];
                case Op.MLA -> r[i.d] = r[i.n] * r[i.m] + r[i.a];
                case Op.UXTB -> r[i.d] = r[i.m] >>> i.imm & 0xFF;
                case Op.UXTH -> r[i.d] = Integer.rotateRight(r[i.m], i.imm) & 0xFFFF;
                case Op.B -> pc = i.imm;
                case Op.B_COND -> pc = Flags.holds(cpu, i.kind) ? i.imm : pc;
                case Op.CBZ -> pc = r[i.n] == 0 ? i.imm : pc;
                case Op.CBNZ -> pc = r[i.n] != 0 ? i.imm : pc;
                case Op.BL -> {
                    r[14] = pc | 1;
                    pc = i.imm;
                }
                case Op.IT -> cpu.it = i.imm;
                case Op.NOP -> {}
                case Op.LDR_IMM -> load(cpu, i.d, cpu.load32(r[i.n] + i.imm));
                case Op.LDR_REG -> load(cpu, i.d, cpu.load32(r[i.n] + (r[i.m] << i.imm)));
                case Op.LDR_LIT -> load(cpu, i.d, cpu.load32(i.imm));
                case Op.LDRB_IMM -> load(cpu, i.d, cpu.load8(r[i.n] + i.imm));
                case Op.LDRB_REG -> load(cpu, i.d, cpu.load8(r[i.n] + (r[i.m] << i.imm)));
                case Op.LDRH_IMM -> load(cpu, i.d, cpu.load16(r[i.n] + i.imm));
                case Op.LDRH_REG -> load(cpu, i.d, cpu.load16(r[i.n] + (r[i.m] << i.imm)));
                case Op.LDRSH_IMM -> load(cpu, i.d, (short) cpu.load16(r[i.n] + i.imm));
                case Op.LDRSH_REG -> load(cpu, i.d, (short) cpu.load16(r[i.n] + (r[i.m] << i.imm)));
                case Op.STR_IMM -> cpu.store32(r[i.n] + i.imm, r[i.d]);
                case Op.STR_REG -> cpu.store32(r[i.n] + (r[i.m] << i.imm), r[i.d]);
                case Op.STRB_IMM -> cpu.store8(r[i.n] + i.imm, r[i.d]);
                case Op.STRB_REG -> cpu.store8(r[i.n] + (r[i.m] << i.imm), r[i.d]);
                case Op.STRH_IMM -> cpu.store16(r[i.n] + i.imm, r[i.d]);
                case Op.LDR_INDEXED, Op.LDRB_INDEXED, Op.STR_INDEXED, Op.STRB_INDEXED -> LoadStoreOps.indexed(cpu, i);
                case Op.REGION -> {
                    int before = left + 1 + beyond;
                    int rest = enter(cpu, i, before);
                    pc = cpu.pc;
                    if (rest < before) {
                        left = Math.min(left + 1, rest);
                        beyond = rest - left;
                        if (cpu.attention != 0) {
                            portionLeft = left;
                            return rest;
                        }
                        insns = code;
                        continue;
                    }
                }
                default -> {
                    Groups.execute(cpu, i);
                    pc = cpu.pc;
                }
            }
            cpu.pc = pc;
            if (cpu.attention != 0) {
                if ((cpu.attention & Cpu.TRAP) != 0) {
                    cpu.pc = i.address;
                    cpu.it = it;
                }
                break;
            }
        }
        portionLeft = left;
        return left + beyond;
    }

    /** The region, or if that does not want to begin, the instruction itself. */
    private int enter(Cpu cpu, Insn i, int left) {
        if (i.region instanceof Region region && left >= region.need()) {
            cpu.pc = i.address;
            int rest = region.enter(cpu, left);
            translated += left - rest;
            leftAt = cpu.pc;
            if (cpu.far != 0) {
                cpu.far = 0;
                told.far(i.address, leftAt);
            }
            if (rest < left) {
                return rest;
            }
            cpu.pc = i.address + i.size;
        }
        Groups.execute(cpu, i.plain());
        return left;
    }

    private static void load(Cpu cpu, int register, int value) {
        if (cpu.attention == 0 || (cpu.attention & Cpu.TRAP) == 0) {
            cpu.r[register] = value;
        }
    }

    /** The instruction, decoded if need be; null after a trap. */
    private @Nullable Insn find(Cpu cpu, int pc) {
        if ((pc - codeBase) >>> 1 >= code.length) {
            Memory memory = cpu.fetchFrom(pc);
            if (memory == null) {
                return null;
            }
            if (cpu.checksFetch || !memory.contains(pc, 2)) {
                return memory.contains(pc, 2)
                        ? decoded(cpu, memory, memory.code(cpu.it != 0), (pc - memory.base()) >>> 1)
                        : cpu.decode(pc);
            }
            code = memory.code(false);
            codeInIt = memory.code(true);
            codeBase = memory.base();
            codeMemory = memory;
        }
        return decoded(cpu, codeMemory, cpu.it == 0 ? code : codeInIt, (pc - codeBase) >>> 1);
    }

    private @Nullable Insn decoded(Cpu cpu, @Nullable Memory memory, @Nullable Insn[] insns, int at) {
        Insn found = insns[at];
        if (found == null) {
            found = cpu.decode(cpu.pc);
            insns[at] = found;
            if (memory != null) {
                told.decoded(memory, at << 1);
            }
        }
        return found;
    }

    @Override
    public void forget() {
        code = NO_CODE;
        codeInIt = NO_CODE;
    }
}
