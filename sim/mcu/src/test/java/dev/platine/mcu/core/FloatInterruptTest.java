package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.BX_LR;
import static dev.platine.mcu.core.Machine.NOP;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line that the floating-point unit drives (PM0214, FPU exception interrupts). */
class FloatInterruptTest {
    private static final int LINE = 5;
    private static final int HANDLER = Exceptions.FIRST_INTERRUPT + LINE;
    private static final int CPACR = 0xE000ED88;
    private static final int FPCCR = 0xE000EF34;
    private static final int FPCAR = 0xE000EF38;
    /** {@code vdiv.f32 s0, s1, s2}. */
    private static final int[] VDIV = {0xEE80, 0x0A81};
    /** {@code vmrs r0, fpscr}. */
    private static final int[] READ = {0xEEF1, 0x0A10};
    /** {@code vmsr fpscr, r3}. */
    private static final int[] WRITE = {0xEEE1, 0x3A10};

    private static final int DZC = 2;
    private static final int IXC = 16;

    private final Machine machine = new Machine();
    private final Cpu cpu = machine.cpu;

    @BeforeEach
    void enableUnitAndLine() {
        machine.processor.floatInterrupt(LINE);
        machine.poke(CPACR, 0xF << 20);
        machine.enable(LINE, 0x40);
        machine.main(VDIV[0], VDIV[1], NOP, NOP, NOP);
    }

    private void divide(float by) {
        cpu.s[1] = Float.floatToRawIntBits(1);
        cpu.s[2] = Float.floatToRawIntBits(by);
        machine.run(1);
        machine.run(0);
    }

    @Test
    void shouldInterruptAtADivisionByZero() {
        divide(0);
        assertThat(machine.processor.exceptionNumber()).isEqualTo(HANDLER);
        assertThat(machine.memory(machine.register(FPCAR) + 0x40))
                .as("lazily stacked: nothing yet")
                .isZero();
    }

    @Test
    void shouldNotInterruptAtAnInexactResult() {
        divide(3);
        assertThat(cpu.fpscr & IXC).isEqualTo(IXC);
        assertThat(machine.processor.exceptionNumber()).isZero();
    }

    @Test
    void shouldEndWhenTheHandlerClearsTheFlagInTheStack() {
        machine.handlerCode(HANDLER, READ[0], READ[1], BX_LR);
        divide(0);
        machine.run(1);
        int stacked = machine.register(FPCAR) + 0x40;
        assertThat(machine.memory(stacked) & DZC).isEqualTo(DZC);
        assertThat(cpu.fpscr).as("preserving clears it").isZero();
        machine.processor.debug().write(stacked, 4, 0);
        machine.run(1);
        machine.run(0);
        assertThat(machine.processor.exceptionNumber()).isZero();
    }

    @Test
    void shouldInterruptAgainWhenTheFlagStays() {
        machine.handlerCode(HANDLER, READ[0], READ[1], BX_LR);
        divide(0);
        machine.run(2);
        machine.run(0);
        assertThat(machine.processor.exceptionNumber()).isEqualTo(HANDLER);
    }

    @Test
    void shouldInterruptWhenSoftwareSetsAFlag() {
        machine.main(WRITE[0], WRITE[1], NOP);
        cpu.r[3] = 1;
        machine.run(1);
        machine.run(0);
        assertThat(machine.processor.exceptionNumber()).isEqualTo(HANDLER);
    }

    @Test
    void shouldEndWithoutStackingWhenTheHandlerClearsTheRegister() {
        machine.poke(FPCCR, 0);
        machine.handlerCode(HANDLER, WRITE[0], WRITE[1], BX_LR);
        cpu.r[3] = 0;
        divide(0);
        machine.run(2);
        machine.run(0);
        assertThat(machine.processor.exceptionNumber()).isZero();
        assertThat(cpu.fpscr).isZero();
    }
}
