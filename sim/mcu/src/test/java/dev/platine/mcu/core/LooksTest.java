package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.NOP;
import static dev.platine.mcu.core.Machine.STR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.engine.Interpreter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends a burst of instructions: only that of which something follows, and then behind the very instruction. */
class LooksTest {
    private static final int FLASH = Machine.FLASH;
    private static final int CODE = 0x400;
    private static final int CPSIE = 0xB662;
    private static final int CPSID = 0xB672;
    private static final int ISER1 = 0xE000E104;
    private static final int ICSR = 0xE000ED04;
    private static final int SCR = 0xE000ED10;
    private static final int SYST_CSR = 0xE000E010;

    private final Memory flash = new Memory(FLASH, 0x4000, false);
    private final Memory ram = new Memory(Machine.RAM, 0x4000, true);
    private final Bus bus = new Bus();
    private final Interpreter interpreter = new Interpreter();
    private int bursts;
    private final Processor processor = new Processor(bus, 82, new Engine() {
        @Override
        public int run(Cpu cpu, int budget) {
            bursts++;
            return interpreter.run(cpu, budget);
        }

        @Override
        public void forget() {
            interpreter.forget();
        }
    });

    @BeforeEach
    void machine() {
        bus.add(flash);
        bus.add(ram);
        bus.alias(0, flash);
        flash.program(FLASH, 4, Machine.STACK);
        flash.program(FLASH + 4, 4, FLASH + CODE + 1);
        for (int number = 2; number < 98; number++) {
            flash.program(FLASH + 4 * number, 4, FLASH + Machine.HANDLERS + 16 * number + 1);
            flash.program(FLASH + Machine.HANDLERS + 16 * number, 2, Machine.BRANCH_TO_SELF);
        }
        processor.fast(ram, flash);
        processor.reset();
    }

    /** Carries out the instructions, then stays in place: 20 cycles in all. */
    private void run(int... halfwords) {
        for (int i = 0; i < halfwords.length; i++) {
            flash.program(FLASH + CODE + 2 * i, 2, halfwords[i]);
        }
        flash.program(FLASH + CODE + 2 * halfwords.length, 2, Machine.BRANCH_TO_SELF);
        processor.run(20);
    }

    private void store(int address, int value) {
        processor.cpu().r[0] = value;
        processor.cpu().r[1] = address;
    }

    @ParameterizedTest
    @CsvSource({
        "0xE000E100, 0xFFFFFFFF", // ISER0
        "0xE000E184, 0xFFFFFFFF", // ICER1
        "0xE000E280, 0xFFFFFFFF", // ICPR0
        "0xE000E204, 0x00000010", // ISPR1, of a line that is not enabled
        "0xE000E410, 0x80604020", // IPR4
        "0xE000E014, 0x0000FFFF", // SYST_RVR while it stands still
        "0xE000ED08, 0x08000000", // VTOR
        "0xE000ED10, 0x00000014", // SCR
        "0xE000ED20, 0xF0F00000", // SHPR3
        "0xE000ED24, 0x00070000", // SHCSR
        "0xE000ED28, 0x00000000", // CFSR
        "0xE000ED88, 0x00F00000", // CPACR
        "0xE000EF34, 0xC0000000" // FPCCR
    })
    void shouldGoOnBehindAStoreOfWhichNothingFollows(String address, String value) {
        store(Long.decode(address).intValue(), Long.decode(value).intValue());
        run(STR, STR, NOP);
        assertThat(bursts).isEqualTo(1);
        assertThat(processor.exceptionNumber()).isZero();
    }

    @Test
    void shouldGoOnWhenInterruptsAreHeldOffAndLetInWithoutOneThatWaits() {
        run(CPSID, CPSIE, CPSID, NOP);
        assertThat(bursts).isEqualTo(1);
    }

    @Test
    void shouldEnterTheHandlerBehindTheStoreThatEnablesWhatIsPending() {
        processor.interrupt(40, true);
        store(ISER1, 1 << 8);
        run(NOP, STR, NOP, NOP);
        assertThat(processor.exceptionNumber()).isEqualTo(56);
        assertThat(ram.read(processor.cpu().r[13] + 24, 4)).isEqualTo(FLASH + CODE + 4);
    }

    @Test
    void shouldEnterTheHandlerBehindTheInstructionThatLetsItIn() {
        processor.exceptions().enable(16, true);
        processor.interrupt(0, true);
        processor.modes.primask = true;
        run(NOP, NOP, CPSIE, NOP);
        assertThat(processor.exceptionNumber()).isEqualTo(16);
        assertThat(ram.read(processor.cpu().r[13] + 24, 4)).isEqualTo(FLASH + CODE + 6);
    }

    @Test
    void shouldEnterTheHandlerBehindTheStoreThatPendsIt() {
        store(ICSR, 1 << 28);
        run(NOP, STR, NOP);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.PEND_SV);
        assertThat(ram.read(processor.cpu().r[13] + 24, 4)).isEqualTo(FLASH + CODE + 4);
    }

    @Test
    void shouldTickWhenTheTimerWasStartedWithinTheBurst() {
        processor.sysTick.write(4, 5, 0);
        store(SYST_CSR, 7);
        run(STR, NOP, NOP, NOP, NOP, NOP, NOP, NOP, NOP);
        assertThat(processor.exceptionNumber()).isEqualTo(Exceptions.SYS_TICK);
        // six cycles from the end of the store on
        assertThat(ram.read(processor.cpu().r[13] + 24, 4)).isEqualTo(FLASH + CODE + 2 * 7);
    }

    @Test
    void shouldTakeNoEventFromWhatWasPendingBeforeItWasAskedFor() {
        // a disabled line becomes pending, SEVONPEND is set, WFE
        processor.cpu().r[0] = 1;
        processor.cpu().r[1] = 0xE000E200;
        processor.cpu().r[2] = 1 << 4;
        processor.cpu().r[3] = SCR;
        run(STR, 0x601A, Machine.WFE, NOP);
        assertThat(processor.sleeping()).isTrue();
    }

    @Test
    void shouldTakeAnEventFromWhatIsPendingAfterItWasAskedFor() {
        processor.cpu().r[0] = 1;
        processor.cpu().r[1] = 0xE000E200;
        processor.cpu().r[2] = 1 << 4;
        processor.cpu().r[3] = SCR;
        run(0x601A, STR, Machine.WFE, NOP);
        assertThat(processor.sleeping()).isFalse();
    }

    @Test
    void shouldStopAtOnceForAReset() {
        store(0xE000ED0C, 0x05FA0004);
        run(NOP, STR, NOP);
        assertThat(processor.resetRequested()).isTrue();
        assertThat(processor.cycles()).isEqualTo(2);
    }

    @Test
    void shouldShowInterruptsAtTheirPlacesInTheControllersRegisters() {
        Exceptions exceptions = processor.exceptions();
        for (int interrupt : new int[] {0, 15, 16, 31, 32, 47, 48, 81}) {
            exceptions.enable(16 + interrupt, true);
            exceptions.pend(16 + interrupt, true);
        }
        int[] words = {0x80018001, 0x00018001, 0x00020000};
        for (int i = 0; i < 3; i++) {
            assertThat((int) processor.debug().peek(0xE000E100 + 4 * i, 4)).isEqualTo(words[i]);
            assertThat((int) processor.debug().peek(0xE000E280 + 4 * i, 4)).isEqualTo(words[i]);
        }
        assertThat(processor.debug().peek(0xE000E10C, 4)).isZero();
    }
}
