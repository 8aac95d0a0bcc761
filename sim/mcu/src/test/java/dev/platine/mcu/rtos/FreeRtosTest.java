package dev.platine.mcu.rtos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.core.CoreRegisters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FreeRTOS's lists, read from a memory that the test fills, whole and damaged. */
class FreeRtosTest {
    private static final int BASE = 0x20000000;
    private static final int WORDS = 0x2000;
    private static final int GUARD = 0x5A5A5A5A;
    private static final int CODE = 0x08000100;

    /** A memory with tasks, of a configuration: guards around items, whole items at the lists' ends. */
    private static final class Fake implements Target, KernelSymbols {
        final int[] words = new int[WORDS];
        final int[] registers = new int[CoreRegisters.COUNT];
        final Map<String, Integer> places = new HashMap<>();
        final Map<String, Integer> sizes = new HashMap<>();
        final int guard;
        final int itemBytes;
        final int listBytes;
        int free = BASE + 0x100;

        Fake(boolean guarded, boolean whole) {
            guard = guarded ? 4 : 0;
            itemBytes = guarded ? 28 : 20;
            listBytes = 2 * guard + 8 + (whole ? itemBytes : 12 + guard);
            variable(FreeRtos.CURRENT, 0);
            variable(FreeRtos.COUNT, 0);
            variable(FreeRtos.RUNNING, 1);
            list(FreeRtos.READY, 3);
            list(FreeRtos.DELAYED_1, 1);
            list(FreeRtos.DELAYED_2, 1);
            list(FreeRtos.PENDING, 1);
            list(FreeRtos.SUSPENDED, 1);
            list(FreeRtos.DELETED, 1);
            list("queue", 1);
            registers[CoreRegisters.PSP] = BASE + 0x800;
        }

        void variable(String name, int value) {
            places.put(name, free);
            put(free, value);
            free += 4;
        }

        void list(String name, int count) {
            places.put(name, free);
            for (int i = 0; i < count; i++, free += listBytes) {
                int end = free + guard + 8;
                put(free, guard == 0 ? 0 : GUARD);
                put(free + guard + 4, end);
                put(end + guard, -1);
                put(end + guard + 4, end);
                put(end + guard + 8, end);
            }
        }

        int task(String name, int priority, String list, int index, int value) {
            int block = free;
            int state = block + 4;
            int stack = state + 2 * itemBytes + 64;
            for (int item = state; item <= state + itemBytes; item += itemBytes) {
                put(item + guard + 12, block);
            }
            int frame = stack + 0x100;
            put(block, frame);
            put(state + 2 * itemBytes, priority);
            put(state + 2 * itemBytes + 4, stack);
            for (int i = 0; i < name.length(); i++) {
                int at = state + 2 * itemBytes + 8 + i;
                put(at & ~3, get(at & ~3) | name.charAt(i) << 8 * (at & 3));
            }
            put(frame + 32, 0xFFFFFFFD);
            put(frame + 36 + 24, CODE);
            put(frame + 36 + 28, 1 << 24);
            free = frame + 0x100;
            link(state, places.get(list) + index * listBytes, value);
            put(places.get(FreeRtos.COUNT), get(places.get(FreeRtos.COUNT)) + 1);
            return block;
        }

        void link(int item, int list, int value) {
            int end = list + guard + 8;
            int last = get(end + guard + 8);
            put(item + guard, value);
            put(item + guard + 4, end);
            put(item + guard + 8, last);
            put(item + guard + 16, list);
            put(last + guard + 4, item);
            put(end + guard + 8, item);
            put(list + guard, get(list + guard) + 1);
        }

        void put(int address, int value) {
            words[(address - BASE) / 4] = value;
        }

        int get(int address) {
            return words[(address - BASE) / 4];
        }

        @Override
        public long word(int address) {
            int at = address - BASE;
            return (at & 3) == 0 && at >= 0 && at < 4 * WORDS ? words[at / 4] & 0xFFFFFFFFL : NONE;
        }

