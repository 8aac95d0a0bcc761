package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run} with unmodified firmware on emulated boards. The firmware's source is src/test/firmware/hello.c. */
class EmulatedVerbTest {
    @TempDir
    Path folder;

    private Path firmware;

    @BeforeEach
    void unpack() throws Exception {
        firmware = folder.resolve("hello.elf");
        try (InputStream in = Objects.requireNonNull(EmulatedVerbTest.class.getResourceAsStream("hello.elf"))) {
            Files.copy(in, firmware);
        }
    }

    private Cli.Result run(String board, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                board,
                "--firmware",
                firmware.toString(),
                "--speed",
                "max",
                "--listen",
                "unix://" + folder.resolve("s")));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private Path script(String text) throws Exception {
        return Files.writeString(folder.resolve("steps.yaml"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nucleo-f401re", "nucleo-f411re", "nucleo-f446re"})
    void shouldRunTheSameFirmwareOnEachNucleo(String board) throws Exception {
        Path said = folder.resolve("said.txt");
        Cli.Result result = run(board, "--for", "1100ms", "--uart", "usart2=file:" + said);
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("ended after 1.1s of virtual time");
        assertThat(said).hasContent("hello from nucleo\r\ntick\r\ntick\r\n");
    }

    @Test
    void shouldTellEveryChangeOfLampsAndPinsAtItsTime() throws Exception {
        Path events = folder.resolve("events.jsonl");
        assertThat(run("nucleo-f446re", "--for", "350ms", "--events", events.toString())
                        .exit())
                .isZero();
        List<String> lines = Files.readAllLines(events);
        assertThat(lines.get(0))
                .isEqualTo("{\"t_ns\":0,\"kind\":\"reset\",\"name\":\"stm32f446\",\"value\":\"power\"}");
        assertThat(lines.stream().filter(line -> line.contains("\"LD2\"")))
                .hasSize(3)
                .allMatch(line -> line.matches(".*\"t_ns\":[123]000\\d{5},.*"));
        assertThat(lines)
                .anyMatch(
                        line -> line.contains("\"kind\":\"uart\",\"name\":\"USART2\",\"value\":\"hello from nucleo\""));
    }

    @Test
    void shouldRepeatARunToTheBit() throws Exception {
        Path first = folder.resolve("1.jsonl");
        Path second = folder.resolve("2.jsonl");
        run("nucleo-f446re", "--for", "700ms", "--events", first.toString());
        run("nucleo-f446re", "--for", "700ms", "--events", second.toString());
        assertThat(first).hasSameTextualContentAs(second);
    }

    @Test
    void shouldRepeatARunOfSeveralBoardsToTheBit() {
        Path first = folder.resolve("1.jsonl");
        Path second = folder.resolve("2.jsonl");
        run("nucleo-f446re", "--count", "3", "--for", "250ms", "--events", first.toString());
        run("nucleo-f446re", "--count", "3", "--for", "250ms", "--events", second.toString());
        assertThat(first).content().contains("nucleo-f446re-3").contains("\"LD2\"");
        assertThat(first).hasSameTextualContentAs(second);
    }

    @Test
    void shouldPlayAScript() throws Exception {
        Path steps = script("""
                - {at: 120ms, expect: {part: LD2, lit: true}}
                - {at: 300ms, press: B1}
                - {at: 300ms, expect: {uart: USART2, text: "pressed", within: 20ms}}
                - {at: 400ms, release: B1}
                - {at: 410ms, expect: {uart: USART2, text: "released"}}
                - {at: 450ms, uart: {port: USART2, send: "x"}}
                - {at: 450ms, expect: {uart: USART2, text: "got x", within: 20ms}}
                - {at: 520ms, expect: {net: D13, level: high}}
                - {at: 530ms, set: {net: PC13, volts: 0}}
                - {at: 530ms, expect: {uart: USART2, text: "pressed", within: 20ms}}
                """);
        Cli.Result result = run("nucleo-f446re", "--for", "600ms", "--script", steps.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @Test
    void shouldTellWhichExpectationFailed() throws Exception {
        Path steps = script("""
                - {at: 120ms, expect: {part: LD2, lit: false}}
                - {at: 130ms, expect: {uart: USART2, text: "never", within: 10ms}}
                - {at: 9s, press: B1}
                """);
        Cli.Result result = run("nucleo-f446re", "--for", "200ms", "--script", steps.toString());
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
        assertThat(result.err())
                .contains("steps.yaml:1:3: at 120ms: expected LD2 lit 0.0, found 1.0")
                .contains("steps.yaml:2:3: at 140ms: expected USART2 to say 'never', it said 'hello from nucleo\\r\\n'")
                .contains("steps.yaml:3:3: at 9s: was not reached; run longer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {at: 1ms, press: B2}|1:3: no part B2",
                "- {at: 1ms, press: LD2}|1:3: part LD2 has no action press; it has none",
                "- {at: 1ms, operate: {part: B1, action: kick}}|1:3: part B1 has no action kick; it has [press",
                "- {at: 1ms, operate: {part: B1, action: press, value: 3}}|1:3: takes no value: B1 press",
                "- {at: soon, press: B1}|1:8: 'at' must be a time such as 500ms: soon",
                "- {at: 1ms}|1:3: must do exactly one thing",
                "- {at: 1ms, push: B1}|1:13: no step 'push'",
                "- {at: 1ms, expect: {net: PZ1, level: high}}|1:3: no net PZ1",
                "- {at: 1ms, expect: {net: PA5, colour: red}}|'volts' or 'level' can be expected",
                "- {at: 1ms, uart: {port: USART9, send: x}}|has no USART9",
                "at: 1ms|must be a list of steps"
            })
    void shouldTellWhereAScriptIsWrong(String text, String told) throws Exception {
        Cli.Result result =
                run("nucleo-f446re", "--for", "1ms", "--script", script(text).toString());
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("steps.yaml:").contains(told);
    }

    @Test
    void shouldEndWhenTheTextComes() {
        Cli.Result result = run("nucleo-f446re", "--exit-on", "uart:tick", "--for", "10s");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("ended after 500.");
    }

    @Test
    void shouldSayThatTheTextDidNotCome() {
        Cli.Result result = run("nucleo-f446re", "--exit-on", "uart:never", "--for", "10ms");
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
        assertThat(result.err()).contains("--exit-on uart:never did not happen in time");
    }

    @Test
    void shouldEndAtAFaultWithTheInstruction() throws Exception {
        Path events = folder.resolve("events.jsonl");
        Path steps = script("- {at: 10ms, uart: {port: USART2, send: f}}");
        Cli.Result result = run(
                "nucleo-f446re",
                "--exit-on",
                "fault",
                "--for",
                "1s",
                "--script",
                steps.toString(),
                "--events",
                events.toString());
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
        assertThat(result.err())
                .contains("hard fault: precise bus of 0xC0000000 at 0x0800")
                .hasLineCount(1);
        assertThat(Files.readString(events)).contains("of 0xC0000000 at 0x0800").contains("str");
    }

    @Test
    void shouldNameWhatIsNotModelledAndEndWhereThatIsWanted() throws Exception {
        Path steps = script("- {at: 10ms, uart: {port: USART2, send: u}}");
        Cli.Result loose = run("nucleo-f446re", "--for", "50ms", "--script", steps.toString());
        assertThat(loose.exit()).isZero();
        assertThat(loose.err()).contains("touched, but not modelled").contains("OTG_FS_GLOBAL");
        Cli.Result strict = run("nucleo-f446re", "--for", "1s", "--script", steps.toString(), "--strict");
        assertThat(strict.exit()).isEqualTo(Exit.CHECK);
        assertThat(strict.err()).contains("strict: OTG_FS_GLOBAL");
        assertThat(strict.out()).contains("ended after 1");
    }

    @Test
    void shouldTellTheClockThatAPinGivesOut() throws Exception {
        Path events = folder.resolve("events.jsonl");
        Path steps = script("- {at: 10ms, uart: {port: USART2, send: m}}\n- {at: 20ms, reset: true}\n");
        run("nucleo-f446re", "--for", "30ms", "--script", steps.toString(), "--events", events.toString());
        List<String> clocks = Files.readAllLines(events).stream()
                .filter(line -> line.contains("\"kind\":\"clock\",\"name\":\"PA8\""))
                .map(line -> line.substring(line.lastIndexOf(':') + 1, line.length() - 1))
                .toList();
        assertThat(clocks).startsWith("16000000", "5333333").endsWith("0");
    }

    @Test
    void shouldTellWhereAPinGoesThatIsLetGo() throws Exception {
        Path events = folder.resolve("events.jsonl");
        Path steps = script("- {at: 10ms, uart: {port: USART2, send: o}}\n- {at: 150ms, reset: true}\n");
        run("nucleo-f446re", "--for", "160ms", "--script", steps.toString(), "--events", events.toString());
        assertThat(levels(events, "PA8")).as("an open drain with its pull-up").startsWith("0", "1");
        assertThat(levels(events, "PA5")).as("a lamp that a reset puts out").containsExactly("0", "1", "0");
    }

    private static List<String> levels(Path events, String pin) throws Exception {
        return Files.readAllLines(events).stream()
                .filter(line -> line.contains("\"name\":\"" + pin + "\""))
                .map(line -> line.substring(line.lastIndexOf(':') + 1, line.length() - 1))
                .toList();
    }

    @Test
    void shouldTellAPromptThatHasNoEndOfLine() throws Exception {
        Path events = folder.resolve("events.jsonl");
        Path steps =
                script("- {at: 10ms, uart: {port: USART2, send: p}}\n- {at: 95ms, uart: {port: USART2, send: p}}\n");
        run("nucleo-f446re", "--for", "100ms", "--script", steps.toString(), "--events", events.toString());
        assertThat(Files.readAllLines(events).stream().filter(line -> line.contains("your name? \"")))
                .as("one after a while of silence, one at the end of the run")
                .hasSize(2);
    }

    @Test
    void shouldJoinTwoNetsByAWire() throws Exception {
        Path steps = script("- {at: 120ms, expect: {net: D2, level: high}}");
        assertThat(run("nucleo-f446re", "--for", "150ms", "--script", steps.toString(), "--wire", "D13=D2")
                        .err())
                .isEmpty();
        Cli.Result wrong = run("nucleo-f446re", "--for", "1ms", "--wire", "D13=D99");
        assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
        assertThat(wrong.err()).contains("has no net 'D99'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--uart|usart2|must be PORT=WHERE",
                "--uart|usart9=stdio|has no USART9; it has USART1",
                "--uart|usart2=nowhere|must be stdio, tcp:PORT, pty, pty:LINK or file:PATH",
                "--exit-on|noon|must be uart:TEXT, semihosting or fault",
                "--script|/nowhere.yaml|cannot be read",
                "--events|/no/where.jsonl|cannot be written"
            })
    void shouldTellWhatIsWrongWithAnOption(String option, String value, String told) {
        Cli.Result result = run("nucleo-f446re", "--for", "1ms", option, value);
        assertThat(result.exit()).isIn(Exit.USAGE, Exit.COMPUTER);
        assertThat(result.err()).contains(told);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void shouldRefuseFirmwareThatIsNone() throws Exception {
        Files.writeString(firmware, "no firmware");
        Cli.Result result = run("nucleo-f446re", "--for", "1ms");
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("neither ELF nor Intel HEX");
        Files.delete(firmware);
        assertThat(run("nucleo-f446re", "--for", "1ms").err()).contains("no such file");
    }

    @Test
    void shouldRefuseEmulationWhereThereIsNone() {
        Cli.Result modelled =
                Cli.run("run", "ev-charger", "--strict", "--for", "1ms", "--listen", "unix://" + folder.resolve("t"));
        assertThat(modelled.exit()).isEqualTo(Exit.USAGE);
        assertThat(modelled.err()).contains("are for boards with an emulated microcontroller");
    }

    @Test
    void shouldSayThatABoardHasNoFirmware() {
        Cli.Result result = Cli.run(
                "run", "nucleo-f446re", "--for", "1ms", "--speed", "max", "--listen", "unix://" + folder.resolve("s"));
        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("has no firmware: its flash is empty; name one with --firmware");
    }

    @Test
    void shouldNotDeleteAFileForALink() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.txt"), "mine");
        Cli.Result result = run("nucleo-f446re", "--for", "1ms", "--uart", "usart2=pty:" + file);
        assertThat(result.exit()).isEqualTo(Exit.COMPUTER);
        assertThat(result.err()).contains("cannot be opened").hasLineCount(1);
        assertThat(file).hasContent("mine");
    }

    @Test
    void shouldSayThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli.Result result = run("nucleo-f446re", "--for", "1ms", "--uart", "usart2=tcp:" + taken.getLocalPort());
            assertThat(result.exit()).isEqualTo(Exit.COMPUTER);
            assertThat(result.err())
                    .contains("the port is in use; take another")
                    .hasLineCount(1);
        }
    }
}
