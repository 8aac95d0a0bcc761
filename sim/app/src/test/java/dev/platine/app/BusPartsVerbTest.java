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

/** Boards of one's own with parts on buses, and CAN between boards. The firmware's source is src/test/firmware/buses.c. */
class BusPartsVerbTest {
    private static final String BOARD = """
            board: mine
            summary: a chip with a memory and a CAN transceiver
            vendor: test
            model: T1
            hardware: A
            serial: "1"
            firmware: none
            nets:
              gnd: ground
              v3v3: supply
              scl: two-wire clock
              sda: two-wire data
              tx: to the console
              rx: from the console
              ctx: to the transceiver
              crx: from the transceiver
              canh: CAN high
              canl: CAN low
            parts:
              ground: {type: supply, pins: {out: gnd}, with: {voltageV: 0, external: true}}
              psu: {type: supply, pins: {out: v3v3}, with: {voltageV: 3.3}}
              r1: {type: resistor, pins: {a: scl, b: v3v3}, with: {resistanceOhm: 4700}}
              r2: {type: resistor, pins: {a: sda, b: v3v3}, with: {resistanceOhm: 4700}}
              u2: {type: eeprom_24c, pins: {scl: scl, sda: sda, wp: gnd}}
              r3: {type: resistor, pins: {a: canh, b: canl}, with: {resistanceOhm: 120}}
              u3: {type: can_transceiver, pins: {txd: ctx, rxd: crx, canh: canh, canl: canl}}
            channels: {}
            body:
              emulated:
                chip: stm32f446
                console: USART2
                pins: {PB8: scl, PB9: sda, PA2: tx, PA3: rx, PA12: ctx, PA11: crx}
            """;
    private static final String CAN_TALK = """
            - {at: 5ms, board: right, uart: {port: USART2, send: "c"}}
            - {at: 10ms, board: left, uart: {port: USART2, send: "C"}}
            - {at: 10ms, board: left, expect: {uart: USART2, text: "C ok errors 00", within: 40ms}}
            - {at: 10ms, board: right, expect: {uart: USART2, text: "c 123 44332211", within: 40ms}}
            """;
    private static final String CAN_ALONE = """
            - {at: 10ms, board: left, uart: {port: USART2, send: "C"}}
            - {at: 10ms, board: left, expect: {uart: USART2, text: "C nobody errors 80", within: 80ms}}
            """;

    @TempDir
    Path folder;

    private Path firmware;
    private Path board;

    @BeforeEach
    void unpack() throws Exception {
        firmware = folder.resolve("buses.elf");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("buses.elf"))) {
            Files.copy(in, firmware);
        }
        board = Files.writeString(folder.resolve("board.yaml"), BOARD);
    }

    private void run(String script, String... more) throws Exception {
        Path steps = Files.writeString(folder.resolve("steps.yaml"), script);
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of("--script", steps.toString(), "--speed", "max", "--listen"));
        arguments.addAll(List.of("unix://" + folder.resolve("s"), "--for", "100ms"));
        arguments.addAll(List.of(more));
        Cli.Result result = Cli.run(arguments.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    private void pair(String left, String right, String script, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("left=" + left, "right=" + right));
        arguments.addAll(List.of("--firmware", "left=" + firmware, "--firmware", "right=" + firmware));
        arguments.addAll(List.of(more));
        run(script, arguments.toArray(String[]::new));
    }

    @Test
    void shouldWriteAndReadAMemory() throws Exception {
        String script = """
                - {at: 5ms, uart: {port: USART2, send: "E"}}
                - {at: 7ms, expect: {part: u2, busy: true}}
                - {at: 5ms, expect: {uart: USART2, text: "E data after refusals", within: 40ms}}
                - {at: 50ms, expect: {part: u2, writes: 1}}
                """;
        run(script, board.toString(), "--firmware", firmware.toString());
    }

    @Test
    void shouldJoinControllersByABus() throws Exception {
        pair("nucleo-f446re", "stm32f4-discovery", CAN_TALK, "--can", "left/can1,right/can1");
    }

    @Test
    void shouldGetNoAcknowledgementAlone() throws Exception {
        pair("nucleo-f446re", "nucleo-f401re", CAN_ALONE, "--can", "left/can1");
    }

    @Test
    void shouldJoinTransceiversByTwoWires() throws Exception {
        String mine = board.toString();
        pair(mine, mine, CAN_TALK, "--wire", "left/canh=right/canh", "--wire", "left/canl=right/canl");
        pair(mine, mine, CAN_ALONE, "--wire", "left/canh=right/canh");
    }
}
