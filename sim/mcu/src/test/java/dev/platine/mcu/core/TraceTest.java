package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.BX_LR;
import static dev.platine.mcu.core.Machine.DEMCR;
import static dev.platine.mcu.core.Machine.LDR;
import static dev.platine.mcu.core.Machine.NOP;
import static dev.platine.mcu.core.Machine.RAM;
import static dev.platine.mcu.core.Machine.STR;
import static dev.platine.mcu.core.Machine.WFI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watchpoint unit and the trace macrocell as firmware uses them. */
class TraceTest {
    private static final int TRCENA = 1 << 24;
    private static final int MON_EN = 1 << 16;
    private static final int DWT_CTRL = 0xE0001000;
    private static final int CYCCNT = 0xE0001004;
    private static final int DFSR = 0xE000ED30;
    private static final int ITM_TER = 0xE0000E00;
    private static final int ITM_TCR = 0xE0000E80;
    private static final int ITM_LAR = 0xE0000FB0;

    private final Machine machine = new Machine();
    private final Cpu cpu = machine.cpu;

    private void comparator(int which, int value, int mask, int function) {
        machine.poke(0xE0001020 + 16 * which, value);
        machine.poke(0xE0001024 + 16 * which, mask);
        machine.poke(0xE0001028 + 16 * which, function);
    }

    private boolean matched(int which) {
        return (machine.register(0xE0001028 + 16 * which) & TRCENA) != 0;
    }

    @Test
    void shouldCountCyclesOnlyWhileTracingIsOnAndTheProcessorAwake() {
        machine.main(NOP, NOP, NOP, WFI);
        machine.poke(DWT_CTRL, 1);
        machine.run(1);
        assertThat(machine.register(CYCCNT)).as("TRCENA is off").isZero();
        machine.poke(DEMCR, TRCENA);
        machine.run(1);
        assertThat(machine.register(CYCCNT)).isEqualTo(1);
        machine.run(1000);
        assertThat(machine.register(CYCCNT)).isEqualTo(3);
        machine.poke(CYCCNT, 100);
        assertThat(machine.register(CYCCNT)).isEqualTo(100);
        assertThat(machine.register(DWT_CTRL)).as("four comparators").isEqualTo(0x40000001);
    }

    @Test
    void shouldCountOnOverASystemResetAndBeginAnewWithPower() {
        machine.poke(DEMCR, TRCENA);
        machine.poke(DWT_CTRL, 1);
        machine.run(5);
        machine.processor.reset();
        assertThat(machine.register(CYCCNT)).isEqualTo(5);
        machine.processor.powerUp();
        assertThat(machine.register(CYCCNT)).isZero();
        assertThat(machine.register(DEMCR)).isZero();
    }

