package dev.platine.mcu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.engine.TestEngines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entry and return, priorities, chaining, faults and their escalation, lazy stacking, sleep. Code is written as halfwords. */
class ExceptionsTest {
    private static final int FLASH = 0x08000000;
    private static final int RAM = 0x20000000;
    private static final int STACK = RAM + 0x1000;
    private static final int MAIN = 0x400;
    private static final int HANDLERS = 0x800;
    private static final int BRANCH_TO_SELF = 0xE7FE;
    private static final int BX_LR = 0x4770;
    private static final int NOP = 0xBF00;

    private final Memory flash = new Memory(FLASH, 0x4000, false);
    private final Memory ram = new Memory(RAM, 0x4000, true);
    private final Bus bus = new Bus();
    private Processor processor = new Processor(bus, 82, TestEngines.create());

    @BeforeEach
    void machine() {
        bus.add(flash);
        bus.add(ram);
        bus.alias(0, flash);
        word(0, STACK);
        word(4, FLASH + MAIN + 1);
        for (int number = 2; number < 98; number++) {
            word(4 * number, FLASH + HANDLERS + 16 * number + 1);
            code(HANDLERS + 16 * number, BRANCH_TO_SELF);
        }
        code(MAIN, NOP, NOP, NOP, NOP, BRANCH_TO_SELF);
        processor.fast(ram, flash);
        processor.reset();
    }

    private void word(int offset, int value) {
        flash.program(FLASH + offset, 4, value);
    }

    private void code(int offset, int... halfwords) {
        for (int i = 0; i < halfwords.length; i++) {
            flash.program(FLASH + offset + 2 * i, 2, halfwords[i]);
        }
    }

    private static int handler(int number) {
        return FLASH + HANDLERS + 16 * number;
    }

    private int stacked(int index) {
        return (int) ram.read(processor.cpu().r[13] + 4 * index, 4);
    }

    private int register(int address) {
        return (int) processor.debug().peek(address, 4);
    }

    private void poke(int address, int value) {
        processor.debug().write(address, 4, value);
    }

    private void enable(int interrupt, int priority) {
        processor.exceptions().enable(16 + interrupt, true);
        processor.exceptions().priority(16 + interrupt, priority);
    }

    @Test
    void shouldStackEightWordsOnEntryAndTakeThemBackOnReturn() {
        code(HANDLERS + 16 * 21, BX_LR);
        enable(5, 0x40);
        for (int i = 0; i < 13; i++) {
            processor.cpu().r[i] = 0x1000 + i;
        }
        processor.run(2);
        processor.interrupt(5, true);
        processor.interrupt(5, false);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isZero();
        assertThat(processor.cpu().pc).isEqualTo(FLASH + MAIN + 4);
        assertThat(processor.cpu().r[13]).isEqualTo(STACK);
        int frame = STACK - 32;
        assertThat((int) ram.read(frame, 4)).isEqualTo(0x1000);
        assertThat((int) ram.read(frame + 16, 4)).isEqualTo(0x100C);
        assertThat((int) ram.read(frame + 24, 4)).isEqualTo(FLASH + MAIN + 4);
        assertThat((int) ram.read(frame + 28, 4) & 0x1FF).isZero();
    }

    @Test
    void shouldEnterWithTheReturnCodeOfThreadModeAndTheMainStack() {
        enable(0, 0);
        processor.interrupt(0, true);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(16);
        assertThat(processor.cpu().r[14]).isEqualTo(0xFFFFFFF9);
        assertThat(processor.cpu().pc).isEqualTo(handler(16));
    }

    @Test
    void shouldAlignTheStackToEightBytesAndUndoItOnReturn() {
        code(HANDLERS + 16 * 16, BX_LR);
        enable(0, 0);
        processor.cpu().r[13] = STACK - 4;
        processor.interrupt(0, true);
        processor.interrupt(0, false);
        processor.run(1);
        assertThat(processor.cpu().r[13]).isEqualTo(STACK - 4);
        assertThat((int) ram.read(STACK - 40 + 28, 4) >>> 9 & 1).isEqualTo(1);
    }

    @Test
    void shouldLetOnlyAHigherPriorityInterruptAHandler() {
        enable(1, 0x40);
        enable(2, 0x40);
        enable(3, 0x30);
        processor.interrupt(1, true);
        processor.run(2);
        processor.interrupt(2, true);
        processor.run(2);
        assertThat(processor.exceptionNumber()).isEqualTo(17);
        processor.interrupt(3, true);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(19);
        assertThat(processor.cpu().r[14]).isEqualTo(0xFFFFFFF1);
    }

    @Test
    void shouldNotInterruptWithinAGroup() {
        processor.exceptions().group(5);
        enable(1, 0x40);
        enable(3, 0x50);
        processor.interrupt(3, true);
        processor.run(1);
        processor.interrupt(1, true);
        processor.run(2);
        assertThat(processor.exceptionNumber()).isEqualTo(19);
    }

