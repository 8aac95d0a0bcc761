package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.BX_LR;
import static dev.platine.mcu.core.Machine.CFSR;
import static dev.platine.mcu.core.Machine.NOP;
import static dev.platine.mcu.core.Machine.RAM;
import static dev.platine.mcu.core.Machine.SHCSR;
import static dev.platine.mcu.core.Machine.STACK;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who owns the floating-point registers, and when they are written to the stack. */
class FloatContextTest {
    private static final int CPACR = 0xE000ED88;
    private static final int FPCCR = 0xE000EF34;
    private static final int FPCAR = 0xE000EF38;
    private static final int FPDSCR = 0xE000EF3C;
    /** {@code vadd.f32 s0, s0, s1}. */
    private static final int[] VADD = {0xEE30, 0x0A20};

    private static final int FLOAT_FRAME = 0x68;
    private static final int TWO = Float.floatToRawIntBits(2f);
    private static final int FIVE = Float.floatToRawIntBits(5f);

    private final Machine machine = new Machine();
    private final Cpu cpu = machine.cpu;

    @BeforeEach
    void enableTheUnit() {
        machine.poke(CPACR, 0xF << 20);
        machine.main(VADD[0], VADD[1], NOP, VADD[0], VADD[1]);
        machine.enable(0, 0x40);
        machine.enable(1, 0x20);
    }

    private boolean reserved() {
        return (machine.register(FPCCR) & 1) != 0;
    }

    @Test
    void shouldReserveTheFrameWithWhatFpccrTellsOfIt() {
        machine.poke(SHCSR, 3 << 16);
        machine.poke(Machine.DEMCR, 1 << 16);
        machine.run(1);
        machine.pulse(0);
        machine.run(0);
        int place = STACK - FLOAT_FRAME + 0x20;
        assertThat(machine.register(FPCAR)).isEqualTo(place);
        assertThat(machine.register(FPCCR) & 0x17B)
                .as("LSPACT, THREAD, HFRDY, MMRDY, BFRDY, MONRDY")
                .isEqualTo(1 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 8);
        assertThat(machine.processor.debug().registers().get(CoreRegisters.CONTROL) & 4)
                .as("FPCA")
                .isZero();
    }

    @Test
    void shouldTellOfFaultsThatAreOffThatTheyCouldNotBeTaken() {
        machine.run(1);
        machine.pulse(0);
        machine.run(0);
        assertThat(machine.register(FPCCR) & 0x17B).as("LSPACT, THREAD, HFRDY").isEqualTo(1 | 1 << 3 | 1 << 4);
    }

    private void breakLazyStacking() {
        machine.handlerCode(16, NOP, VADD[0], VADD[1], BX_LR);
        machine.run(1);
        machine.pulse(0);
        machine.run(1);
        machine.poke(FPCAR, 0x10000000);
    }

