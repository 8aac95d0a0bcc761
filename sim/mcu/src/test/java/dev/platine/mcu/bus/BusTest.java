package dev.platine.mcu.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.platine.mcu.core.Processor;
import dev.platine.mcu.engine.TestEngines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What answers at which address: memories, flash through its controller, devices, aliases. */
class BusTest {
    private static final int FLASH = 0x08000000;
    private static final int RAM = 0x20000000;
    private static final int BLOCK = 0x40020000;

    private final Memory flash = new Memory(FLASH, 0x1000, false);
    private final Memory ram = new Memory(RAM, 0x1000, true);
    private final Bus bus = new Bus();
    private final List<String> calls = new ArrayList<>();
    private final Device block = new Device() {
        @Override
        public long read(int offset, int size) {
            calls.add("read " + offset + " " + size);
            return 0x80;
        }

        @Override
        public boolean write(int offset, int size, int value) {
            calls.add("write " + offset + " " + size + " " + value);
            return true;
        }

        @Override
        public long peek(int offset, int size) {
            return 0x80;
        }
    };

    private Processor started(int... halfwords) {
        bus.add(ram);
        bus.alias(0, flash);
        flash.program(FLASH, 4, RAM + 0x800);
        flash.program(FLASH + 4, 4, FLASH + 0x101);
        for (int i = 0; i < halfwords.length; i++) {
            flash.program(FLASH + 0x100 + 2 * i, 2, halfwords[i]);
        }
        Processor processor = new Processor(bus, 82, TestEngines.create());
        processor.fast(ram, flash);
        processor.reset();
        return processor;
    }

    @Test
    void shouldGiveStoresToFlashToItsController() {
        bus.add(flash, block);
        Processor processor = started(0x6008, 0x8048);
        processor.cpu().r[0] = 0x1234;
        processor.cpu().r[1] = FLASH + 0x800;
        processor.run(2);
        assertThat(calls).containsExactly("write 2048 4 4660", "write 2050 2 4660");
        assertThat(bus.peek(FLASH + 0x800, 4)).isZero();
    }

    @Test
    void shouldFaultOnAStoreToFlashWithoutAController() {
        bus.add(flash);
        Processor processor = started(0x6008);
        processor.cpu().r[1] = FLASH + 0x800;
        processor.run(1);
        assertThat(processor.exceptionNumber()).isEqualTo(3);
    }

    @Test
    void shouldWantThatStoresChangeOnlyOneOfMemoryAndDevice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.add(ram, block))
                .withMessage("must not be writable: memory at 0x20000000");
    }

    @Test
    void shouldReadAndWriteTheWholeWordBehindABitOfADevice() {
        bus.add(BLOCK, 0x400, block);
        int bit = 0x42000000 + (BLOCK - 0x40000000 + 4) * 32;
        assertThat(bus.read(bit + 7 * 4, 4)).isEqualTo(1);
        assertThat(bus.read(bit + 6 * 4, 4)).isZero();
        assertThat(bus.write(bit + 1 * 4, 4, 1)).isTrue();
        assertThat(calls).containsExactly("read 4 4", "read 4 4", "read 4 4", "write 4 4 130");
    }

    @Test
    void shouldFindTheChipsOwnDevicesAmongThePrivateAddresses() {
        bus.add(flash);
        bus.add(0xE0042000, 0x400, block);
        Processor processor = started(0x6808);
        processor.cpu().r[1] = 0xE0042000;
        processor.run(1);
        assertThat(processor.cpu().r[0]).isEqualTo(0x80);
        assertThat(calls).containsExactly("read 0 4");
        assertThat(processor.currentAddress()).isEqualTo(FLASH + 0x100);
    }

    @Test
    void shouldStopBehindTheInstructionThatADeviceChose() {
        bus.add(flash);
        Processor processor = started(0x6008, 0xBF00, 0xBF00, 0xBF00);
        bus.add(0x50000000, 0x100, new Device() {
            @Override
            public long read(int offset, int size) {
                return Bus.ERROR;
            }

            @Override
            public boolean write(int offset, int size, int value) {
                processor.stop();
                return true;
            }

            @Override
            public long peek(int offset, int size) {
                return Bus.ERROR;
            }
        });
        processor.cpu().r[1] = 0x50000000;
        assertThat(processor.run(4)).isEqualTo(1);
        assertThat(processor.run(3)).isEqualTo(3);
    }

    private static Device answering(int value) {
        return new Device() {
            @Override
            public long read(int offset, int size) {
                return value + offset;
            }

            @Override
            public boolean write(int offset, int size, int written) {
                return true;
            }

            @Override
            public long peek(int offset, int size) {
                return value + offset;
            }
        };
    }

    @Test
    void shouldFindDevicesSideBySideInOnePage() {
        bus.add(0x40003000, 0x10, answering(0x100));
        bus.add(0x40003010, 0x10, answering(0x200));
        for (int i = 0; i < 2; i++) {
            assertThat(bus.read(0x4000300C, 4)).isEqualTo(0x10C);
            assertThat(bus.read(0x40003010, 4)).isEqualTo(0x200);
            assertThat(bus.read(0x40003020, 4)).isEqualTo(Bus.ERROR);
            assertThat(bus.write(0x40003020, 4, 1)).isFalse();
        }
    }

    @Test
    void shouldFindOneDeviceInSeveralPages() {
        bus.add(0x50000000, 0x40000, answering(0));
        assertThat(bus.read(0x50000004, 4)).isEqualTo(4);
        assertThat(bus.read(0x5003FFFC, 4)).isEqualTo(0x3FFFC);
        assertThat(bus.read(0x50040000, 4)).isEqualTo(Bus.ERROR);
    }

    @Test
    void shouldFindWhatIsAddedLater() {
        assertThat(bus.read(BLOCK, 4)).isEqualTo(Bus.ERROR);
        bus.add(BLOCK, 0x400, answering(7));
        assertThat(bus.read(BLOCK, 4)).isEqualTo(7);
    }

    @Test
    void shouldShowAnotherMemoryAtTheAliasAtOnce() {
        bus.add(flash);
        bus.add(ram);
        flash.program(FLASH + 8, 4, 0x1111);
        ram.program(RAM + 8, 4, 0x2222);
        bus.alias(0, flash);
        assertThat(bus.read(8, 4)).isEqualTo(0x1111);
        assertThat(bus.memory(8)).isNull();
        assertThat(bus.isMemory(8)).isTrue();
        bus.alias(0, ram);
        assertThat(bus.read(8, 4)).isEqualTo(0x2222);
        assertThat(bus.write(8, 4, 0x3333)).isTrue();
        assertThat(ram.read(RAM + 8, 4)).isEqualTo(0x3333);
        bus.alias(0, null);
        assertThat(bus.read(8, 4)).isEqualTo(Bus.ERROR);
        assertThat(bus.isMemory(8)).isFalse();
    }

    @Test
    void shouldGiveStoresAtTheAliasToTheController() {
        bus.add(flash, block);
        bus.alias(0, flash);
        assertThat(bus.write(0x10, 4, 5)).isTrue();
        assertThat(calls).containsExactly("write 16 4 5");
    }

    @Test
    void shouldNotReachOverTheEndOfAMemory() {
        bus.add(ram);
        assertThat(bus.read(RAM + 0xFFE, 2)).isZero();
        assertThat(bus.read(RAM + 0xFFE, 4)).isEqualTo(Bus.ERROR);
        assertThat(bus.write(RAM + 0xFFE, 4, 1)).isFalse();
        assertThat(bus.read(RAM - 4, 4)).isEqualTo(Bus.ERROR);
    }
}
