package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.BX_LR;
import static dev.platine.mcu.core.Machine.FLASH;
import static dev.platine.mcu.core.Machine.LDR;
import static dev.platine.mcu.core.Machine.NOP;
import static dev.platine.mcu.core.Machine.RAM;
import static dev.platine.mcu.core.Machine.STACK;
import static dev.platine.mcu.core.Machine.STR;
import static dev.platine.mcu.core.Machine.UDF;
import static dev.platine.mcu.core.Machine.WFI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.core.Halt.Reason;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Halts, breakpoints, watchpoints, steps, registers and memory from outside. */
class DebugPortTest {
    /** {@code adds r0, #1}. */
    private static final int ADD = 0x3001;

    private final Machine machine = new Machine();
    private final Cpu cpu = machine.cpu;
    private final DebugPort debug = machine.processor.debug();

    private Halt halt() {
        return Objects.requireNonNull(debug.halt());
    }

    private void loop() {
        machine.code(Machine.MAIN, ADD, ADD, ADD, 0xE7FB);
    }

    @Test
    void shouldHaltInFrontOfABreakpointAtItsExactCycleAndGoOnBehindIt() {
        loop();
        assertThat(debug.breakpoint(Machine.at(2), true)).isTrue();
        assertThat(machine.run(100)).isEqualTo(2);
        assertThat(halt()).isEqualTo(new Halt(Reason.BREAKPOINT, Machine.at(2), 0, false, 0, 0, 0));
        assertThat(cpu.r[0]).isEqualTo(2);
        assertThat(machine.run(100)).as("time stands still").isZero();
        debug.resume();
        assertThat(machine.run(100)).as("one round").isEqualTo(4);
        assertThat(cpu.r[0]).isEqualTo(5);
        debug.breakpoint(Machine.at(2), false);
        debug.resume();
        assertThat(machine.run(100)).isEqualTo(100);
    }

    @Test
    void shouldFindABreakpointInCodeThatRanBeforeAndInCodeThatIsRewritten() {
        loop();
        machine.run(8);
        debug.breakpoint(Machine.at(1), true);
        machine.run(8);
        assertThat(halt().pc()).isEqualTo(Machine.at(1));
        debug.resume();
        machine.code(Machine.MAIN, ADD, 0x3105);
        machine.run(10);
        assertThat(halt().pc()).isEqualTo(Machine.at(1));
        debug.resume();
        machine.run(1);
        assertThat(cpu.r[1]).isEqualTo(10);
    }

    @Test
    void shouldFindBreakpointsThroughTheBootAliasAndBehindTheProtectionUnit() {
        loop();
        assertThat(debug.breakpoint(Machine.MAIN + 2, true)).isTrue();
        assertThat(debug.breakpoints()).containsExactly(Machine.at(1));
        debug.registers().set(CoreRegisters.PC, Machine.MAIN);
        machine.run(10);
        assertThat(halt().pc()).isEqualTo(Machine.MAIN + 2);
        machine.poke(0xE000ED94, 5);
        debug.registers().set(CoreRegisters.PC, Machine.at(0));
        debug.resume();
        machine.run(10);
        assertThat(halt().pc()).isEqualTo(Machine.at(1));
        assertThat(debug.breakpoint(0x70000000, true)).as("no memory there").isFalse();
    }

    @Test
    void shouldHaltWithinAnItBlockWhateverTheConditionAndLoseNothing() {
        machine.main(0xBF0C, 0x2001, 0x2002, NOP);
        debug.breakpoint(Machine.at(1), true);
        debug.breakpoint(Machine.at(2), true);
        cpu.z = 1;
        machine.run(10);
        assertThat(halt().pc()).isEqualTo(Machine.at(1));
        assertThat(debug.registers().get(CoreRegisters.XPSR) & 0x0600FC00).isNotZero();
        debug.resume();
        machine.run(10);
        assertThat(cpu.r[0]).as("the first condition fails").isZero();
        assertThat(halt().pc()).isEqualTo(Machine.at(2));
        debug.resume();
        machine.run(10);
        assertThat(cpu.r[0]).isEqualTo(2);
        assertThat(debug.isHalted()).isFalse();
    }

    @Test
    void shouldStepOneInstructionAtATimeEvenOntoBreakpoints() {
        loop();
        debug.breakpoint(Machine.at(1), true);
        debug.requestHalt();
        assertThat(halt().reason()).isEqualTo(Reason.REQUEST);
        for (int i = 1; i <= 3; i++) {
            debug.step(false);
            assertThat(machine.run(100)).isEqualTo(1);
            assertThat(halt().reason()).isEqualTo(Reason.STEP);
            assertThat(cpu.r[0]).isEqualTo(i);
        }
    }

