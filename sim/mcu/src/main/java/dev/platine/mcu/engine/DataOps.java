package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Shifts;

/** Data processing in all its forms. The numbers of these operations go by family: three forms, each without and with flags. */
final class DataOps {
    private static final int FORMS = 6;

    private DataOps() {}

    static void execute(Cpu cpu, Insn i) {
        if (i.op < Op.MOV_IMM) {
            family(cpu, i);
        } else if (i.op <= Op.MUL_S) {
            move(cpu, i);
        } else {
            compare(cpu, i);
        }
    }

    /** The second operand, and for the logical families the carry that comes with it. */
    private static int second(Cpu cpu, Insn i, int form) {
        return switch (form) {
            case 0 -> i.imm;
            case 1 -> cpu.r[i.m];
            default -> Shifts.shift(i.kind, cpu.r[i.m], i.imm, cpu.c);
        };
    }

    private static int carry(Cpu cpu, Insn i, int form) {
        return switch (form) {
            case 0 -> i.carry;
            case 1 -> -1;
            default -> Shifts.shiftCarry(i.kind, cpu.r[i.m], i.imm, cpu.c);
        };
    }

    private static void family(Cpu cpu, Insn i) {
        int form = (i.op - Op.AND_IMM) % FORMS / 2;
        boolean flags = (i.op - Op.AND_IMM) % 2 != 0;
        int a = cpu.r[i.n];
        int b = second(cpu, i, form);
        int first = i.op - (i.op - Op.AND_IMM) % FORMS;
        if (first >= Op.ADD_IMM && first <= Op.RSB_IMM) {
            cpu.r[i.d] = flags ? arithmeticWithFlags(cpu, first, a, b) : arithmetic(first, a, b, cpu.c);
        } else {
            int result = logical(first, a, b);
            cpu.r[i.d] = flags ? Flags.nzc(cpu, result, carry(cpu, i, form)) : result;
        }
    }

    private static int logical(int family, int a, int b) {
        return switch (family) {
            case Op.AND_IMM -> a & b;
            case Op.BIC_IMM -> a & ~b;
            case Op.ORR_IMM -> a | b;
            case Op.ORN_IMM -> a | ~b;
            case Op.EOR_IMM -> a ^ b;
            default -> ~b;
        };
    }

    private static int arithmetic(int family, int a, int b, int carry) {
        return switch (family) {
            case Op.ADD_IMM -> a + b;
            case Op.ADC_IMM -> a + b + carry;
            case Op.SBC_IMM -> a + ~b + carry;
            case Op.SUB_IMM -> a - b;
            default -> b - a;
        };
    }

    private static int arithmeticWithFlags(Cpu cpu, int family, int a, int b) {
        return switch (family) {
            case Op.ADD_IMM -> Flags.add(cpu, a, b, 0);
            case Op.ADC_IMM -> Flags.add(cpu, a, b, cpu.c);
            case Op.SBC_IMM -> Flags.add(cpu, a, ~b, cpu.c);
            case Op.SUB_IMM -> Flags.add(cpu, a, ~b, 1);
            default -> Flags.add(cpu, b, ~a, 1);
        };
    }

    private static void move(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        boolean flags = (i.op - Op.MOV_IMM) % 2 != 0;
        int carry = -1;
        int result;
        switch (flags ? i.op - 1 : i.op) {
            case Op.MOV_IMM -> {
                result = i.imm;
                carry = i.carry;
            }
            case Op.MOV_REG -> result = r[i.m];
            case Op.MUL -> result = r[i.n] * r[i.m];
            default -> {
                boolean byRegister = i.op >= Op.LSL_REG;
                int kind = byRegister ? (i.op - Op.LSL_REG) / 2 : (i.op - Op.LSL_IMM) / 2;
                int value = byRegister ? r[i.n] : r[i.m];
                int amount = byRegister ? r[i.m] & 0xFF : i.imm;
                result = Shifts.shift(kind, value, amount, cpu.c);
                carry = Shifts.shiftCarry(kind, value, amount, cpu.c);
            }
        }
        r[i.d] = flags ? Flags.nzc(cpu, result, carry) : result;
    }

    private static void compare(Cpu cpu, Insn i) {
        int form = (i.op - Op.TST_IMM) % 3;
        int a = cpu.r[i.n];
        int b = second(cpu, i, form);
        switch (i.op - form) {
            case Op.TST_IMM -> Flags.nzc(cpu, a & b, carry(cpu, i, form));
            case Op.TEQ_IMM -> Flags.nzc(cpu, a ^ b, carry(cpu, i, form));
            case Op.CMN_IMM -> Flags.add(cpu, a, b, 0);
            default -> Flags.add(cpu, a, ~b, 1);
        }
    }
}
