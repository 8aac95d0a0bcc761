package dev.platine.mcu.core;

import static dev.platine.mcu.core.Machine.CFSR;
import static dev.platine.mcu.core.Machine.FLASH;
import static dev.platine.mcu.core.Machine.LDR;
import static dev.platine.mcu.core.Machine.NOP;
import static dev.platine.mcu.core.Machine.RAM;
import static dev.platine.mcu.core.Machine.SHCSR;
import static dev.platine.mcu.core.Machine.STR;
import static dev.platine.mcu.core.Machine.UDF;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Regions, their order and parts, who may do what, and what is allowed without a region. */
class MpuTest {
    private static final int TYPE = 0xE000ED90;
    private static final int CTRL = 0xE000ED94;
    private static final int RNR = 0xE000ED98;
    private static final int RBAR = 0xE000ED9C;
    private static final int RASR = 0xE000EDA0;
    private static final int MMFAR = 0xE000ED34;
    private static final int NEVER_EXECUTE = 1 << 28;
    private static final int NO_ACCESS = 0;
    private static final int PRIVILEGED_ONLY = 1 << 24;
    private static final int UNPRIVILEGED_READS = 2 << 24;
    private static final int FULL = 3 << 24;
    private static final int READ_ONLY = 6 << 24;
    private static final int DACCVIOL = 1 << 1 | 1 << 7;
    private static final int IACCVIOL = 1;

    private final Machine machine = new Machine();
    private final Cpu cpu = machine.cpu;

    @BeforeEach
    void enableTheFault() {
        machine.poke(SHCSR, 7 << 16);
    }

    private void region(int number, int base, int bits, int attributes) {
        machine.poke(RNR, number);
        machine.poke(RBAR, base);
        machine.poke(RASR, attributes | (bits - 1) << 1 | 1);
    }

    private int accessing(int instruction, int address) {
        machine.poke(CFSR, -1);
        machine.main(instruction, NOP);
        cpu.pc = Machine.at(0);
        cpu.r[1] = address;
        machine.run(1);
        int status = machine.register(CFSR);
        if (machine.exception() != 0) {
            machine.processor.reset();
            machine.poke(SHCSR, 7 << 16);
        }
        return status;
    }

    private void enable(int bits) {
        machine.poke(CTRL, bits);
    }

    private void unprivileged() {
        machine.processor.debug().registers().set(CoreRegisters.CONTROL, 1);
    }

    @Test
    void shouldTellEightRegionsAndKeepWhatIsWrittenToThem() {
        assertThat(machine.register(TYPE)).isEqualTo(8 << 8);
        machine.poke(RBAR, 0x20000000 | 1 << 4 | 5);
        assertThat(machine.register(RNR)).as("VALID chooses the region").isEqualTo(5);
        machine.poke(0xE000EDA4, 0x20001000 | 1 << 4 | 6);
        machine.poke(0xE000EDA8, -1);
        assertThat(machine.register(RBAR)).isEqualTo(0x20001000 | 6);
        assertThat(machine.register(RASR)).isEqualTo(0x173FFF3F);
    }

    @Test
    void shouldLetTheRegionOfTheHighestNumberDecide() {
        region(2, RAM, 16, FULL);
        region(5, RAM + 0x1000, 8, NO_ACCESS);
        enable(5);
        assertThat(accessing(LDR, RAM + 0x10FC)).isEqualTo(DACCVIOL);
        region(2, RAM, 16, FULL);
        region(5, RAM + 0x1000, 8, NO_ACCESS);
        enable(5);
        assertThat(accessing(LDR, RAM + 0x1100)).isZero();
        region(6, RAM + 0x1000, 7, READ_ONLY);
        assertThat(accessing(LDR, RAM + 0x107C)).isZero();
        assertThat(accessing(STR, RAM + 0x107C)).isEqualTo(DACCVIOL);
        assertThat(machine.register(MMFAR)).isEqualTo(RAM + 0x107C);
    }

    @Test
    void shouldLeaveDisabledPartsOfARegionToTheOthers() {
        region(0, RAM, 16, FULL);
        region(1, RAM + 0x2000, 11, READ_ONLY | 1 << (8 + 3));
        enable(5);
        assertThat(accessing(STR, RAM + 0x2000 + 3 * 0x100))
                .as("the fourth eighth")
                .isZero();
        assertThat(accessing(STR, RAM + 0x2000 + 4 * 0x100)).isEqualTo(DACCVIOL);
    }

    @Test
    void shouldCheckEveryByteOfAnAccess() {
        region(1, RAM + 0x100, 5, NO_ACCESS);
        enable(5);
        assertThat(accessing(LDR, RAM + 0xFE))
                .as("two bytes before, two within")
                .isEqualTo(DACCVIOL);
    }

    @Test
    void shouldTellPrivilegedFromUnprivilegedAccess() {
        region(0, FLASH, 14, READ_ONLY);
        region(1, RAM, 14, UNPRIVILEGED_READS);
        enable(4);
        region(2, RAM + 0x2000, 8, PRIVILEGED_ONLY);
        enable(5);
        assertThat(accessing(STR, RAM + 0x2000)).isZero();
        unprivileged();
        assertThat(accessing(LDR, RAM + 0x100)).isZero();
        assertThat(accessing(STR, RAM + 0x100) & DACCVIOL).isEqualTo(DACCVIOL);
    }