    @Test
    void shouldStepIntoAHandlerOrPastIt() {
        machine.enable(0, 0x40);
        machine.handlerCode(16, NOP, BX_LR);
        debug.requestHalt();
        machine.pulse(0);
        debug.step(true);
        machine.run(10);
        assertThat(machine.exception()).isZero();
        assertThat(cpu.pc).isEqualTo(Machine.at(1));
        debug.step(false);
        machine.run(10);
        assertThat(machine.exception()).isEqualTo(16);
        assertThat(cpu.pc).isEqualTo(Machine.handler(16) + 2);
    }

    @Test
    void shouldNotPassABreakpointOfAHandlerBecauseOfTheOneItResumesFrom() {
        machine.enable(0, 0x40);
        debug.breakpoint(Machine.at(1), true);
        debug.breakpoint(Machine.handler(16), true);
        machine.run(10);
        machine.pulse(0);
        debug.resume();
        machine.run(10);
        assertThat(halt().pc()).isEqualTo(Machine.handler(16));
    }

    @Test
    void shouldStepThroughASleep() {
        machine.main(WFI, ADD);
        machine.enable(0, 0x40);
        machine.handlerCode(16, BX_LR);
        debug.step(false);
        machine.run(10);
        assertThat(halt().pc()).isEqualTo(Machine.at(1));
        assertThat(machine.processor.sleeping()).isTrue();
        debug.step(false);
        assertThat(machine.run(50)).isEqualTo(50);
        assertThat(debug.isHalted()).isFalse();
        machine.pulse(0);
        machine.run(10);
        assertThat(halt().pc()).as("the handler's return").isEqualTo(Machine.at(1));
    }

    @Test
    void shouldTellOldAndNewValueBehindTheInstructionThatWrote() {
        machine.main(NOP, 0x7008, NOP);
        machine.ram.program(RAM + 0x100, 4, 0x11223344);
        debug.watch(new Watch(RAM + 0x100, 4, false, true));
        cpu.r[0] = 0xAB;
        cpu.r[1] = RAM + 0x102;
        assertThat(machine.run(10)).isEqualTo(2);
        assertThat(halt())
                .isEqualTo(new Halt(Reason.WATCHPOINT, Machine.at(2), RAM + 0x102, true, 0x11223344L, 0x11AB3344L, 0));
        assertThat(debug.unwatch(new Watch(RAM + 0x100, 4, false, true))).isTrue();
        assertThat(debug.unwatch(new Watch(RAM + 0x100, 4, false, true))).isFalse();
        debug.resume();
        assertThat(machine.run(10)).isEqualTo(10);
    }

    @Test
    void shouldTellReadsAndLeaveNeighboursAlone() {
        machine.main(LDR, 0x6848, STR);
        debug.watch(new Watch(RAM + 0x104, 2, true, false));
        cpu.r[1] = RAM + 0x100;
        machine.ram.program(RAM + 0x104, 4, 0x55667788);
        assertThat(machine.run(10)).isEqualTo(2);
        assertThat(halt()).isEqualTo(new Halt(Reason.WATCHPOINT, Machine.at(2), RAM + 0x104, false, 0x7788, 0x7788, 0));
        assertThat(cpu.r[0]).isEqualTo(0x55667788);
    }

    @Test
    void shouldWatchTheStackingOfExceptionsToo() {
        machine.enable(0, 0x40);
        debug.watch(new Watch(STACK - 32, 32, false, true));
        machine.pulse(0);
        machine.run(10);
        assertThat(halt().reason()).isEqualTo(Reason.WATCHPOINT);
        assertThat(machine.exception()).isEqualTo(16);
    }

