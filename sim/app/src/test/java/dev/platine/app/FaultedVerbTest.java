package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} tells of firmware that fails, of files that are no firmware, and of ends of serial ports that fail. */
class FaultedVerbTest {
    @TempDir
    Path folder;

    private Path firmware;

    @BeforeEach
    void unpack() throws Exception {
        firmware = folder.resolve("hello.elf");
        try (InputStream in = Objects.requireNonNull(FaultedVerbTest.class.getResourceAsStream("hello.elf"))) {
            Files.copy(in, firmware);
        }
    }

    private Cli.Result run(String firmware, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "nucleo-f446re",
                "--firmware",
                firmware,
                "--speed",
                "max",
                "--listen",
                "unix://" + folder.resolve("s")));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private String faulting() throws Exception {
        return Files.writeString(folder.resolve("steps.yaml"), "- {at: 10ms, uart: {port: usart2, send: f}}")
                .toString();
    }

    @Test
    void shouldEndAtTheFirstFaultThatIsTaken() throws Exception {
        Cli.Result result = run(firmware.toString(), "--exit-on", "fault", "--for", "1s", "--script", faulting());
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
        assertThat(result.err())
                .hasLineCount(1)
                .contains("nucleo-f446re: hard fault: precise bus of 0xC0000000 at 0x0800")
                .contains("(reset_handler")
                .contains("str");
    }

    @Test
    void shouldTellFaultsAndTheLockUpWithoutBeingAsked() throws Exception {
        Cli.Result result = run(firmware.toString(), "--for", "50ms", "--script", faulting());
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
        assertThat(result.err())
                .contains("nucleo-f446re: hard fault: precise bus of 0xC0000000")
                .contains("nucleo-f446re: lock-up: locked up at 0x0800")
                .contains("nucleo-f446re: the processor is stuck in a fault (locked up); only a reset helps")
                .contains("hard fault: 1 more");
        assertThat(result.out()).contains("ended after 50ms");
    }

    @Test
    void shouldTellThatTheFlashHasNoVectorTable() throws Exception {
        Path raw = Files.write(folder.resolve("raw.bin"), new byte[64]);
        Cli.Result result = run(raw + "@0x20000000", "--for", "1ms");
        assertThat(result.err())
                .contains("raw.bin")
                .contains("no vector table at 0x08000000")
                .contains("stuck in a fault");
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
    }

    @Test
    void shouldTellWhichFileIsNoFirmware() throws Exception {
        Cli.Result gone = run("/nowhere.elf", "--for", "1ms");
        assertThat(gone.exit()).isEqualTo(Exit.COMPUTER);
        assertThat(gone.err()).hasLineCount(1).contains("--firmware /nowhere.elf: no such file");
        Cli.Result inside = run(folder.toString(), "--for", "1ms");
        assertThat(inside.exit()).isEqualTo(Exit.COMPUTER);
        assertThat(inside.err()).hasLineCount(1).contains("is a folder");
        Path text = Files.writeString(folder.resolve("notes.txt"), "notes");
        Cli.Result none = run(text.toString(), "--for", "1ms");
        assertThat(none.exit()).isEqualTo(Exit.USAGE);
        assertThat(none.err()).hasLineCount(1).contains("--firmware " + text);
    }

    @Test
    void shouldNotReadAFileThatIsTooLarge() throws Exception {
        Path huge = folder.resolve("huge.elf");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(3L << 30); // sparse
        }
        Cli.Result result = run(huge.toString(), "--for", "1ms");
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).hasLineCount(1).contains("must have at most 268435456 bytes, has 3221225472");
    }

    @Test
    void shouldEndWhenTheEndOfASerialPortFails() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        Cli.Result result = run(firmware.toString(), "--for", "600s", "--uart", "usart2=file:/dev/full");
        assertThat(result.exit()).isEqualTo(Exit.COMPUTER);
        assertThat(result.err().lines())
                .hasSize(1)
                .allMatch(
                        line -> line.matches(
                                "platine: --uart usart2=file:/dev/full: cannot be written: .*; [1-9]\\d* bytes of the firmware were lost"));
    }

    @Test
    void shouldConnectEachSerialPortOnce() {
        assertThat(run(firmware.toString(), "--uart", "i2c1=stdio", "--for", "1ms")
                        .err())
                .contains("has no I2C1");
        Cli.Result twice = run(
                firmware.toString(),
                "--uart",
                "usart2=file:/dev/null",
                "--uart",
                "USART2=file:/dev/null",
                "--for",
                "1ms");
        assertThat(twice.exit()).isEqualTo(Exit.USAGE);
        assertThat(twice.err()).hasLineCount(1).contains("each port must be connected once");
        Cli.Result both = run(firmware.toString(), "--uart", "usart2=stdio", "--uart", "usart1=stdio", "--for", "1ms");
        assertThat(both.exit()).isEqualTo(Exit.USAGE);
        assertThat(both.err()).hasLineCount(1).contains("only one port can have stdio");
    }
}