    @Test
    void shouldCallTheMonitorBehindAStoreThatAComparatorMatches() {
        machine.poke(DEMCR, TRCENA | MON_EN);
        comparator(2, RAM + 0x100, 2, 6);
        machine.main(LDR, STR, NOP);
        cpu.r[1] = RAM + 0x100;
        machine.run(1);
        assertThat(machine.exception()).as("a load is not meant").isZero();
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.DEBUG);
        assertThat(machine.stacked(6)).isEqualTo(Machine.at(2));
        assertThat(machine.register(DFSR)).as("DWTTRAP").isEqualTo(4);
        machine.main(LDR);
        cpu.pc = Machine.at(0);
        cpu.r[1] = 0xE0001048;
        machine.run(1);
        assertThat(cpu.r[0] & TRCENA).as("MATCHED").isNotZero();
        assertThat(matched(2)).as("reading cleared it").isFalse();
        machine.poke(DFSR, 4);
        assertThat(machine.register(DFSR)).isZero();
    }

    @Test
    void shouldOnlyNoteAMatchWithoutAMonitor() {
        machine.poke(DEMCR, TRCENA);
        comparator(0, RAM + 0x100, 0, 7);
        machine.main(LDR, NOP);
        cpu.r[1] = RAM + 0x100;
        machine.run(2);
        assertThat(machine.exception()).isZero();
        assertThat(matched(0)).isTrue();
        assertThat(machine.register(DFSR)).isZero();
    }

    @Test
    void shouldCallTheMonitorBehindAnInstructionThatAComparatorMatches() {
        machine.poke(DEMCR, TRCENA | MON_EN);
        comparator(1, Machine.at(2), 0, 4);
        machine.main(NOP, NOP, 0x3401, NOP);
        machine.handlerCode(Exceptions.DEBUG, BX_LR);
        assertThat(machine.run(3)).isEqualTo(3);
        assertThat(machine.exception()).isEqualTo(Exceptions.DEBUG);
        assertThat(machine.stacked(6)).isEqualTo(Machine.at(3));
        assertThat(cpu.r[4]).isEqualTo(1);
        machine.run(2);
        assertThat(machine.exception()).as("it goes on behind").isZero();
        assertThat(cpu.r[4]).isEqualTo(1);
    }

    @Test
    void shouldMatchARangeOfInstructionsUntilTheComparatorIsOff() {
        machine.poke(DEMCR, TRCENA);
        comparator(3, Machine.at(4), 3, 4);
        machine.main(NOP, NOP, NOP, NOP, NOP, NOP);
        machine.run(4);
        assertThat(matched(3)).isFalse();
        machine.run(1);
        assertThat(matched(3)).isTrue();
        machine.poke(0xE0001058, 0);
        cpu.pc = Machine.at(4);
        machine.run(2);
        assertThat(matched(3)).isFalse();
    }

    @Test
    void shouldMatchAValueAtALinkedAddress() {
        machine.poke(DEMCR, TRCENA | MON_EN);
        comparator(0, RAM + 0x100, 2, 0);
        comparator(1, 0x1234, 0, 6 | 1 << 8 | 1 << 10);
        machine.main(0x8008, 0x8008, 0x8008);
        cpu.r[1] = RAM + 0x102;
        cpu.r[0] = 0x1233;
        machine.run(1);
        assertThat(matched(1)).isFalse();
        cpu.r[0] = 0x1234;
        cpu.r[1] = RAM + 0x104;
        machine.run(1);
        assertThat(matched(1)).as("another address").isFalse();
        cpu.r[1] = RAM + 0x100;
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.DEBUG);
    }

    @Test
    void shouldMatchACycleExactly() {
        machine.poke(DEMCR, TRCENA | MON_EN);
        machine.poke(DWT_CTRL, 1);
        comparator(0, 20, 0, 4 | 1 << 7);
        machine.run(1000);
        assertThat(machine.exception()).isEqualTo(Exceptions.DEBUG);
        machine.poke(DWT_CTRL, 0);
        machine.processor.powerUp();
        machine.poke(DEMCR, TRCENA | MON_EN);
        machine.poke(DWT_CTRL, 1);
        comparator(0, 20, 0, 4 | 1 << 7);
        machine.run(19);
        assertThat(machine.exception()).isZero();
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.DEBUG);
    }

    @Test
    void shouldHaltTheDebuggerThatIsAttachedInsteadOfCallingTheMonitor() {
        machine.poke(DEMCR, TRCENA | MON_EN);
        machine.processor.debug().attach();
        comparator(2, RAM + 0x100, 2, 6);
        machine.main(STR, NOP);
        cpu.r[1] = RAM + 0x100;
        machine.run(10);
        assertThat(machine.processor.debug().isHalted()).isTrue();
        assertThat(machine.exception()).isZero();
    }

    @Test
    void shouldPrintByTheTracePortsOnceFirmwareUnlockedThem() {
        List<String> heard = new ArrayList<>();
        machine.processor.trace((port, size, value) -> heard.add(port + ":" + size + ":" + Integer.toHexString(value)));
        machine.processor.trace(null);
        machine.processor.powerUp();
        machine.processor.trace((port, size, value) -> heard.add(port + ":" + size + ":" + Integer.toHexString(value)));
        machine.processor.debug().write(0xE0000000, 1, 'A');
        machine.poke(ITM_TER, 0);
        assertThat(machine.register(ITM_TER)).as("locked").isEqualTo(-1);
        machine.poke(ITM_LAR, 0xC5ACCE55);
        machine.poke(ITM_TER, 1 << 3);
        machine.processor.debug().write(0xE0000000, 1, 'B');
        machine.processor.debug().write(0xE000000C, 2, 0xABCD);
        machine.poke(0xE000000C, 0x12345678);
        assertThat(machine.register(0xE000000C)).as("ready").isEqualTo(1);
        assertThat(machine.register(0xE0000000)).isZero();
        machine.poke(ITM_TCR, 0);
        machine.poke(0xE000000C, 1);
        assertThat(heard).containsExactly("0:1:41", "3:2:abcd", "3:4:12345678");
    }

    @Test
    void shouldPrintNothingOnABoardWithoutAProbe() {
        machine.poke(0xE0000000, 'A');
        assertThat(machine.register(0xE0000000)).isZero();
        assertThat(machine.register(ITM_TCR)).isZero();
    }

    @Test
    void shouldLetUnprivilegedCodeUseTheTracePortsOnly() {
        machine.poke(Machine.SHCSR, 7 << 16);
        List<Integer> heard = new ArrayList<>();
        machine.processor.trace((port, size, value) -> heard.add(value));
        machine.processor.debug().registers().set(CoreRegisters.CONTROL, 1);
        machine.main(STR, STR);
        cpu.r[0] = 65;
        cpu.r[1] = 0xE0000000;
        machine.run(1);
        assertThat(heard).containsExactly(65);
        cpu.r[1] = DWT_CTRL;
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.BUS_FAULT);
    }
}