    @Test
    void shouldRefuseAWatchpointOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Watch(RAM, 0, true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Watch(RAM, 4, false, false));
    }

    @Test
    void shouldGiveBreakpointInstructionsToTheDebuggerAndLeaveThemOutAfterwards() {
        machine.main(0xBE2A, ADD);
        debug.attach();
        assertThat(machine.register(0xE000EDF0) & 1).as("C_DEBUGEN").isEqualTo(1);
        assertThat(machine.run(10)).isEqualTo(1);
        assertThat(halt()).isEqualTo(Halt.of(Reason.INSTRUCTION, Machine.at(0), 0x2A));
        debug.resume();
        machine.run(1);
        assertThat(cpu.r[0]).isEqualTo(1);
    }

    @Test
    void shouldHaltAtCaughtExceptionsAndAtLockUp() {
        machine.main(UDF);
        debug.catchException(Exceptions.HARD_FAULT, true);
        machine.run(10);
        assertThat(halt()).isEqualTo(Halt.of(Reason.EXCEPTION, Machine.handler(3), 3));
        debug.catchException(Exceptions.HARD_FAULT, false);
        debug.attach();
        machine.handlerCode(3, UDF);
        debug.resume();
        machine.run(10);
        assertThat(halt()).isEqualTo(Halt.of(Reason.LOCKUP, Machine.handler(3), 0));
        debug.registers().set(CoreRegisters.PC, Machine.at(1));
        debug.resume();
        assertThat(machine.processor.lockedUp()).isFalse();
    }

    @Test
    void shouldHaltBehindTheInstructionInWhichADeviceAsksForIt() {
        machine.bus.add(0x50000000, 4, new dev.platine.mcu.bus.Device() {
            @Override
            public long read(int offset, int size) {
                debug.requestHalt();
                return 7;
            }

            @Override
            public boolean write(int offset, int size, int value) {
                return true;
            }

            @Override
            public long peek(int offset, int size) {
                return 7;
            }
        });
        machine.main(NOP, LDR, ADD);
        cpu.r[1] = 0x50000000;
        assertThat(debug.peek(0x50000000, 4)).isEqualTo(7);
        assertThat(debug.isHalted()).isFalse();
        assertThat(machine.run(10)).isEqualTo(2);
        assertThat(halt()).isEqualTo(Halt.of(Reason.REQUEST, Machine.at(2), 0));
    }

    @Test
    void shouldStayHaltedOverAResetAndGoOnWhenTheDebuggerGoes() {
        loop();
        debug.attach();
        debug.breakpoint(Machine.at(1), true);
        machine.run(10);
        machine.processor.reset();
        assertThat(machine.run(10)).isZero();
        debug.detach();
        assertThat(machine.run(10)).isEqualTo(10);
        assertThat(debug.breakpoints()).isEmpty();
    }

    @Test
    void shouldReadAndWriteEveryRegister() {
        CoreRegisters registers = debug.registers();
        for (int i = 0; i < 13; i++) {
            registers.set(i, 100 + i);
        }
        for (int i = 0; i < 32; i++) {
            registers.set(CoreRegisters.S0 + i, 200 + i);
        }
        registers.set(CoreRegisters.XPSR, 0xF80F0000 | 1 << 26 | 3 << 10);
        registers.set(CoreRegisters.PSP, RAM + 0x203);
        registers.set(CoreRegisters.CONTROL, 2);
        registers.set(CoreRegisters.BASEPRI, 0x47);
        registers.set(CoreRegisters.PRIMASK, 1);
        registers.set(CoreRegisters.FAULTMASK, 1);
        registers.set(CoreRegisters.FPSCR, 0x12345678);
        for (int i = 0; i < 13; i++) {
            assertThat(registers.get(i)).isEqualTo(100 + i);
        }
        for (int i = 0; i < 32; i++) {
            assertThat(registers.get(CoreRegisters.S0 + i)).isEqualTo(200 + i);
        }
        assertThat(registers.get(CoreRegisters.XPSR)).isEqualTo(0xF80F0000 | 1 << 26 | 3 << 10 | 1 << 24);
        assertThat(registers.get(CoreRegisters.SP)).isEqualTo(RAM + 0x200);
        assertThat(registers.get(CoreRegisters.MSP)).isEqualTo(STACK);
        assertThat(registers.get(CoreRegisters.CONTROL)).isEqualTo(2);
        assertThat(registers.get(CoreRegisters.BASEPRI)).isEqualTo(0x40);
        assertThat(registers.get(CoreRegisters.PRIMASK)).isEqualTo(1);
        assertThat(registers.get(CoreRegisters.FAULTMASK)).isEqualTo(1);
        assertThat(registers.get(CoreRegisters.FPSCR)).isEqualTo(0x12345678 & 0xF7C0009F);
        assertThat(registers.get(99)).isZero();
    }

    @Test
    void shouldPokeFlashAndForgetWhatWasDecodedThere() {
        loop();
        machine.run(4);
        assertThat(debug.poke(Machine.at(0), 2, 0x3010)).isTrue();
        machine.run(1);
        assertThat(cpu.r[0]).isEqualTo(3 + 0x10);
        assertThat(debug.poke(0x70000000, 4, 1)).isFalse();
        assertThat(debug.peek(0x70000000, 4)).isEqualTo(Bus.ERROR);
        assertThat(debug.peek(FLASH, 4)).isEqualTo(STACK);
    }

    @Test
    void shouldEndForGoodWhenTheProgramExits() {
        machine.processor.hostCalls(processor -> {
            processor.debug().exit(processor.cpu().r[1]);
            return true;
        });
        machine.main(0x2105, 0xBEAB, ADD);
        machine.run(10);
        assertThat(halt()).isEqualTo(Halt.of(Reason.EXIT, Machine.at(2), 5));
    }

    @Test
    void shouldAskTheHostAgainUntilItIsReadyAndTakeInterruptsMeanwhile() {
        int[] asked = {0};
        machine.processor.hostCalls(processor -> ++asked[0] == 3);
        machine.main(0xBEAB, ADD);
        machine.enable(0, 0x40);
        machine.handlerCode(16, 0x3401, BX_LR);
        machine.run(100);
        machine.run(100);
        machine.pulse(0);
        machine.run(10);
        assertThat(asked[0]).isEqualTo(3);
        assertThat(cpu.r[4]).isEqualTo(1);
        assertThat(cpu.r[0]).isEqualTo(1);
    }
}