        @Override
        public long octet(int address) {
            long word = word(address & ~3);
            return address == CODE ? 0 : word == NONE ? NONE : word >>> 8 * (address & 3) & 0xFF;
        }

        @Override
        public int register(int number) {
            return registers[number];
        }

        @Override
        public OptionalInt address(String name) {
            Integer place = places.get(name);
            return place == null ? OptionalInt.empty() : OptionalInt.of(place);
        }

        @Override
        public int sizeBytes(String name) {
            return sizes.getOrDefault(name, 0);
        }

        TaskList tasks() {
            return Objects.requireNonNull(new FreeRtos().open(this, this)).tasks();
        }

        /** Six tasks, one in each state. */
        static Fake full(boolean guarded, boolean whole) {
            Fake fake = new Fake(guarded, whole);
            int current = fake.task("main", 2, FreeRtos.READY, 2, 0);
            fake.task("idle", 0, FreeRtos.READY, 0, 0);
            fake.task("sleeper", 1, FreeRtos.DELAYED_1, 0, 77);
            fake.task("parked", 1, FreeRtos.SUSPENDED, 0, 0);
            int waiter = fake.task("waiter", 1, FreeRtos.SUSPENDED, 0, 0);
            fake.link(waiter + 4 + fake.itemBytes, fake.places.get("queue"), 0);
            fake.task("gone", 1, FreeRtos.DELETED, 0, 0);
            fake.put(fake.places.get(FreeRtos.CURRENT), current);
            return fake;
        }
    }

