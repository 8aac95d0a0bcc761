package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
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

/** {@code run} with two boards and wires between them. The firmware's source is src/test/firmware/buses.c: letters make it a master or a slave. */
class TwoBoardsVerbTest {
    private static final List<String> SPI = List.of("left/D13=right/D13", "left/D12=right/D12", "left/D11=right/D11");
    private static final List<String> TWO_WIRE = List.of("left/D15=right/D15", "left/D14=right/D14");

    @TempDir
    Path folder;

    private Path firmware;

    @BeforeEach
    void unpack() throws Exception {
        firmware = folder.resolve("buses.elf");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("buses.elf"))) {
            Files.copy(in, firmware);
        }
    }

    private Cli.Result run(String script, String... more) throws Exception {
        Path steps = Files.writeString(folder.resolve("steps.yaml"), script);
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of("--script", steps.toString(), "--speed", "max", "--listen"));
        arguments.add("unix://" + folder.resolve("s"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private Cli.Result pair(String script, List<String> wires, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("left=nucleo-f446re", "right=nucleo-f411re"));
        arguments.addAll(List.of("--firmware", "left=" + firmware, "--firmware", "right=" + firmware));
        arguments.addAll(List.of("--for", "40ms"));
        wires.forEach(wire -> arguments.addAll(List.of("--wire", wire)));
        arguments.addAll(List.of(more));
        return run(script, arguments.toArray(String[]::new));
    }

    /** The right one is told a letter first, the left one 5 ms later; both must say what is expected. */
    private static String talk(String right, String left, String saysRight, String saysLeft) {
        return """
                - {at: 5ms, board: right, uart: {port: USART2, send: "%s"}}
                - {at: 10ms, board: left, uart: {port: USART2, send: "%s"}}
                - {at: 10ms, board: left, expect: {uart: USART2, text: "%s", within: 29ms}}
                - {at: 10ms, board: right, expect: {uart: USART2, text: "%s", within: 29ms}}
                """.formatted(right, left, saysLeft, saysRight);
    }

    private static void good(Cli.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"p,P", "i,I", "d,D"})
    void shouldExchangeBytesBySpi(String slave, String master) throws Exception {
        good(pair(talk(slave, master, slave + " ok", master + " ok"), SPI));
    }

    @ParameterizedTest
    @CsvSource({"p,P", "i,I", "d,D"})
    void shouldExchangeBytesWithTheMasterOnTheOtherBoard(String slave, String master) throws Exception {
        String script = talk(slave, master, slave + " ok", master + " ok")
                .replace("left", "LEFT")
                .replace("right", "left")
                .replace("LEFT", "right");
        good(pair(script, SPI));
    }

    @Test
    void shouldReadThePullWhereAWireIsMissing() throws Exception {
        good(pair(talk("p", "P", "p ok", "P bad at 00: FF"), List.of(SPI.get(0), SPI.get(2))));
    }

    @Test
    void shouldExchangeBytesByTwoWiresThoughTheSlaveHoldsTheClock() throws Exception {
        good(pair(talk("w", "W", "w ok", "W 02 03 04 06 09 0E 16 23"), TWO_WIRE));
    }

    @Test
    void shouldFindNobodyWhereTheDataWireIsMissing() throws Exception {
        String script = """
                - {at: 5ms, board: right, uart: {port: USART2, send: "w"}}
                - {at: 10ms, board: left, uart: {port: USART2, send: "W"}}
                - {at: 10ms, board: left, expect: {uart: USART2, text: "W failed", within: 20ms}}
                """;
        good(pair(script, TWO_WIRE.subList(0, 1)));
    }

    @Test
    void shouldNotStartOnLinesThatNothingPullsUp() throws Exception {
        String script = """
                - {at: 5ms, board: left, uart: {port: USART2, send: "nW"}}
                - {at: 39ms, board: left, expect: {uart: USART2, text: "ready"}}
                - {at: 39ms, board: left, expect: {net: D15, level: low}}
                """;
        Path events = folder.resolve("events.jsonl");
        good(pair(script, List.of(), "--events", events.toString()));
        // It waits for the start condition for longer than this run.
        assertThat(Files.readString(events)).doesNotContain("\"W");
    }

    @Test
    void shouldSendALineOfText() throws Exception {
        good(pair(talk("u", "U", "u all balls roll", "U ok"), List.of("left/D8=right/D2")));
    }

    @Test
    void shouldRepeatARunToTheBit() throws Exception {
        String script = talk("p", "P", "p ok", "P ok");
        Path first = folder.resolve("1.jsonl");
        Path second = folder.resolve("2.jsonl");
        good(pair(script, SPI, "--events", first.toString()));
        good(pair(script, SPI, "--events", second.toString()));
        assertThat(first).hasSameTextualContentAs(second).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"D11=D12,T 5A", "D11=D10,T FF"})
    void shouldLoopBack(String wire, String says) throws Exception {
        String script = """
                - {at: 5ms, uart: {port: USART2, send: "T"}}
                - {at: 5ms, expect: {uart: USART2, text: "%s", within: 20ms}}
                """.formatted(says);
        good(run(script, "nucleo-f401re", "--firmware", firmware.toString(), "--wire", wire, "--for", "20ms"));
    }

    @Test
    void shouldAskTheAccelerationSensor() throws Exception {
        String script = """
                - {at: 5ms, uart: {port: USART2, send: "A"}}
                - {at: 5ms, expect: {uart: USART2, text: "A 3B 00 00 38", within: 40ms}}
                - {at: 50ms, operate: {part: U5, action: x, value: -1}}
                - {at: 50ms, uart: {port: USART2, send: "A"}}
                - {at: 50ms, expect: {uart: USART2, text: "A 3B C8 00 38", within: 40ms}}
                """;
        good(run(script, "stm32f4-discovery", "--firmware", firmware.toString(), "--for", "100ms"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--wire|left/D13|must be BOARD/NET=BOARD/NET",
                "--wire|left/D13=D13|must be BOARD/NET=BOARD/NET",
                "--wire|left/D13=lift/D13|no board 'lift'",
                "--wire|left/D13=right/D99|board right has no net 'D99'",
                "--wire|left/D13=left/D13|both ends are left/D13",
                "--wire|left/D13=left/PA5|both ends of a wire are net PA5 of board left",
                "--uart|usart2=stdio|there are several boards; say whose, such as --uart left/usart2",
                "--uart|lift/usart2=stdio|no board 'lift'; did you mean 'left'?",
                "--uart|left/usart9=stdio|has no USART9",
                "--firmware|x.elf|say whose, such as --firmware left=x.elf",
                "--firmware|up=x.elf|no board 'up'",
                "--firmware|left=x.elf|two files for board left",
                "--can|left/can1,right/can1|board right: chip stm32f411 has no CAN controller CAN1",
                "--can|left/can1,left/can1|CAN1 is on a bus already",
                "--can|left/can1,|must be CONTROLLER,CONTROLLER",
                "--can|can1|there are several boards",
            })
    void shouldTellWhatIsWrongInOneLine(String option, String value, String told) throws Exception {
        Cli.Result result = pair("- {at: 0, board: left, reset: true}", List.of(), option, value);
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains(told);
        assertThat(result.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {at: 1ms, press: B1}|1:3: there are several boards; say which one by 'board:'",
                "- {at: 1ms, board: up, press: B1}|1:3: no board up; there are left, right",
                "- {at: 1ms, board: 3, press: B1}|board must be the name of a board"
            })
    void shouldTellWhichBoardAStepIsFor(String script, String told) throws Exception {
        Cli.Result result = pair(script, List.of());
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains(told).hasLineCount(1);
    }

    @Test
    void shouldRefuseNamesThatAreNone() {
        Cli.Result result = Cli.run("run", "a b=nucleo-f446re", "--for", "1ms");
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err())
                .contains("a board's name must be letters, digits")
                .hasLineCount(1);
    }
}
