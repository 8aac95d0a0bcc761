package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers of a device on an I2C bus. Behind the stand-in. */
class I2cRegisters {
    private static final int CHIP = 0x48;
    private static final int I2C = 1;
    private static final String SENSOR = """
            i2c:
              - bus: 1
                address: 0x48
                init:
                  - {register: 0x10, value: 0x8583, type: u16be}
                  - {register: 0x12, value: 0x21}
                channels:
                  temperature: {direction: input, register: 0, type: s16be, shift: 4, unit: Cel, min: -128, max: 128, scale: 0.0625}
                  ready: {direction: input, register: 2, bit: 6}
                  fault: {direction: input, register: 2, bit: 0}
                  pulses: {direction: input, register: 4, type: u32le, kind: counter}
                  led: {direction: output, register: 8, bit: 3, safe: true}
                  level: {direction: output, register: 0x0a, type: u16le, mask: 0x0fff, unit: V, min: 0, max: 4.095, scale: 0.001, safe: 0}
            """;

    @TempDir
    Path folder = Path.of("");

    private Bench bench = new Bench(Path.of("target"));

    @BeforeEach
    void chip() {
        bench = new Bench(folder);
        bench.file("i2c-1");
        BusShim.shim_i2c_bus(1, I2C | 0x0eff_0000);
        BusShim.shim_i2c_chip(1, CHIP, 1);
    }

