package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.BX_LR;
import static dev.platine.mcu.core.Machine.NOP;
import static dev.platine.mcu.core.Machine.RAM;
import static dev.platine.mcu.core.Machine.SEV;
import static dev.platine.mcu.core.Machine.WFE;
import static dev.platine.mcu.core.Machine.WFI;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** WFI, WFE, SEV, the event register, sleep on exit; and exclusive accesses, which interrupts undo. */
class WaitTest {
    private static final int SCR = 0xE000ED10;
    private static final int LDREX = 0xE851;
    private static final int STREX = 0xE842;

    private final Machine machine = new Machine();
    private final Cpu cpu = machine.cpu;

    @Test
    void shouldNotWaitForAnEventThatWasSentBefore() {
        machine.main(SEV, WFE, WFE);
        machine.run(2);
        assertThat(machine.processor.sleeping()).isFalse();
        machine.run(1);
        assertThat(machine.processor.sleeping()).as("the event is used up").isTrue();
        machine.processor.sendEvent();
        assertThat(machine.processor.sleeping()).isFalse();
        machine.run(1);
        assertThat(cpu.pc).isEqualTo(Machine.at(3));
    }

    @Test
    void shouldCountTheReturnFromAHandlerAsAnEvent() {
        machine.main(NOP, WFE, WFE);
        machine.handlerCode(16, BX_LR);
        machine.enable(0, 0x40);
        machine.run(1);
        machine.pulse(0);
        machine.run(2);
        assertThat(cpu.pc).isEqualTo(Machine.at(2));
        assertThat(machine.processor.sleeping()).isFalse();
        machine.run(1);
        assertThat(machine.processor.sleeping()).isTrue();
    }

    @Test
    void shouldWakeByWhatIsPendingButDisabledOnlyWhenAskedAndOnlyByNews() {
        machine.main(WFE, WFE);
        machine.run(1);
        machine.pulse(5);
        machine.run(10);
        assertThat(machine.processor.sleeping()).as("without SEVONPEND").isTrue();
        machine.poke(SCR, 1 << 4);
        machine.run(10);
        assertThat(machine.processor.sleeping()).as("it was pending before").isTrue();
        machine.pulse(6);
        machine.run(1);
        assertThat(cpu.pc).isEqualTo(Machine.at(2));
        assertThat(machine.processor.sleeping()).as("the second wait").isTrue();
    }

    @Test
    void shouldWakeBehindPrimaskWithoutEnteringTheHandler() {
        machine.main(0xB672, WFI, 0x2007);
        machine.enable(0, 0x40);
        machine.run(10);
        assertThat(machine.processor.sleeping()).isTrue();
        machine.pulse(0);
        machine.run(1);
        assertThat(machine.exception()).isZero();
        assertThat(cpu.r[0]).isEqualTo(7);
    }

    @Test
    void shouldSleepOnBehindBasepriThatHoldsTheInterruptOff() {
        machine.main(WFI, 0x2007);
        machine.processor.debug().registers().set(CoreRegisters.BASEPRI, 0x40);
        machine.enable(0, 0x40);
        machine.enable(1, 0x30);
        machine.run(2);
        machine.pulse(0);
        machine.run(2);
        assertThat(machine.processor.sleeping()).isTrue();
        machine.pulse(1);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(17);
    }

    @Test
    void shouldSleepAgainOnTheWayOutOfAHandlerWhenAsked() {
        machine.main(WFI, 0x2007);
        machine.handlerCode(16, 0x3401, BX_LR);
        machine.enable(0, 0x40);
        machine.poke(SCR, 1 << 1);
        machine.run(5);
        for (int i = 1; i <= 3; i++) {
            machine.pulse(0);
            machine.run(5);
            assertThat(cpu.r[4]).isEqualTo(i);
            assertThat(machine.processor.sleeping()).isTrue();
        }
        assertThat(cpu.r[0]).isZero();
    }

    @Test
    void shouldNotCountSleepAsAwake() {
        machine.main(NOP, WFI);
        machine.run(1000);
        assertThat(machine.processor.cycles()).isEqualTo(1000);
        assertThat(machine.processor.awakeCycles()).isEqualTo(2);
    }

    @Test
    void shouldStoreExclusivelyOnceAfterALoad() {
        machine.main(LDREX, 0x0F00, STREX, 0x3000, STREX, 0x3400);
        cpu.r[1] = RAM + 0x100;
        cpu.r[2] = RAM + 0x100;
        cpu.r[3] = 77;
        machine.ram.program(RAM + 0x100, 4, 5);
        machine.run(1);
        assertThat(cpu.r[0]).isEqualTo(5);
        machine.run(1);
        assertThat(cpu.r[0]).as("it was stored").isZero();
        assertThat(machine.memory(RAM + 0x100)).isEqualTo(77);
        machine.run(1);
        assertThat(cpu.r[4]).as("without a load before it is refused").isEqualTo(1);
    }

    @Test
    void shouldRefuseAnExclusiveStoreBehindAnInterruptOrClrex() {
        machine.main(LDREX, 0x0F00, STREX, 0x3000, LDREX, 0x0F00, 0xF3BF, 0x8F2F, STREX, 0x3000);
        machine.handlerCode(16, BX_LR);
        machine.enable(0, 0x40);
        cpu.r[1] = RAM + 0x100;
        cpu.r[2] = RAM + 0x100;
        cpu.r[3] = 77;
        machine.run(1);
        machine.pulse(0);
        machine.run(2);
        assertThat(cpu.r[0]).isEqualTo(1);
        machine.run(3);
        assertThat(cpu.r[0]).isEqualTo(1);
        assertThat(machine.memory(RAM + 0x100)).isZero();
    }

    @Test
    void shouldTrapAnUnalignedExclusiveAccess() {
        machine.poke(Machine.SHCSR, 7 << 16);
        machine.main(LDREX, 0x0F00);
        cpu.r[1] = RAM + 0x102;
        machine.run(1);
        assertThat(machine.register(Machine.CFSR)).isEqualTo(1 << 24);
    }
}
