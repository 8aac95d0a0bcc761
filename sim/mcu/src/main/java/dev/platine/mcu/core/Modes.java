package dev.platine.mcu.core;

import dev.platine.mcu.isa.Special;
import java.util.Arrays;

/** Thread and handler mode, privilege, the two stack pointers, the masks, and the special registers that show them. */
final class Modes {
    static final int NPRIV = 1;
    static final int SPSEL = 2;
    static final int FPCA = 4;

    int control;
    int exceptionNumber;
    boolean primask;
    boolean faultmask;
    int basepri;

    private final Cpu cpu;
    private final Exceptions exceptions;
    private int otherSp;
    private boolean processStack;

    Modes(Cpu cpu, Exceptions exceptions) {
        this.cpu = cpu;
        this.exceptions = exceptions;
    }

    void reset() {
        control = 0;
        exceptionNumber = 0;
        otherSp = 0;
        processStack = false;
        primask = false;
        faultmask = false;
        basepri = 0;
        Arrays.fill(cpu.r, 0);
        cpu.flags(0);
        cpu.ge = 0;
        cpu.it = 0;
        cpu.fpscr = 0;
        cpu.exclusive = false;
        cpu.floatReady = false;
        cpu.r[14] = -1;
    }

    boolean privileged() {
        return exceptionNumber != 0 || (control & NPRIV) == 0;
    }

    int executingPriority() {
        return exceptions.executing(primask, faultmask, basepri);
    }

    /** A handler begins: the main stack, no floating-point context yet. */
    void handler(int number) {
        useStack(false);
        exceptionNumber = number;
        control &= ~(FPCA | SPSEL);
        cpu.floatReady = false;
        cpu.it = 0;
        cpu.exclusive = false;
    }

    /** Makes the main or the process stack pointer the one in use; the mode decides which it was. */
    void useStack(boolean process) {
        if (process != processStack) {
            int sp = cpu.r[13];
            cpu.r[13] = otherSp;
            otherSp = sp;
            processStack = process;
        }
    }

    int xpsr() {
        return cpu.apsr() | (cpu.it & 3) << 25 | (cpu.it & 0xFC) << 8 | 1 << 24 | exceptionNumber;
    }

    /** Flags, GE and IT from a stacked or given status word. */
    void status(int value) {
        cpu.flags(value);
        cpu.ge = value >>> 16 & 15;
        cpu.it = (value >>> 8 & 0xFC) | (value >>> 25 & 3);
    }

    int special(int number) {
        boolean privileged = privileged();
        return switch (number) {
            case Special.APSR, Special.EAPSR -> cpu.apsr();
            case Special.IAPSR, Special.XPSR -> cpu.apsr() | exceptionNumber;
            case Special.IPSR, Special.IEPSR -> exceptionNumber;
            case Special.MSP -> privileged ? stackPointer(false) : 0;
            case Special.PSP -> privileged ? stackPointer(true) : 0;
            case Special.PRIMASK -> privileged && primask ? 1 : 0;
            case Special.BASEPRI, Special.BASEPRI_MAX -> privileged ? basepri : 0;
            case Special.FAULTMASK -> privileged && faultmask ? 1 : 0;
            case Special.CONTROL -> control & 7;
            default -> 0;
        };
    }

    int stackPointer(boolean process) {
        return process == processStack ? cpu.r[13] : otherSp;
    }

    void stackPointer(boolean process, int value) {
        if (process == processStack) {
            cpu.r[13] = value & ~3;
        } else {
            otherSp = value & ~3;
        }
    }

    void flags(int mask, int value) {
        if ((mask & 2) != 0) {
            cpu.flags(value);
        }
        if ((mask & 1) != 0) {
            cpu.ge = value >>> 16 & 15;
        }
    }

    void special(int number, int value) {
        switch (number) {
            case Special.MSP -> stackPointer(false, value);
            case Special.PSP -> stackPointer(true, value);
            case Special.PRIMASK -> primask = (value & 1) != 0;
            case Special.BASEPRI -> basepri = value & 0xF0;
            case Special.BASEPRI_MAX -> {
                int wanted = value & 0xF0;
                basepri = wanted != 0 && (basepri == 0 || wanted < basepri) ? wanted : basepri;
            }
            case Special.FAULTMASK -> faultmask((value & 1) != 0);
            case Special.CONTROL -> control(value);
            default -> {}
        }
    }

    /** Clearing it is always possible; setting it only below the priority of a hard fault. */
    private void faultmask(boolean set) {
        if (!set || executingPriority() > -1) {
            faultmask = set;
        }
    }

    private void control(int value) {
        if (exceptionNumber == 0) {
            control = value & 7;
            useStack((value & SPSEL) != 0);
        } else {
            control = (control & SPSEL) | (value & (NPRIV | FPCA));
        }
        cpu.floatReady = false;
    }

    void interruptsEnabled(boolean enable, boolean priority, boolean fault) {
        if (priority) {
            primask = !enable;
        }
        if (fault) {
            faultmask(!enable);
        }
    }
}