    private static void put(int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            BusShim.shim_i2c_put(1, CHIP, at + i, values[i]);
        }
    }

    private static int get(int at) {
        return BusShim.shim_i2c_get(1, CHIP, at);
    }

    private void fails(Kind kind, String... words) {
        assertThatThrownBy(() -> bench.open().close())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldReadNumbersOfAllSorts() {
        put(0, 0xff, 0x80); // -8 sixteenths
        put(2, 0x41);
        put(4, 0x78, 0x56, 0x34, 0x92);
        bench.yaml(SENSOR);
        try (Board board = bench.open()) {
            assertThat(board.analogInput("temperature").read()).isEqualTo(-0.5);
            assertThat(board.digitalInput("ready").read()).isTrue();
            assertThat(board.digitalInput("fault").read()).isTrue();
            assertThat(board.counterInput("pulses").read()).isEqualTo(0x92345678L);
            put(2, 0);
            assertThat(board.digitalInput("ready").read()).isFalse();
        }
    }

    @Test
    void shouldReadAllInputsInOneCall() {
        bench.yaml(SENSOR);
        try (Board board = bench.open("platine.call=direct")) {
            board.digitalInput("ready").read();
            long before = BusShim.shim_i2c_calls(1);
            var plan = board.exchange();
            plan.read(board.analogInput("temperature"));
            plan.read(board.digitalInput("ready"));
            try (var exchange = plan.prepare()) {
                exchange.runOrThrow();
            }
            long calls = BusShim.shim_i2c_calls(1) - before;
            assertThat(calls).isBetween(1L, 3L); // a look of the board's own may fall between
        }
    }

    @Test
    void shouldWriteAtOpeningAndThenOnChangeOnly() {
        put(8, 0xf0); // other bits of the register are somebody else's
        put(0x0b, 0x50);
        bench.yaml(SENSOR);
        try (Board board = bench.open()) {
            assertThat(get(0x10)).isEqualTo(0x85);
            assertThat(get(0x11)).isEqualTo(0x83);
            assertThat(get(0x12)).isEqualTo(0x21);
            assertThat(get(8)).isEqualTo(0xf8);
            assertThat(get(0x0a) | get(0x0b) << 8).isEqualTo(0x5000);
            board.analogOutput("level").write(3.3);
            assertThat(get(0x0a) | get(0x0b) << 8).isEqualTo(0x5000 | 3300);
            board.digitalOutput("led").write(false);
            assertThat(get(8)).isEqualTo(0xf0);
            long before = BusShim.shim_i2c_writes(1, CHIP);
            for (int i = 0; i < 5; i++) {
                board.analogOutput("level").write(3.3);
            }
            assertThat(BusShim.shim_i2c_writes(1, CHIP)).isEqualTo(before);
        }
        assertThat(get(8)).isEqualTo(0xf8); // safe
        assertThat(get(0x0a) | get(0x0b) << 8).isEqualTo(0x5000);
    }

    @Test
    void shouldTakeWideRegisterNumbersAndDevicesWithoutAny() {
        BusShim.shim_i2c_chip(1, 0x50, 2);
        BusShim.shim_i2c_put(1, 0x50, 0x123, 77);
        BusShim.shim_i2c_chip(1, 0x20, 0);
        BusShim.shim_i2c_put(1, 0x20, 0, 0xa5);
        bench.yaml("""
                i2c:
                  - bus: /dev/../dev/none
                    address: 0x20
                    registerBytes: 0
                    channels: {pins: {direction: input, kind: counter}}
                  - bus: i2c-1
                    address: 0x50
                    registerBytes: 2
                    channels: {cell: {direction: input, register: 0x123, kind: counter}}
                """.replace("/dev/../dev/none", bench.dev().resolve("i2c-1").toString()));
        try (Board board = bench.open()) {
            assertThat(board.counterInput("cell").read()).isEqualTo(77);
            assertThat(board.counterInput("pins").read()).isEqualTo(0xa5);
        }
    }

    @Test
    void shouldReadMoreRegistersThanOneCallTakes() {
        StringBuilder channels = new StringBuilder("i2c:\n  - bus: 1\n    address: 0x48\n    channels:\n");
        for (int i = 0; i < 60; i++) {
            put(i, i + 1);
            channels.append("      r")
                    .append(i)
                    .append(": {direction: input, kind: counter, register: ")
                    .append(i)
                    .append("}\n");
        }
        bench.yaml(channels.toString());
        try (Board board = bench.open()) {
            for (int i = 0; i < 60; i++) {
                assertThat(board.counterInput("r" + i).read()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void shouldSayWhenNobodyAnswers() {
        bench.yaml(SENSOR.replace("0x48", "0x49"));
        fails(Kind.UNREACHABLE, "no device answers on i2c-1 address 0x49", "check wiring, supply and address");
    }

    @Test
    void shouldComeBackWhenTheDeviceDoes() {
        put(0, 0x10, 0);
        bench.yaml(SENSOR);
        try (Board board = bench.open()) {
            board.analogOutput("level").write(1);
            BusShim.shim_i2c_gone(1, CHIP, 1);
            Bench.until("the loss is noticed", () -> !board.isConnected());
            put(0x0a, 0, 0);
            put(0x10, 0, 0);
            BusShim.shim_i2c_gone(1, CHIP, 0);
            Bench.until("the device is back", board::isConnected);
            assertThat(board.analogInput("temperature").read()).isEqualTo(16);
            assertThat(get(0x10)).as("set up again").isEqualTo(0x85);
        }
    }

    @Test
    void shouldBearOneMissedAcknowledgement() {
        bench.yaml(SENSOR);
        try (Board board = bench.open()) {
            BusShim.shim_i2c_error(1, 121, 1);
            assertThat(board.digitalInput("ready").read()).isFalse();
            assertThat(board.isConnected()).isTrue();
            BusShim.shim_i2c_error(1, 110, 1000);
            assertThatThrownBy(() -> board.digitalInput("ready").read())
                    .hasMessageContaining("the bus is stuck: connection timed out");
            BusShim.shim_i2c_error(1, 0, 0);
            assertThat(board.digitalInput("ready").read()).isFalse();
        }
    }

    @Test
    void shouldSayWhatTheBusCannotDo() {
        BusShim.shim_i2c_bus(1, 0x0eff_0000);
        bench.yaml(SENSOR);
        fails(Kind.UNSUPPORTED, "i2c-1 can only SMBus commands");
        BusShim.shim_i2c_bus(1, I2C);
        BusShim.shim_i2c_chip(1, CHIP, 1);
        BusShim.shim_i2c_driven(1, CHIP, 1);
        fails(Kind.BUSY, "i2c-1 address 0x48 belongs to a driver of the kernel");
        bench.yaml(SENSOR.replace("bus: 1", "bus: 3"));
        fails(Kind.NOT_FOUND, "i2c-3 cannot be opened", "check the name");
    }

    @Test
    void shouldTellAllMistakesOfAFile() {
        bench.yaml("""
                i2c:
                  - bus: 1
                    address: 0x80
                    init: [{register: 300, value: 1}]
                    channels:
                      a: {direction: input, type: u12, min: 0, max: 1}
                      b: {direction: input, register: 1, bit: 8}
                      c: {direction: output, register: 2, min: 0, max: 300, safe: 0}
                      d: {direction: input, register: 2, bit: 1, mask: 3}
                """);
        assertThatThrownBy(() -> bench.open().close())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED))
                .cause()
                .hasMessageContainingAll(
                        "address", "3 to 119", "register", "type", "u16be", "bit", "max", "on the wire");
    }
}