    @Test
    void shouldTakeUnprivilegedLoadsAndStoresForWhatTheySay() {
        region(1, RAM + 0x2000, 8, UNPRIVILEGED_READS);
        enable(5);
        machine.main(0xF851, 0x0E00, 0xF841, 0x0E00);
        cpu.r[1] = RAM + 0x2000;
        machine.run(1);
        assertThat(machine.register(CFSR)).as("ldrt").isZero();
        machine.run(1);
        assertThat(machine.register(CFSR)).as("strt").isEqualTo(DACCVIOL);
    }

    @Test
    void shouldForbidWhatHasNoRegionUnlessPrivilegedCodeHasTheDefaultMap() {
        region(0, FLASH, 14, READ_ONLY);
        region(1, RAM, 12, FULL);
        enable(1);
        assertThat(accessing(LDR, RAM + 0x2000)).isEqualTo(DACCVIOL);
        region(0, FLASH, 14, READ_ONLY);
        region(1, RAM, 12, FULL);
        enable(5);
        assertThat(accessing(LDR, RAM + 0x2000)).isZero();
        unprivileged();
        assertThat(accessing(LDR, RAM + 0x2000) & DACCVIOL).isEqualTo(DACCVIOL);
    }

    @Test
    void shouldNotExecuteWhereItIsForbidden() {
        machine.ram.program(RAM + 0x2000, 4, 0xBF00BF00);
        region(1, RAM + 0x2000, 8, FULL | NEVER_EXECUTE);
        enable(5);
        cpu.pc = RAM + 0x2000;
        machine.run(1);
        assertThat(machine.exception()).isEqualTo(Exceptions.MEM_MANAGE);
        assertThat(machine.register(CFSR)).as("without an address").isEqualTo(IACCVIOL);
        assertThat(machine.stacked(6)).isEqualTo(RAM + 0x2000);
    }

    @Test
    void shouldNotExecuteFromPeripheralsEvenWhenOff() {
        cpu.pc = 0x40000000;
        machine.run(1);
        assertThat(machine.register(CFSR)).isEqualTo(IACCVIOL);
    }

    @Test
    void shouldProtectFaultHandlersOnlyWhenAsked() {
        region(1, RAM + 0x2000, 8, NO_ACCESS);
        machine.poke(SHCSR, 0);
        machine.handlerCode(Exceptions.HARD_FAULT, LDR, NOP);
        machine.main(UDF);
        cpu.r[1] = RAM + 0x2000;
        enable(5);
        machine.run(2);
        assertThat(machine.processor.lockedUp()).as("without HFNMIENA").isFalse();
        machine.processor.reset();
        region(1, RAM + 0x2000, 8, NO_ACCESS);
        cpu.r[1] = RAM + 0x2000;
        enable(7);
        machine.run(2);
        assertThat(machine.processor.lockedUp()).as("with it").isTrue();
    }

    @Test
    void shouldAlwaysAllowThePrivateRegisters() {
        enable(1);
        region(0, FLASH, 14, READ_ONLY);
        assertThat(accessing(LDR, 0xE000ED00)).isZero();
    }

    @Test
    void shouldProtectTheWholeAddressSpaceByOneRegion() {
        region(0, 0, 32, READ_ONLY);
        enable(1);
        assertThat(accessing(LDR, RAM + 0x100)).isZero();
        assertThat(accessing(STR, RAM + 0x100) & DACCVIOL).isEqualTo(DACCVIOL);
    }

    /** What the unit remembers of an address must not outlive the registers that it came from. */
    @Test
    void shouldAnswerAsAUnitThatHasNeverBeenAsked() {
        SplittableRandom random = new SplittableRandom(7);
        List<int[]> writes = new ArrayList<>();
        Mpu asked = new Mpu();
        for (int round = 0; round < 3_000; round++) {
            if (round % 5 == 0) {
                int place = new int[] {0x04, 0x08, 0x0C, 0x10, 0x10}[random.nextInt(5)];
                int value = place == 0x04 ? random.nextInt(8) | 1 : random.nextInt();
                value = place == 0x0C ? 0x20000000 | (value & 0x7FE0) : value;
                value = place == 0x10 ? (value & 0x1700FF00) | (4 + random.nextInt(12)) << 1 | 1 : value;
                writes.add(new int[] {place, value});
                asked.write(place, value);
            }
            Mpu fresh = new Mpu();
            writes.forEach(write -> fresh.write(write[0], write[1]));
            int address = 0x20000000 | random.nextInt(0x8100);
            int size = 1 << random.nextInt(3);
            boolean store = random.nextBoolean();
            boolean fetch = !store && random.nextBoolean();
            boolean privileged = random.nextBoolean();
            int priority = random.nextInt(-2, 2);
            assertThat(asked.allows(address, size, store, fetch, privileged, priority))
                    .as("round %d at %08x", round, address)
                    .isEqualTo(fresh.allows(address, size, store, fetch, privileged, priority));
        }
    }
}