    private static List<String> told(TaskList list) {
        return list.tasks().stream()
                .map(task -> task.name() + ": " + task.state() + ", " + task.priority())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void shouldReadTheTasksOfEveryConfigurationWithAndWithoutSizes(boolean guarded, boolean whole) {
        Fake fake = Fake.full(guarded, whole);
        for (boolean sizes : new boolean[] {false, true}) {
            if (sizes) {
                fake.sizes.put(FreeRtos.READY, 3 * fake.listBytes);
                fake.sizes.put(FreeRtos.DELAYED_1, fake.listBytes);
            }
            TaskList list = fake.tasks();
            assertThat(told(list))
                    .containsExactly(
                            "main: running, 2",
                            "idle: ready, 0",
                            "sleeper: blocked until tick 77, 1",
                            "parked: suspended or waiting for a notification, 1",
                            "waiter: blocked, 1",
                            "gone: deleted, 1");
            assertThat(list.doubts()).isEmpty();
        }
    }

    @Test
    void shouldHaveNoTasksBeforeItRunsAndBehindAReset() {
        Fake fake = Fake.full(false, false);
        fake.put(fake.places.get(FreeRtos.RUNNING), 0);
        assertThat(fake.tasks()).isEqualTo(TaskList.NONE);
        fake.put(fake.places.get(FreeRtos.RUNNING), 1);
        fake.registers[CoreRegisters.PSP] = 0;
        assertThat(fake.tasks()).as("a reset does not clear memory").isEqualTo(TaskList.NONE);
        fake.places.remove(FreeRtos.CURRENT);
        assertThat(new FreeRtos().open(fake, fake)).isNull();
    }

    @Test
    void shouldTakeTheTaskOfTheStackWhileTasksAreSwitched() {
        Fake fake = Fake.full(false, false);
        int idle = fake.tasks().tasks().get(1).id();
        int stack = fake.tasks().tasks().get(1).stack();
        fake.registers[CoreRegisters.PSP] = stack + 0x80;
        assertThat(Objects.requireNonNull(fake.tasks().running()).name()).isEqualTo("main");
        fake.registers[CoreRegisters.XPSR] = 14;
        TaskList switching = fake.tasks();
        assertThat(Objects.requireNonNull(switching.running()).id()).isEqualTo(idle);
        assertThat(told(switching)).startsWith("idle: running, 0", "main: ready, 2");
    }

    @Test
    void shouldFindRegistersWithAndWithoutFloatingPoint() {
        Fake fake = Fake.full(false, false);
        int top = fake.get(fake.tasks().tasks().get(1).id());
        TaskFrame plain = TaskFrame.of(fake, top);
        assertThat(plain.isKnown()).isTrue();
        assertThat(plain.place(4)).isEqualTo(top);
        assertThat(plain.place(0)).isEqualTo(top + 36);
        assertThat(plain.place(CoreRegisters.PC)).isEqualTo(top + 36 + 24);
        assertThat(plain.place(CoreRegisters.S0)).isZero();
        assertThat(plain.stackPointer()).isEqualTo(top + 36 + 32);
        fake.put(top + 32, 0xFFFFFFED);
        fake.put(top + 36 + 64 + 24, CODE);
        fake.put(top + 36 + 64 + 28, 1 << 24 | 1 << 9);
        TaskFrame floats = TaskFrame.of(fake, top);
        assertThat(floats.place(CoreRegisters.S0 + 16)).isEqualTo(top + 36);
        assertThat(floats.place(CoreRegisters.S0)).isEqualTo(top + 36 + 64 + 32);
        assertThat(floats.place(CoreRegisters.FPSCR)).isEqualTo(top + 36 + 64 + 32 + 64);
        assertThat(floats.stackPointer()).isEqualTo(top + 36 + 64 + 104 + 4);
        fake.put(top + 32, 7);
        fake.put(top + 32 + 24, CODE);
        fake.put(top + 32 + 28, 1 << 24);
        assertThat(TaskFrame.of(fake, top).place(0))
                .as("a port without floating point keeps no EXC_RETURN")
                .isEqualTo(top + 32);
        assertThat(TaskFrame.of(fake, 0x10).isKnown()).isFalse();
    }

    @Test
    void shouldTellOfADamagedListAndGoOn() {
        Fake fake = Fake.full(false, false);
        int suspended = fake.places.get(FreeRtos.SUSPENDED);
        int first = fake.get(suspended + 8 + 4);
        fake.put(first + 4, first); // a ring without end
        fake.put(suspended, 1000);
        TaskList list = fake.tasks();
        assertThat(told(list)).hasSize(5).contains("gone: deleted, 1");
        assertThat(list.doubts())
                .anyMatch(doubt -> doubt.startsWith("list xSuspendedTaskList at 0x") && doubt.contains("1000 items"))
                .contains("uxCurrentNumberOfTasks is 6, the lists have 5 tasks");
        fake.put(first + 4, 0x30000000);
        assertThat(fake.tasks().doubts())
                .anyMatch(doubt -> doubt.contains("is damaged, or just being changed, at 0x30000000 behind 1 of 1000"));
        fake.put(fake.places.get(FreeRtos.CURRENT), 0x20000FF0);
        assertThat(fake.tasks().doubts())
                .containsExactly("pxCurrentTCB is 0x20000ff0, where no control block of a task is");
    }

    @Test
    void shouldLiveWithWhateverStandsThere() {
        SplittableRandom random = new SplittableRandom(92);
        for (int round = 0; round < 2_000; round++) {
            Fake fake = Fake.full(random.nextBoolean(), random.nextBoolean());
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                int at = random.nextInt((fake.free - BASE) / 4);
                fake.words[at] = switch (random.nextInt(3)) {
                    case 0 -> random.nextInt();
                    case 1 -> BASE + 4 * random.nextInt(WORDS);
                    default -> fake.words[random.nextInt(WORDS)];
                };
            }
            fake.registers[CoreRegisters.XPSR] = random.nextInt(16);
            TaskList list = fake.tasks();
            assertThat(list.tasks()).hasSizeLessThan(600).doesNotHaveDuplicates();
            assertThat(list.tasks().stream().filter(Task::runs).count()).isLessThanOrEqualTo(1);
        }
    }
}
