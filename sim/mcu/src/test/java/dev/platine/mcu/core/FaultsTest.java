package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.BX_LR;
import static dev.platine.mcu.core.Machine.CFSR;
import static dev.platine.mcu.core.Machine.DEMCR;
import static dev.platine.mcu.core.Machine.FLASH;
import static dev.platine.mcu.core.Machine.HFSR;
import static dev.platine.mcu.core.Machine.LDR;
import static dev.platine.mcu.core.Machine.NOP;
import static dev.platine.mcu.core.Machine.RAM;
import static dev.platine.mcu.core.Machine.SHCSR;
import static dev.platine.mcu.core.Machine.STR;
import static dev.platine.mcu.core.Machine.SVC;
import static dev.platine.mcu.core.Machine.UDF;
import static dev.platine.mcu.core.Machine.WFI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults, where they go, what they leave in the status registers, and lock-up. */
class FaultsTest {
    private static final int ALL = 7 << 16;
    private static final int BFAR = 0xE000ED38;
    private static final int CCR = 0xE000ED14;
    private static final int ABSENT = 0x60000000;
    private static final int FORCED = 1 << 30;
    private static final int PRECISE = 1 << 9 | 1 << 15;

    private final Machine machine = new Machine();
    private final Cpu cpu = machine.cpu;

