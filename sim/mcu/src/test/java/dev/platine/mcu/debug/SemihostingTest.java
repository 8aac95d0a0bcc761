package dev.platine.mcu.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.core.Halt;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call of semihosting, as a program makes it. */
class SemihostingTest {
    private static final int RAM = Hosted.RAM;

    private final Hosted machine = new Hosted();
    private final StringBuilder printed = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();
    private final ArrayDeque<Integer> typed = new ArrayDeque<>();
    private boolean givesFiles;
    private long nowNs;

    private final SemihostingHost host = new SemihostingHost() {
        @Override
        public void write(boolean error, int oneByte) {
            (error ? errors : printed).append((char) oneByte);
        }

        @Override
        public int read() {
            return typed.isEmpty() ? NOTHING_YET : typed.remove();
        }

        @Override
        public long nowNs() {
            return nowNs;
        }

        @Override
        public long startSeconds() {
            return 1_700_000_000;
        }

        @Override
        public @Nullable SemihostingFile open(String name, int mode) {
            return givesFiles && name.equals("data.bin") ? new SemihostingBytes(new byte[] {1, 2, 3}) : null;
        }
    };

    @BeforeEach
    void connect() {
        machine.processor.hostCalls(new Semihosting(host));
    }

    private void type(String text) {
        text.chars().forEach(typed::add);
    }

    @Test
    void shouldPrintCharactersAndTexts() {
        machine.text(RAM, "Hello\n\0not this");
        machine.call(0x04, RAM);
        machine.call(0x03, RAM + 1);
        assertThat(printed).hasToString("Hello\ne");
    }

    @Test
    void shouldOpenTheConsoleThreeWays() {
        machine.text(RAM, ":tt");
        int in = machine.callWith(0x01, RAM, 0, 3);
        int out = machine.callWith(0x01, RAM, 4, 3);
        int error = machine.callWith(0x01, RAM, 8, 3);
        assertThat(new int[] {in, out, error}).containsExactly(1, 2, 3);
        machine.text(RAM + 0x10, "out, err");
        assertThat(machine.callWith(0x05, out, RAM + 0x10, 4))
                .as("nothing left over")
                .isZero();
        assertThat(machine.callWith(0x05, error, RAM + 0x15, 3)).isZero();
        assertThat(printed).hasToString("out,");
        assertThat(errors).hasToString("err");
        assertThat(machine.callWith(0x09, out)).as("a terminal").isEqualTo(1);
        assertThat(machine.callWith(0x0C, out)).as("without length").isZero();
        assertThat(machine.callWith(0x02, error)).isZero();
        assertThat(machine.callWith(0x05, error, RAM, 3)).as("closed").isEqualTo(3);
        assertThat(machine.call(0x13, 0)).as("EBADF").isEqualTo(9);
        assertThat(machine.callWith(0x01, RAM, 8, 3))
                .as("its number is free again")
                .isEqualTo(3);
    }

    @Test
    void shouldReadLinesAndLetTheProgramWaitForThem() {
        machine.text(RAM, ":tt");
        int in = machine.callWith(0x01, RAM, 0, 3);
        type("ab\ncd");
        assertThat(machine.callWith(0x06, in, RAM + 0x100, 10))
                .as("seven not read")
                .isEqualTo(7);
        assertThat(machine.text(RAM + 0x100, 3)).isEqualTo("ab\n");
        assertThat(machine.callWith(0x06, in, RAM + 0x100, 10)).isEqualTo(8);
        int before = machine.processor.cpu().pc;
        machine.callWith(0x06, in, RAM + 0x100, 10);
        machine.processor.run(1000);
        assertThat(machine.processor.cpu().pc).as("it waits").isEqualTo(before);
        type("x");
        machine.processor.run(2);
        assertThat(machine.processor.cpu().pc).isGreaterThan(before);
        typed.add(SemihostingHost.END);
        assertThat(machine.callWith(0x06, in, RAM + 0x100, 10)).as("the end").isEqualTo(10);
        assertThat(machine.call(0x07, 0)).isEqualTo(-1);
    }

    @Test
    void shouldReadCharacters() {
        type("Z");
        assertThat(machine.call(0x07, 0)).isEqualTo('Z');
    }

