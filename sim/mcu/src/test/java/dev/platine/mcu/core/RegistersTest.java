package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.BX_LR;
import static dev.platine.mcu.core.Machine.LDR;
import static dev.platine.mcu.core.Machine.NOP;
import static dev.platine.mcu.core.Machine.RAM;
import static dev.platine.mcu.core.Machine.SHCSR;
import static dev.platine.mcu.core.Machine.STACK;
import static dev.platine.mcu.core.Machine.STR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The processor's private registers: interrupt controller, system control, timer. */
class RegistersTest {
    private static final int AIRCR = 0xE000ED0C;
    private static final int ICSR = 0xE000ED04;
    private static final int CCR = 0xE000ED14;
    private static final int CTRL = 0xE000E010;
    private static final int LOAD = 0xE000E014;
    private static final int VAL = 0xE000E018;

    private final Machine machine = new Machine();
    private final Cpu cpu = machine.cpu;

    private void write(int address, int size, int value) {
        machine.processor.debug().write(address, size, value);
    }

    private void start(int reload, int control) {
        machine.poke(LOAD, reload);
        machine.poke(VAL, 0);
        machine.poke(CTRL, control);
    }

    @Test
    void shouldSetPrioritiesByByteHalfwordAndWord() {
        write(0xE000E405, 1, 0xFF);
        write(0xE000E406, 2, 0x2030);
        assertThat(machine.register(0xE000E404)).isEqualTo(0x2030F000);
        assertThat(machine.processor.debug().peek(0xE000E405, 1)).isEqualTo(0xF0);
        machine.poke(0xE000E408, 0x11223344);
        assertThat(machine.register(0xE000E408)).as("four bits each").isEqualTo(0x10203040);
        write(0xE000ED23, 1, 0xE0);
        assertThat(machine.processor.exceptions().priority(Exceptions.SYS_TICK)).isEqualTo(0xE0);
        assertThat(machine.register(0xE000ED20)).isEqualTo(0xE0000000);
    }

    @Test
    void shouldEnablePendAndClearByBitsOfWords() {
        machine.poke(0xE000E104, 1 << 5 | 1 << 17);
        assertThat(machine.register(0xE000E104)).isEqualTo(1 << 5 | 1 << 17);
        machine.poke(0xE000E184, 1 << 5);
        assertThat(machine.register(0xE000E104)).isEqualTo(1 << 17);
        machine.poke(0xE000E204, 1 << 5);
        assertThat(machine.register(0xE000E204)).isEqualTo(1 << 5);
        machine.poke(0xE000E284, 1 << 5);
        assertThat(machine.register(0xE000E284)).isZero();
        machine.poke(0xE000E108, -1);
        assertThat(machine.register(0xE000E108)).as("82 lines").isEqualTo((1 << 18) - 1);
    }

    @Test
    void shouldKeepAnInterruptPendingWhileItsLineIsHigh() {
        machine.processor.interrupt(5, true);
        machine.poke(0xE000E280, 1 << 5);
        assertThat(machine.register(0xE000E200)).isEqualTo(1 << 5);
        machine.processor.interrupt(5, false);
        assertThat(machine.register(0xE000E200)).as("latched").isEqualTo(1 << 5);
        machine.poke(0xE000E280, 1 << 5);
        assertThat(machine.register(0xE000E200)).isZero();
    }

    @Test
    void shouldComeAgainWhileTheLineStaysHigh() {
        machine.enable(0, 0x40);
        machine.handlerCode(16, 0x3401, BX_LR);
        machine.processor.interrupt(0, true);
        machine.run(6);
        assertThat(cpu.r[4]).isEqualTo(3);
        assertThat(machine.register(0xE000E300)).as("active").isEqualTo(1);
    }