    @Test
    void shouldEscalateAFaultOfLazyStackingByWhatWasEnabledWhenThePlaceWasReserved() {
        breakLazyStacking();
        machine.poke(SHCSR, 7 << 16);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.HARD_FAULT);
        assertThat(machine.register(Machine.HFSR)).as("FORCED").isEqualTo(1 << 30);
        assertThat(machine.register(CFSR)).as("LSPERR").isEqualTo(1 << 13);
    }

    @Test
    void shouldLetAFaultOfLazyStackingWaitForTheHandlerThatRuns() {
        machine.poke(SHCSR, 7 << 16);
        machine.processor.exceptions().priority(Exceptions.BUS_FAULT, 0x80);
        breakLazyStacking();
        machine.run(1);
        assertThat(machine.exception()).as("its handler is higher").isEqualTo(16);
        assertThat(machine.register(SHCSR) & 1 << 14).as("BUSFAULTPENDED").isNotZero();
        assertThat(machine.register(CFSR)).isEqualTo(1 << 13);
        assertThat(reserved()).isFalse();
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.BUS_FAULT);
    }

    @Test
    void shouldSaveOnceWhenANestedHandlerUsesTheUnit() {
        machine.handlerCode(16, NOP, NOP, BX_LR);
        machine.handlerCode(17, VADD[0], VADD[1], BX_LR);
        machine.run(1);
        cpu.s[0] = FIVE;
        cpu.s[15] = TWO;
        cpu.fpscr = 0x30000000;
        machine.pulse(0);
        machine.run(1);
        machine.pulse(1);
        machine.run(0);
        assertThat(cpu.r[14])
                .as("a basic frame: the first handler has no context")
                .isEqualTo(0xFFFFFFF1);
        assertThat(reserved()).isTrue();
        machine.run(1);
        int place = STACK - FLOAT_FRAME + 0x20;
        assertThat(reserved()).isFalse();
        assertThat(machine.memory(place)).isEqualTo(FIVE);
        assertThat(machine.memory(place + 60)).isEqualTo(TWO);
        assertThat(machine.memory(place + 64)).isEqualTo(0x30000000);
        cpu.s[0] = 0;
        cpu.s[15] = 0;
        cpu.fpscr = 0;
        machine.run(3);
        assertThat(machine.exception()).isZero();
        assertThat(cpu.s[0]).isEqualTo(FIVE);
        assertThat(cpu.s[15]).isEqualTo(TWO);
        assertThat(cpu.fpscr).isEqualTo(0x30000000);
        assertThat(cpu.r[13]).isEqualTo(STACK);
    }

    @Test
    void shouldNotTouchTheReservedPlaceWhenNobodyUsesTheUnit() {
        machine.handlerCode(16, BX_LR);
        machine.run(1);
        cpu.s[3] = FIVE;
        machine.pulse(0);
        machine.run(1);
        assertThat(machine.exception()).isZero();
        assertThat(reserved()).isFalse();
        assertThat(cpu.s[3]).isEqualTo(FIVE);
        assertThat(machine.memory(STACK - FLOAT_FRAME + 0x20 + 12)).isZero();
    }

    @Test
    void shouldWriteTheRegistersAtOnceWithoutLazyStacking() {
        machine.poke(FPCCR, 1 << 31);
        machine.run(1);
        cpu.s[2] = FIVE;
        machine.pulse(0);
        machine.run(0);
        assertThat(reserved()).isFalse();
        assertThat(machine.memory(STACK - FLOAT_FRAME + 0x20 + 8)).isEqualTo(FIVE);
        machine.handlerCode(16, BX_LR);
        cpu.s[2] = 0;
        machine.run(1);
        assertThat(cpu.s[2]).isEqualTo(FIVE);
    }

    @Test
    void shouldKeepNoContextWithoutAutomaticPreservation() {
        machine.poke(FPCCR, 0);
        machine.run(1);
        machine.pulse(0);
        machine.run(0);
        assertThat(cpu.r[14]).isEqualTo(0xFFFFFFF9);
        assertThat(cpu.r[13]).isEqualTo(STACK - 0x20);
    }

    @Test
    void shouldBeginANewContextWithTheDefaults() {
        machine.poke(FPDSCR, 1 << 24 | 3 << 22);
        machine.handlerCode(16, VADD[0], VADD[1], BX_LR);
        machine.run(1);
        cpu.fpscr = 0x40000000;
        machine.pulse(0);
        machine.run(1);
        assertThat(cpu.fpscr & 0x07C00000).isEqualTo(1 << 24 | 3 << 22);
        machine.run(1);
        assertThat(cpu.fpscr).isEqualTo(0x40000000);
    }

    @Test
    void shouldFaultWhereTheReservedPlaceMayNotBeWritten() {
        machine.poke(SHCSR, 7 << 16);
        machine.handlerCode(16, NOP, VADD[0], VADD[1], BX_LR);
        machine.run(1);
        machine.pulse(0);
        machine.run(1);
        machine.poke(FPCAR, 0x10000000);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.BUS_FAULT);
        assertThat(machine.register(CFSR)).as("LSPERR").isEqualTo(1 << 13);
        assertThat(machine.stacked(6))
                .as("the instruction that needed the unit")
                .isEqualTo(Machine.handler(16) + 2);
        assertThat(reserved()).as("nothing was saved").isTrue();
    }

    @Test
    void shouldTellTheProtectionUnitsNoToLazyStacking() {
        machine.poke(SHCSR, 7 << 16);
        machine.handlerCode(16, NOP, VADD[0], VADD[1], BX_LR);
        machine.run(1);
        machine.pulse(0);
        machine.run(1);
        machine.poke(0xE000ED98, 0);
        machine.poke(0xE000ED9C, STACK - 0x80);
        machine.poke(0xE000EDA0, 6 << 24 | 1 << 28 | 6 << 1 | 1);
        machine.poke(0xE000ED94, 5);
        cpu.r[13] = STACK - 0x100;
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.MEM_MANAGE);
        assertThat(machine.register(CFSR)).as("MLSPERR").isEqualTo(1 << 5);
    }

    @Test
    void shouldRefuseReturningToAContextWithoutTheUnit() {
        machine.poke(SHCSR, 7 << 16);
        machine.handlerCode(16, VADD[0], VADD[1], NOP, BX_LR);
        machine.run(1);
        machine.pulse(0);
        machine.run(2);
        machine.poke(CPACR, 0);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.USAGE_FAULT);
        assertThat(machine.register(CFSR)).as("NOCP").isEqualTo(1 << 19);
    }

    @Test
    void shouldLetUnprivilegedCodeUseTheUnitOnlyWithFullAccess() {
        machine.poke(SHCSR, 7 << 16);
        machine.poke(CPACR, 5 << 20);
        machine.processor.debug().registers().set(CoreRegisters.CONTROL, 1);
        machine.run(1);
        assertThat(machine.register(CFSR)).as("NOCP").isEqualTo(1 << 19);
        assertThat(machine.exception()).isEqualTo(Exceptions.USAGE_FAULT);
        assertThat(machine.ram.read(RAM, 4)).isZero();
    }
}