    @Test
    void shouldNotTakeACallForAReturnFromAHandler() {
        machine.poke(SHCSR, ALL);
        machine.handlerCode(16, 0x4788);
        machine.enable(0, 0x40);
        machine.processor.exceptions().priority(Exceptions.USAGE_FAULT, 0);
        cpu.r[1] = 0xFFFFFFF8;
        machine.pulse(0);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.USAGE_FAULT);
        assertThat(machine.register(CFSR)).as("INVSTATE").isEqualTo(1 << 17);
        assertThat(machine.stacked(6)).isEqualTo(0xFFFFFFF8);
        assertThat(machine.stacked(5)).as("the call's link").isEqualTo(Machine.handler(16) + 3);
    }

    @Test
    void shouldClearOnlyTheStatusBitsThatAreWrittenAsOnes() {
        machine.poke(SHCSR, ALL);
        machine.main(LDR);
        cpu.r[1] = ABSENT;
        machine.run(1);
        assertThat(machine.register(CFSR)).isEqualTo(PRECISE);
        machine.processor.debug().write(CFSR + 1, 1, 0x80);
        assertThat(machine.register(CFSR)).as("BFARVALID cleared by its byte").isEqualTo(1 << 9);
        machine.poke(CFSR, 1 << 9);
        assertThat(machine.register(CFSR)).isZero();
        assertThat(machine.register(BFAR)).as("the address stays").isEqualTo(ABSENT);
    }

    @Test
    void shouldTellStoresAsPreciselyAsLoads() {
        machine.poke(SHCSR, ALL);
        machine.main(NOP, STR);
        cpu.r[1] = ABSENT + 4;
        machine.run(2);
        assertThat(machine.register(CFSR)).isEqualTo(PRECISE);
        assertThat(machine.register(BFAR)).isEqualTo(ABSENT + 4);
        assertThat(machine.stacked(6)).isEqualTo(Machine.at(1));
    }

    @Test
    void shouldEscalateAFaultWhoseHandlerMayNotInterrupt() {
        machine.poke(SHCSR, ALL);
        machine.processor.exceptions().priority(Exceptions.BUS_FAULT, 0x80);
        machine.enable(0, 0x40);
        machine.handlerCode(16, LDR);
        cpu.r[1] = ABSENT;
        machine.pulse(0);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.HARD_FAULT);
        assertThat(machine.register(HFSR)).isEqualTo(FORCED);
        assertThat(machine.register(CFSR)).isEqualTo(PRECISE);
    }

    @Test
    void shouldEscalateACallWithMaskedInterrupts() {
        machine.main(0xB672, SVC);
        machine.run(2);
        assertThat(machine.exception()).isEqualTo(Exceptions.HARD_FAULT);
        assertThat(machine.register(HFSR)).isEqualTo(FORCED);
    }

    @Test
    void shouldLockUpWithFaultmaskAndComeBackByTheNonMaskableInterrupt() {
        List<String> told = new ArrayList<>();
        machine.processor.observe(new Observer() {
            @Override
            public void lockedUp(int pc) {
                told.add("locked up at " + Integer.toHexString(pc));
            }
        });
        machine.main(0xB671, UDF);
        machine.handlerCode(Exceptions.NMI, BX_LR);
        machine.run(2);
        assertThat(machine.processor.lockedUp()).isTrue();
        assertThat(told).containsExactly("locked up at 8000402");
        machine.processor.exceptions().nonMaskable(true);
        machine.processor.exceptions().nonMaskable(false);
        machine.run(0);
        assertThat(machine.exception()).isEqualTo(Exceptions.NMI);
        assertThat(machine.processor.lockedUp()).isFalse();
        machine.run(2);
        assertThat(machine.processor.lockedUp())
                .as("back at the same instruction")
                .isTrue();
    }

    @Test
    void shouldKeepFaultmaskSetWhenItIsSetAgainAndClearItWhenAsked() {
        machine.main(0xB671, 0xB671, NOP, 0xB661);
        machine.run(2);
        assertThat(machine.processor.debug().registers().get(CoreRegisters.FAULTMASK))
                .isEqualTo(1);
        machine.run(2);
        assertThat(machine.processor.debug().registers().get(CoreRegisters.FAULTMASK))
                .isZero();
    }

    @Test
    void shouldIgnoreBusFaultsInTheHardFaultHandlerWhenAsked() {
        machine.poke(CCR, 1 << 8 | 1 << 9);
        machine.main(UDF);
        machine.handlerCode(Exceptions.HARD_FAULT, LDR, NOP);
        cpu.r[0] = 5;
        cpu.r[1] = ABSENT;
        machine.run(2);
        assertThat(machine.processor.lockedUp()).isFalse();
        assertThat(cpu.r[0]).isZero();
        assertThat(machine.register(CFSR) & PRECISE).as("it can be seen").isEqualTo(PRECISE);
    }

    @Test
    void shouldTellTheStackThatCannotBeWritten() {
        machine.poke(SHCSR, ALL);
        machine.enable(0, 0x40);
        cpu.r[13] = 0x10000000;
        machine.pulse(0);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.BUS_FAULT);
        assertThat(machine.register(CFSR)).as("STKERR, no address").isEqualTo(1 << 12);
        assertThat(machine.processor.exceptions().isPending(16))
                .as("the interrupt waits")
                .isTrue();
    }

    @Test
    void shouldEnterTheInterruptFirstWhenTheStacksFaultIsLess() {
        machine.poke(SHCSR, ALL);
        machine.processor.exceptions().priority(Exceptions.BUS_FAULT, 0x80);
        machine.enable(0, 0x40);
        cpu.r[13] = 0x10000000;
        machine.pulse(0);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(16);
        assertThat(machine.processor.exceptions().isPending(Exceptions.BUS_FAULT))
                .isTrue();
    }

    @Test
    void shouldLockUpWhenNotEvenTheHardFaultsFrameCanBeWritten() {
        machine.main(UDF);
        cpu.r[13] = 0x10000000;
        machine.run(1);
        assertThat(machine.processor.lockedUp()).isTrue();
    }

    @Test
    void shouldTellTheStackThatCannotBeReadOnTheWayBack() {
        machine.poke(SHCSR, ALL);
        machine.handlerCode(16, 0x4685, BX_LR);
        machine.enable(0, 0x40);
        machine.pulse(0);
        machine.run(0);
        cpu.r[0] = RAM + 0x1FF0;
        machine.ram.program(RAM + 0x1FF0, 4, 0);
        cpu.r[0] = 0x1FFF0000;
        machine.run(2);
        assertThat(machine.exception()).isEqualTo(Exceptions.BUS_FAULT);
        assertThat(machine.register(CFSR))
                .as("UNSTKERR and the failing stacking")
                .matches(v -> (v & 1 << 11) != 0);
    }

    @Test
    void shouldTurnAMissingVectorIntoAHardFault() {
        machine.poke(0xE000ED08, 0x10000000);
        machine.enable(0, 0x40);
        machine.pulse(0);
        machine.run(1);
        assertThat(machine.processor.lockedUp())
                .as("the hard fault's vector is missing too")
                .isTrue();
        assertThat(machine.register(HFSR) & 2).isEqualTo(2);
    }

    @Test
    void shouldMoveTheVectorsByVtor() {
        machine.ram.program(RAM + 0x400 + 4 * 16, 4, FLASH + 0x801);
        machine.poke(0xE000ED08, RAM + 0x47F);
        assertThat(machine.register(0xE000ED08)).isEqualTo(RAM + 0x400);
        machine.enable(0, 0x40);
        machine.pulse(0);
        machine.run(0);
        assertThat(cpu.pc).isEqualTo(FLASH + 0x800);
    }

    @Test
    void shouldTakeFaultsThatAreSetPendingByTheFirmware() {
        machine.poke(SHCSR, ALL | 1 << 12);
        machine.run(0);
        assertThat(machine.exception()).isEqualTo(Exceptions.USAGE_FAULT);
        assertThat(machine.register(SHCSR)).as("active, no longer pending").isEqualTo(ALL | 1 << 3);
    }

    @Test
    void shouldRefuseAReturnToThreadModeWithOtherHandlersActiveUnlessAllowed() {
        machine.poke(SHCSR, ALL);
        machine.enable(0, 0x80);
        machine.enable(1, 0x40);
        machine.pulse(0);
        machine.run(1);
        machine.pulse(1);
        machine.run(0);
        machine.handlerCode(17, BX_LR);
        cpu.r[14] = 0xFFFFFFF9;
        machine.run(1);
        assertThat(machine.register(CFSR)).as("INVPC").isEqualTo(1 << 18);
        assertThat(machine.exception()).isEqualTo(Exceptions.USAGE_FAULT);
        machine.processor.reset();
        machine.poke(CCR, 1 | 1 << 9);
        machine.enable(0, 0x80);
        machine.enable(1, 0x40);
        machine.pulse(0);
        machine.run(1);
        machine.pulse(1);
        machine.run(0);
        cpu.r[14] = 0xFFFFFFF9;
        machine.ram.program(cpu.r[13] + 28, 4, 1 << 24);
        machine.run(1);
        assertThat(machine.exception()).isZero();
        assertThat(machine.processor.exceptions().activeCount()).isEqualTo(1);
    }

    @Test
    void shouldTellObserversOfFaultsHandlersAndSleep() {
        List<String> told = new ArrayList<>();
        machine.processor.observe(new Observer() {
            @Override
            public void entered(int exception) {
                told.add("entered " + exception);
            }

            @Override
            public void left(int exception) {
                told.add("left " + exception);
            }

            @Override
            public void faulted(Fault fault, int pc, int address, int exception) {
                told.add(fault + " " + Integer.toHexString(pc) + " " + Integer.toHexString(address) + " " + exception);
            }

            @Override
            public void slept(boolean deep) {
                told.add("slept " + deep);
            }

            @Override
            public void woke() {
                told.add("woke");
            }

            @Override
            public void unknownRegister(int address, boolean store) {
                told.add("unknown " + Integer.toHexString(address) + " " + store);
            }
        });
        machine.enable(0, 0x40);
        machine.handlerCode(16, BX_LR);
        machine.main(WFI, LDR);
        cpu.r[1] = ABSENT;
        machine.run(5);
        machine.pulse(0);
        machine.run(3);
        machine.poke(0xE000E024, 1);
        assertThat(told)
                .containsExactly(
                        "slept false",
                        "woke",
                        "entered 16",
                        "left 16",
                        "PRECISE_BUS 8000402 60000000 3",
                        "entered 3",
                        "unknown e000e024 true");
    }

    @Test
    void shouldGiveABreakpointToTheMonitorOrMakeItAHardFault() {
        machine.main(0xBE05);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.HARD_FAULT);
        assertThat(machine.register(HFSR)).as("DEBUGEVT").isEqualTo(1 << 31);
        assertThat(machine.register(0xE000ED30)).as("DFSR.BKPT").isEqualTo(2);
        machine.processor.powerUp();
        machine.poke(DEMCR, 1 << 16);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.DEBUG);
        assertThat(machine.stacked(6)).isEqualTo(Machine.at(0));
        machine.processor.powerUp();
        machine.poke(DEMCR, 1 << 16);
        machine.processor.exceptions().priority(Exceptions.DEBUG, 0x40);
        machine.enable(0, 0x40);
        machine.handlerCode(16, 0xBE05);
        machine.pulse(0);
        machine.run(1);
        assertThat(machine.exception()).as("the monitor may not interrupt here").isEqualTo(Exceptions.HARD_FAULT);
    }

    @Test
    void shouldStepByTheMonitorOneInstructionAtATime() {
        machine.poke(DEMCR, 1 << 16 | 1 << 17 | 1 << 18);
        machine.handlerCode(Exceptions.DEBUG, BX_LR);
        machine.run(0);
        assertThat(machine.exception()).isEqualTo(Exceptions.DEBUG);
        machine.run(2);
        assertThat(machine.exception()).isEqualTo(Exceptions.DEBUG);
        assertThat(machine.stacked(6)).isEqualTo(Machine.at(1));
        machine.run(2);
        assertThat(machine.stacked(6)).isEqualTo(Machine.at(2));
    }
}