    @Test
    void shouldTriggerByStirAndWithoutPrivilegeOnlyWhenAllowed() {
        machine.poke(SHCSR, 7 << 16);
        machine.main(STR, STR);
        cpu.r[0] = 9;
        cpu.r[1] = 0xE000EF00;
        machine.run(1);
        assertThat(machine.register(0xE000E200)).isEqualTo(1 << 9);
        machine.processor.debug().registers().set(CoreRegisters.CONTROL, 1);
        cpu.r[0] = 10;
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.BUS_FAULT);
        machine.processor.reset();
        machine.poke(CCR, 1 << 9 | 1 << 1);
        machine.processor.debug().registers().set(CoreRegisters.CONTROL, 1);
        cpu.r[0] = 10;
        cpu.r[1] = 0xE000EF00;
        machine.run(1);
        assertThat(machine.exception()).isZero();
        assertThat(machine.register(0xE000E200)).isEqualTo(1 << 10);
    }

    @Test
    void shouldTakeAircrOnlyWithItsKey() {
        machine.poke(AIRCR, 5 << 8 | 4);
        assertThat(machine.register(AIRCR)).isEqualTo(0xFA050000);
        assertThat(machine.processor.resetRequested()).isFalse();
        machine.poke(AIRCR, 0x05FA0000 | 5 << 8);
        assertThat(machine.register(AIRCR)).isEqualTo(0xFA050000 | 5 << 8);
        machine.poke(AIRCR, 0x05FA0004);
        assertThat(machine.processor.resetRequested()).isTrue();
        assertThat(machine.run(100)).as("nothing runs until the reset").isZero();
        machine.processor.reset();
        assertThat(machine.run(100)).isEqualTo(100);
    }

    @Test
    void shouldTellPendingAndActiveExceptionsByIcsr() {
        machine.poke(ICSR, 1 << 28);
        machine.processor.exceptions().priority(Exceptions.PEND_SV, 0xF0);
        machine.enable(3, 0x40);
        machine.pulse(3);
        assertThat(machine.register(ICSR)).isEqualTo(1 << 28 | 1 << 22 | 19 << 12);
        machine.run(0);
        assertThat(machine.register(ICSR)).isEqualTo(1 << 28 | 14 << 12 | 1 << 11 | 19);
        machine.poke(ICSR, 1 << 27);
        assertThat(machine.register(ICSR)).isEqualTo(1 << 11 | 19);
        machine.poke(ICSR, 1 << 31);
        machine.run(0);
        assertThat(machine.exception()).isEqualTo(Exceptions.NMI);
        assertThat(machine.register(ICSR))
                .as("RETTOBASE is clear with two active")
                .isEqualTo(2);
    }

    @Test
    void shouldNotPadTheStackWithoutStkalign() {
        machine.poke(CCR, 0);
        machine.enable(0, 0x40);
        cpu.r[13] = STACK - 4;
        machine.pulse(0);
        machine.run(0);
        assertThat(cpu.r[13]).isEqualTo(STACK - 4 - 32);
        assertThat(machine.stacked(7) & 1 << 9).isZero();
    }

    @Test
    void shouldRefusePrivateRegistersToUnprivilegedCode() {
        machine.poke(SHCSR, 7 << 16);
        machine.main(LDR);
        cpu.r[1] = 0xE000ED00;
        machine.processor.debug().registers().set(CoreRegisters.CONTROL, 1);
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.BUS_FAULT);
        assertThat(machine.register(0xE000ED00)).isEqualTo(0x410FC241);
    }

    @Test
    void shouldTellTheTimersFlagOnceAndOnlyToReads() {
        start(9, 5);
        machine.run(10);
        assertThat(machine.register(CTRL)).as("a look changes nothing").isEqualTo(0x10005);
        machine.main(LDR, LDR);
        cpu.pc = Machine.at(0);
        cpu.r[1] = CTRL;
        machine.run(1);
        assertThat(cpu.r[0]).isEqualTo(0x10005);
        machine.run(1);
        assertThat(cpu.r[0]).isEqualTo(5);
    }

    @Test
    void shouldCountEveryEighthCycleWithTheExternalClock() {
        start(99, 1);
        assertThat(machine.register(VAL)).isZero();
        machine.run(8);
        assertThat(machine.register(VAL)).isEqualTo(99);
        machine.run(8);
        assertThat(machine.register(VAL)).isEqualTo(98);
        machine.run(98 * 8 - 1);
        assertThat(machine.register(CTRL) & 1 << 16).isZero();
        machine.run(1);
        assertThat(machine.register(CTRL) & 1 << 16).isNotZero();
    }

    @Test
    void shouldTakeANewReloadValueOnlyWithTheNextRound() {
        start(99, 5);
        machine.run(50);
        assertThat(machine.register(VAL)).isEqualTo(50);
        machine.poke(LOAD, 9);
        assertThat(machine.register(VAL)).as("the round goes on").isEqualTo(50);
        machine.run(50);
        assertThat(machine.register(VAL)).isZero();
        machine.run(1);
        assertThat(machine.register(VAL)).isEqualTo(9);
    }

    @Test
    void shouldStopAndGoOnWhereTheTimerStood() {
        start(99, 7);
        machine.run(60);
        machine.poke(CTRL, 6);
        machine.run(1000);
        assertThat(machine.register(VAL)).isEqualTo(40);
        machine.poke(CTRL, 7);
        machine.run(39);
        assertThat(machine.exception()).isZero();
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.SYS_TICK);
    }

    @Test
    void shouldTellTheChipsCalibration() {
        machine.processor.sysTickCalibration(0x4000493E);
        assertThat(machine.register(0xE000E01C)).isEqualTo(0x4000493E);
    }

    @Test
    void shouldBandSingleBitsOfRamForBytesToo() {
        machine.main(0x7008, 0x780A);
        cpu.r[0] = 0xFF;
        cpu.r[1] = 0x22000000 + 0x203 * 32 + 7 * 4;
        machine.run(2);
        assertThat(machine.memory(RAM + 0x200)).isEqualTo(0x80000000);
        assertThat(cpu.r[2]).isEqualTo(1);
    }

    @Test
    void shouldTailChainWithTheReturnCodeOfTheInterruptedContext() {
        machine.handlerCode(16, NOP, BX_LR);
        machine.handlerCode(17, NOP, BX_LR);
        machine.enable(0, 0x40);
        machine.enable(1, 0x40);
        machine.pulse(0);
        machine.run(1);
        machine.pulse(1);
        int sp = cpu.r[13];
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(17);
        assertThat(cpu.r[13]).isEqualTo(sp);
        assertThat(cpu.r[14]).isEqualTo(0xFFFFFFF9);
        machine.run(2);
        assertThat(machine.exception()).isZero();
        assertThat(cpu.r[13]).isEqualTo(STACK);
    }

    @Test
    void shouldUseTheProcessStackForThreadsOnly() {
        machine.processor.debug().registers().set(CoreRegisters.PSP, RAM + 0x800);
        machine.processor.debug().registers().set(CoreRegisters.CONTROL, 2);
        assertThat(cpu.r[13]).isEqualTo(RAM + 0x800);
        machine.handlerCode(16, BX_LR);
        machine.enable(0, 0x40);
        machine.pulse(0);
        machine.run(0);
        assertThat(cpu.r[14]).isEqualTo(0xFFFFFFFD);
        assertThat(cpu.r[13]).isEqualTo(STACK);
        assertThat(machine.memory(RAM + 0x800 - 8)).isEqualTo(Machine.at(0));
        machine.run(1);
        assertThat(cpu.r[13]).isEqualTo(RAM + 0x800);
    }

    @Test
    void shouldLetSoftwareChangeWhatCountsAsActive() {
        machine.poke(SHCSR, 1 << 11 | 1 << 3);
        assertThat(machine.register(SHCSR)).isEqualTo(1 << 11 | 1 << 3);
        assertThat(machine.processor.exceptions().isActive(Exceptions.SYS_TICK)).isTrue();
        assertThat(machine.processor.exceptions().activeCount()).isEqualTo(2);
        machine.poke(SHCSR, 0);
        assertThat(machine.processor.exceptions().activeCount()).isZero();
    }

    @Test
    void shouldSayWhichComponentsItHas() {
        for (int component : new int[] {0xE0000000, 0xE0001000, 0xE000E000}) {
            assertThat(machine.register(component + 0xFF0)).isEqualTo(0x0D);
            assertThat(machine.register(component + 0xFF4)).isEqualTo(0xE0);
            assertThat(machine.register(component + 0xFF8)).isEqualTo(0x05);
            assertThat(machine.register(component + 0xFFC)).isEqualTo(0xB1);
            assertThat(machine.register(component + 0xFD0)).isEqualTo(4);
            assertThat(machine.register(component + 0xFE4)).isEqualTo(0xB0);
        }
        assertThat(machine.register(0xE0000FE0)).as("ITM").isEqualTo(1);
        assertThat(machine.register(0xE0001FE0)).as("DWT").isEqualTo(2);
        assertThat(machine.register(0xE000EFE0)).as("system control").isEqualTo(0x0C);
    }

    @Test
    void shouldTellWhenACounterIsTouchedThatNeverCounts() {
        List<String> told = new ArrayList<>();
        machine.processor.record(new Observer() {
            @Override
            public void unknownRegister(int address, boolean store) {
                told.add(Integer.toHexString(address) + store);
            }
        });
        cpu.r[1] = 0xE0001008;
        machine.main(LDR, STR);
        machine.run(2);
        assertThat(told).containsExactly("e0001008false", "e0001008true");
    }
}