    @Test
    void shouldTellVirtualTime() {
        nowNs = 2_503_000_000L;
        assertThat(machine.call(0x10, 0)).as("hundredths of a second").isEqualTo(250);
        assertThat(machine.call(0x11, 0)).isEqualTo(1_700_000_002);
        assertThat(machine.call(0x31, 0)).isEqualTo(1_000_000_000);
        assertThat(machine.call(0x30, RAM + 0x20)).isZero();
        assertThat(machine.ram.read(RAM + 0x20, 4)).isEqualTo(2503_000_000L);
    }

    @Test
    void shouldEndWithTheProgramsCode() {
        machine.call(0x18, 0x20026);
        assertThat(halt()).isEqualTo(0);
        machine.processor.debug().resume();
        machine.call(0x18, 0x20023);
        assertThat(halt()).isEqualTo(1);
        machine.processor.debug().resume();
        machine.callWith(0x20, 0x20026, 42);
        assertThat(halt()).isEqualTo(42);
    }

    private int halt() {
        Halt halt = Objects.requireNonNull(machine.processor.debug().halt());
        assertThat(halt.reason()).isEqualTo(Halt.Reason.EXIT);
        return halt.code();
    }

    @Test
    void shouldGiveFilesOnlyWhereTheHostDoes() {
        machine.text(RAM, "data.bin");
        assertThat(machine.callWith(0x01, RAM, 0, 8)).isEqualTo(-1);
        assertThat(machine.call(0x13, 0)).as("EACCES").isEqualTo(13);
        givesFiles = true;
        int file = machine.callWith(0x01, RAM, 1, 8);
        assertThat(file).isPositive();
        assertThat(machine.callWith(0x0C, file)).isEqualTo(3);
        assertThat(machine.callWith(0x09, file)).isZero();
        assertThat(machine.callWith(0x0A, file, 1)).isZero();
        assertThat(machine.callWith(0x06, file, RAM + 0x100, 8)).isEqualTo(6);
        assertThat(machine.ram.read(RAM + 0x100, 2)).isEqualTo(0x0302);
        assertThat(machine.callWith(0x0A, file, 9)).isEqualTo(-1);
    }

    @Test
    void shouldSayWhichExtensionsThereAre() {
        machine.text(RAM, ":semihosting-features");
        int file = machine.callWith(0x01, RAM, 0, 21);
        assertThat(machine.callWith(0x06, file, RAM + 0x100, 5)).isZero();
        assertThat(machine.text(RAM + 0x100, 4)).isEqualTo("SHFB");
        assertThat(machine.ram.read(RAM + 0x104, 1))
                .as("exit code, three consoles")
                .isEqualTo(3);
    }

    @Test
    void shouldTellTheCommandLineAndNoHeap() {
        assertThat(machine.callWith(0x15, RAM + 0x100, 80)).isZero();
        assertThat(machine.text(RAM + 0x100, 9)).isEqualTo("firmware\0");
        assertThat(machine.ram.read(RAM + 0x404, 4)).isEqualTo(8);
        assertThat(machine.callWith(0x15, RAM + 0x100, 4)).isEqualTo(-1);
        machine.ram.program(RAM + 0x200, 4, 99);
        assertThat(machine.callWith(0x16, RAM + 0x200)).isZero();
        assertThat(machine.ram.read(RAM + 0x200, 4)).isZero();
    }

    @Test
    void shouldAnswerNonsenseWithErrors() {
        assertThat(machine.call(0x99, 0)).isEqualTo(-1);
        assertThat(machine.call(0x13, 0)).as("ENOSYS").isEqualTo(38);
        assertThat(machine.callWith(0x01, RAM, 0, -5)).isEqualTo(-1);
        assertThat(machine.callWith(0x06, 77, RAM, 5)).isEqualTo(5);
        assertThat(machine.call(0x04, 0x70000000)).isZero();
        assertThat(machine.call(0x30, 0x70000000)).isEqualTo(-1);
        machine.text(RAM, ":tt");
        int out = machine.callWith(0x01, RAM, 4, 3);
        assertThat(machine.callWith(0x05, out, 0x70000000, 5)).isEqualTo(5);
        assertThat(machine.callWith(0x05, out, RAM, -1)).isEqualTo(-1);
        assertThat(machine.callWith(0x08, -1)).isEqualTo(1);
        assertThat(machine.processor.exceptionNumber()).isZero();
    }
}