    @Test
    void shouldChainToTheNextHandlerWithoutTouchingTheStack() {
        code(HANDLERS + 16 * 16, BX_LR);
        enable(0, 0x20);
        enable(1, 0x20);
        processor.interrupt(0, true);
        processor.interrupt(1, true);
        processor.interrupt(0, false);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(17);
        assertThat(processor.cpu().r[14]).isEqualTo(0xFFFFFFF9);
        assertThat(processor.cpu().r[13]).isEqualTo(STACK - 32);
    }

    @Test
    void shouldTakeTheLateButHigherOneFirst() {
        enable(1, 0x60);
        enable(2, 0x20);
        processor.interrupt(1, true);
        processor.interrupt(2, true);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(18);
        assertThat(processor.exceptions().isPending(17)).isTrue();
    }

    @Test
    void shouldHoldInterruptsOffByPrimaskAndBasepri() {
        enable(0, 0x40);
        code(MAIN, 0xB672, NOP, 0xB662, BRANCH_TO_SELF);
        processor.run(1);
        processor.interrupt(0, true);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isZero();
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(16);
        assertThat(stacked(6)).isEqualTo(FLASH + MAIN + 6);
    }

    @Test
    void shouldCallTheSupervisorAtOnce() {
        code(MAIN, 0xDF07);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.SV_CALL);
        assertThat(stacked(6)).isEqualTo(FLASH + MAIN + 2);
    }

    @Test
    void shouldEscalateADisabledFaultToAHardFault() {
        code(MAIN, 0xDE00);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.HARD_FAULT);
        assertThat(register(0xE000ED2C)).isEqualTo(1 << 30);
        assertThat(register(0xE000ED28)).isEqualTo(1 << 16);
        assertThat(stacked(6)).isEqualTo(FLASH + MAIN);
    }

    @Test
    void shouldTellTheAddressOfABusFault() {
        poke(0xE000ED24, 7 << 16);
        code(MAIN, 0x6808);
        processor.cpu().r[1] = 0x60000000;
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.BUS_FAULT);
        assertThat(register(0xE000ED28)).isEqualTo(1 << 9 | 1 << 15);
        assertThat(register(0xE000ED38)).isEqualTo(0x60000000);
    }

    @Test
    void shouldTrapUnalignedAccessAndDivisionByZeroWhenAsked() {
        poke(0xE000ED24, 7 << 16);
        poke(0xE000ED14, 0x218);
        code(MAIN, 0x6808);
        processor.cpu().r[1] = RAM + 1;
        processor.run(1);
        assertThat(register(0xE000ED28)).isEqualTo(1 << 24);
        processor.reset();
        poke(0xE000ED24, 7 << 16);
        poke(0xE000ED14, 0x218);
        code(MAIN, 0xFBB0, 0xF0F1);
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.USAGE_FAULT);
        assertThat(register(0xE000ED28)).isEqualTo(1 << 25);
    }

    @Test
    void shouldLockUpOnAFaultInTheHardFaultHandler() {
        code(MAIN, 0xDE00);
        code(HANDLERS + 16 * 3, 0xDE01);
        processor.run(3);
        assertThat(processor.lockedUp()).isTrue();
    }

    @Test
    void shouldFaultOnABranchOutOfThumbState() {
        poke(0xE000ED24, 7 << 16);
        code(MAIN, 0x4708);
        processor.cpu().r[1] = FLASH + 0x600;
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.USAGE_FAULT);
        assertThat(register(0xE000ED28)).isEqualTo(1 << 17);
    }

    @Test
    void shouldFaultOnAReturnCodeThatDoesNotExist() {
        poke(0xE000ED24, 7 << 16);
        code(HANDLERS + 16 * 16, 0x4708);
        enable(0, 0x40);
        processor.interrupt(0, true);
        processor.interrupt(0, false);
        processor.cpu().r[1] = 0xFFFFFFF0;
        processor.run(1);
        processor.run(1);
        assertThat(register(0xE000ED28)).isEqualTo(1 << 18);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.USAGE_FAULT);
    }

    @Test
    void shouldRefuseTheFloatingPointUnitUntilItIsSwitchedOn() {
        poke(0xE000ED24, 7 << 16);
        code(MAIN, 0xEE30, 0x0A20);
        processor.run(1);
        assertThat(register(0xE000ED28)).isEqualTo(1 << 19);
    }

    @Test
    void shouldSaveTheFloatingPointContextOnlyWhenTheHandlerUsesIt() {
        poke(0xE000ED88, 0xF << 20);
        code(MAIN, 0xEE30, 0x0A20, BRANCH_TO_SELF);
        code(HANDLERS + 16 * 16, NOP, 0xEE30, 0x0A20, BX_LR);
        enable(0, 0);
        processor.cpu().s[1] = Float.floatToRawIntBits(2f);
        processor.run(1);
        processor.cpu().s[1] = Float.floatToRawIntBits(5f);
        processor.interrupt(0, true);
        processor.interrupt(0, false);
        processor.run(1);
        assertThat(processor.cpu().r[14]).isEqualTo(0xFFFFFFE9);
        assertThat(processor.cpu().r[13]).isEqualTo(STACK - 0x68);
        int place = STACK - 0x68 + 0x20;
        assertThat(register(0xE000EF38)).isEqualTo(place);
        assertThat(register(0xE000EF34) & 1).isEqualTo(1);
        assertThat((int) ram.read(place + 4, 4)).isZero();
        processor.run(1);
        assertThat((int) ram.read(place + 4, 4)).isEqualTo(Float.floatToRawIntBits(5f));
        assertThat(register(0xE000EF34) & 1).isZero();
        processor.cpu().s[1] = 0;
        processor.run(1);
        assertThat(processor.exceptionNumber()).isZero();
        assertThat(processor.cpu().s[1]).isEqualTo(Float.floatToRawIntBits(5f));
        assertThat(processor.cpu().r[13]).isEqualTo(STACK);
    }

    @Test
    void shouldReturnIntoTheMiddleOfAnItBlock() {
        code(MAIN, 0xBF04, 0x2001, 0x2102, BRANCH_TO_SELF);
        code(HANDLERS + 16 * 16, 0x2800, BX_LR);
        enable(0, 0);
        processor.cpu().z = 0;
        processor.run(2);
        processor.interrupt(0, true);
        processor.interrupt(0, false);
        processor.run(2);
        processor.run(1);
        assertThat(processor.cpu().r[0]).isEqualTo(1);
        assertThat(processor.cpu().r[1]).isEqualTo(2);
    }

    @Test
    void shouldTickAtTheCycleThatTheReloadValueSays() {
        poke(0xE000E014, 99);
        poke(0xE000E018, 0);
        poke(0xE000E010, 7);
        long passed = processor.run(99);
        assertThat(processor.exceptionNumber()).isZero();
        passed += processor.run(1);
        assertThat(passed).isEqualTo(100);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.SYS_TICK);
    }

    @Test
    void shouldSleepUntilTheTimerAndGoOnBehindTheWait() {
        code(MAIN, 0xBF30, 0x2007, BRANCH_TO_SELF);
        code(HANDLERS + 16 * 15, BX_LR);
        poke(0xE000E014, 999);
        poke(0xE000E018, 0);
        poke(0xE000E010, 7);
        processor.run(500);
        assertThat(processor.sleeping()).isTrue();
        processor.run(600);
        assertThat(processor.sleeping()).isFalse();
        assertThat(processor.cpu().r[0]).isEqualTo(7);
    }

    @Test
    void shouldRefuseWhatTheProtectionUnitForbids() {
        poke(0xE000ED24, 7 << 16);
        poke(0xE000ED98, 0);
        poke(0xE000ED9C, RAM);
        poke(0xE000EDA0, 6 << 24 | 13 << 1 | 1);
        poke(0xE000ED94, 5);
        code(MAIN, 0x6008);
        processor.cpu().r[1] = RAM + 0x2000;
        processor.cpu().r[13] = RAM + 0x4000;
        processor.run(1);
        assertThat(register(0xE000ED28)).as("the access, and then the stacking").isEqualTo(1 << 1 | 1 << 4 | 1 << 7);
        processor.reset();
        poke(0xE000ED98, 0);
        poke(0xE000ED9C, RAM + 0x2000);
        poke(0xE000EDA0, 6 << 24 | 12 << 1 | 1);
        poke(0xE000ED24, 7 << 16);
        poke(0xE000ED94, 5);
        processor.cpu().r[1] = RAM + 0x2004;
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.MEM_MANAGE);
        assertThat(register(0xE000ED34)).isEqualTo(RAM + 0x2004);
    }

    @Test
    void shouldCountCyclesExactlyWithinARun() {
        code(MAIN, 0x6808, 0x680A, 0x1A83, BRANCH_TO_SELF);
        processor.cpu().r[1] = 0xE0001004;
        poke(0xE000EDFC, 1 << 24);
        poke(0xE0001000, 1);
        processor.run(3);
        assertThat(processor.cpu().r[2] - processor.cpu().r[0]).isEqualTo(1);
    }

    @Test
    void shouldSetSingleBitsThroughTheirAliases() {
        code(MAIN, 0x6008, BRANCH_TO_SELF);
        processor.cpu().r[0] = 1;
        processor.cpu().r[1] = 0x22000000 + 0x100 * 32 + 5 * 4;
        processor.run(1);
        assertThat(ram.read(RAM + 0x100, 4)).isEqualTo(1 << 5);
    }

    @Test
    void shouldRunCodeThatWasRewritten() {
        ram.program(RAM + 0x100, 4, BRANCH_TO_SELF << 16 | 0x2001);
        processor.cpu().pc = RAM + 0x100;
        processor.run(1);
        code(MAIN, 0x8008);
        processor.cpu().r[0] = 0x2055;
        processor.cpu().r[1] = RAM + 0x100;
        processor.cpu().pc = FLASH + MAIN;
        processor.run(1);
        processor.cpu().pc = RAM + 0x100;
        processor.run(1);
        assertThat(processor.cpu().r[0]).isEqualTo(0x55);
    }
}
