package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.hal.linux.Pty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} with firmware that talks by a debug probe: semihosting, SEGGER RTT, ITM. The sources are in src/test/firmware. */
class ProbeVerbTest {
    private static final String BEGIN = "hello, host\n!\nto its output\nto its errors\n";

    @TempDir
    Path folder;

    private Cli.Result run(String firmware, String... more) throws IOException {
        Path file = folder.resolve(firmware);
        if (Files.notExists(file)) {
            try (InputStream in = Objects.requireNonNull(ProbeVerbTest.class.getResourceAsStream(firmware))) {
                Files.copy(in, file);
            }
        }
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "nucleo-f446re",
                "--firmware",
                file.toString(),
                "--speed",
                "max",
                "--listen",
                "unix://" + folder.resolve("s")));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private String script(String text) throws IOException {
        return Files.writeString(folder.resolve("steps.yaml"), text).toString();
    }

    @Test
    void shouldEndWithTheFirmwaresExitCodeAndPrintWhatItSays() throws IOException {
        Cli.Result good = run("hosted.elf", "--exit-on", "semihosting", "--for", "1s");
        assertThat(good.err()).isEmpty();
        assertThat(good.exit()).isZero();
        assertThat(good.out())
                .contains(BEGIN + "no line\nno file\nclock 3 date 0\n")
                .contains("ended after 30.");

        String steps = script("- {at: 1ms, uart: {port: SEMIHOSTING, send: \"3\\n\"}}");
        Cli.Result bad = run("hosted.elf", "--exit-on", "semihosting", "--for", "1s", "--script", steps);
        assertThat(bad.exit()).isEqualTo(Exit.CHECK);
        assertThat(bad.err()).isEqualTo("platine: the firmware ended with exit code 3\n");
        assertThat(bad.out()).contains(BEGIN + "a line\n");
    }

    @Test
    void shouldTellTheEndWithoutEndingTheRunWhereThatIsNotWanted() throws IOException {
        Path said = folder.resolve("said.txt");
        Cli.Result result = run("hosted.elf", "--uart", "semihosting=file:" + said, "--for", "50ms");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .containsOnlyOnce("the firmware ended with exit code 0")
                .contains("ended after 50ms");
        assertThat(said).hasContent(BEGIN + "no line\nno file\nclock 3 date 0\n");
    }

    @Test
    void shouldGiveFilesOfTheOneFolderOnly() throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        Cli.Result result =
                run("hosted.elf", "--exit-on", "semihosting", "--for", "1s", "--semihosting-dir", files.toString());
        assertThat(result.out()).contains("file of 6 bytes: a note\n");
        assertThat(files.resolve("notes.txt")).hasContent("a note");

        Path outside = Files.writeString(folder.resolve("outside.txt"), "mine");
        Files.createSymbolicLink(files.resolve("link.txt"), outside);
        Files.createSymbolicLink(files.resolve("up"), folder);
        try (SemihostingFolder opened = SemihostingFolder.open(files)) {
            for (String name : List.of(
                    "../outside.txt", outside.toString(), "link.txt", "up/outside.txt", "", ".", "no/such", "a\0b")) {
                assertThat(opened.open(name, 4)).as(name).isNull();
                assertThat(opened.open(name, 0)).as(name).isNull();
            }
            assertThat(Objects.requireNonNull(opened.open("notes.txt", 0)).write(new byte[1], 1))
                    .isNegative();
            assertThat(opened.open("new.txt", 2)).as("r+ makes no file").isNull();
            assertThat(Objects.requireNonNull(opened.open("notes.txt", 8)).write(new byte[] {'s'}, 1))
                    .isEqualTo(1);
        }
        assertThat(files.resolve("notes.txt")).hasContent("a notes");
        assertThat(outside).hasContent("mine");
    }

    @Test
    void shouldTellAProgramThatStopsForADebugger() throws IOException {
        String steps = script("- {at: 1ms, uart: {port: SEMIHOSTING, send: \"9\\n\"}}");
        Cli.Result result = run("hosted.elf", "--exit-on", "semihosting", "--for", "1s", "--script", steps);
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
        assertThat(result.err())
                .contains("the firmware stopped for a debugger, by BKPT 7, at 0x0800")
                .hasLineCount(1);
    }

    @Test
    void shouldFaultAtSemihostingThatNobodyAnswers() throws IOException {
        Cli.Result result = run("hosted.elf", "--exit-on", "fault", "--for", "1s");
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
        assertThat(result.err()).contains("hard fault: breakpoint at 0x");
    }

    @Test
    void shouldTellTheBoardOfEachLineWhereThereAreSeveral() throws IOException {
        Cli.Result result = run("hosted.elf", "--exit-on", "semihosting", "--for", "1s", "--count", "2");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("nucleo-f446re-1: hello, host\n").contains("nucleo-f446re-2: no line\n");
    }

    @Test
    void shouldTalkBySharedBuffersBothWays() throws IOException {
        Path events = folder.resolve("events.jsonl");
        Path said = folder.resolve("said.txt");
        String steps = script("""
                - {at: 5ms, uart: {port: RTT, send: "and back, longer than its buffer\\r\\n"}}
                - {at: 5ms, expect: {uart: RTT, text: "AND BACK, LONGER THAN ITS BUFFER", within: 20ms}}
                """);
        Cli.Result result = run(
                "rtt.elf",
                "--for",
                "50ms",
                "--uart",
                "rtt=file:" + said,
                "--script",
                steps,
                "--events",
                events.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(said)
                .hasContent("hello by a buffer that is shorter than this line\r\n"
                        + "AND BACK, LONGER THAN ITS BUFFER\r\n");
        assertThat(Files.readString(events))
                .contains("\"kind\":\"uart\",\"name\":\"RTT\",\"value\":\"hello by a buffer that is shorter than this");
    }

    @Test
    void shouldPrintWhatIsTraced() throws IOException {
        Path events = folder.resolve("events.jsonl");
        Path said = folder.resolve("said.txt");
        Cli.Result result = run(
                "itm.elf",
                "--for",
                "5ms",
                "--uart",
                "itm=file:" + said,
                "--exit-on",
                "uart:words",
                "--events",
                events.toString());
        assertThat(result.exit()).isZero();
        assertThat(said).hasContent("hello by trace\nwords");
        assertThat(Files.readString(events)).contains("\"name\":\"ITM\",\"value\":\"hello by trace\"");
        assertThat(run("itm.elf", "--for", "5ms", "--exit-on", "uart:words").err())
                .as("without a probe")
                .contains("--exit-on uart:words did not happen in time");
    }

    @Test
    void shouldTellWhatIsWrong() throws IOException {
        assertThat(run("itm.elf", "--for", "1ms", "--uart", "swo=stdio").err())
                .contains("has no SWO; it has USART1")
                .contains("and by a debug probe RTT, ITM, SEMIHOSTING")
                .hasLineCount(1);
        Cli.Result result = run("itm.elf", "--for", "1ms", "--semihosting-dir", folder.resolve("no") + "");
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("must be a folder that is there").hasLineCount(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldCloseATerminalWhoseLinkCannotBeMade() throws IOException {
        Path taken = Files.writeString(folder.resolve("mine.txt"), "mine");
        try (Pty pty = Pty.open()) {
            assertThatThrownBy(() -> new BridgeEnd.Terminal(pty, taken)).isInstanceOf(IOException.class);
            assertThat(pty.read(new byte[1], 0, 1, System.nanoTime())).isEqualTo(Pty.CLOSED);
        }
        assertThat(taken).hasContent("mine");
    }
}
