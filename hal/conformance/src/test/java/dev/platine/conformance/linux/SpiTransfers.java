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

/** Converters on an SPI bus: inputs like the MCP3008's, an output like the MCP4921's. Behind the stand-in. */
class SpiTransfers {
    private static final String CONVERTERS = """
            spi:
              - device: spidev0.0
                mode: 0
                speedHz: 1000000
                channels:
                  supply: {direction: input, send: [1, 0x80, 0], type: u16be, mask: 0x03ff, unit: V, min: 0, max: 5, scale: 0.0048828125}
                  light: {direction: input, send: [1, 0x90, 0], type: u16be, mask: 0x03ff, min: 0, max: 1023}
              - device: spidev0.1
                mode: 3
                speedHz: 500000
                init: [{send: [0x80]}]
                channels:
                  level: {direction: output, send: [0x30, 0], type: u16be, mask: 0x0fff, unit: V, min: 0, max: 4.095, scale: 0.001, safe: 1}
            """;

    @TempDir
    Path folder = Path.of("");

    private Bench bench = new Bench(Path.of("target"));

    @BeforeEach
    void devices() {
        bench = new Bench(folder);
        bench.file("spidev0.0");
        bench.file("spidev0.1");
        BusShim.shim_spi_device(0, 0x8, 2_000_000);
        BusShim.shim_spi_device(1, 0x8, 2_000_000);
    }

    @Test
    void shouldReadAllInputsInOneCallAndDeselectBetween() {
        BusShim.shim_spi_input(0, 0, 512);
        BusShim.shim_spi_input(0, 1, 1023);
        bench.yaml(CONVERTERS);
        try (Board board = bench.open()) {
            assertThat(board.analogInput("supply").read()).isEqualTo(2.5);
            assertThat(board.analogInput("light").read()).isEqualTo(1023);
        }
        assertThat(BusShim.shim_spi_calls(0)).isPositive();
        assertThat(BusShim.shim_spi_selects(0)).isEqualTo(2 * BusShim.shim_spi_calls(0));
    }

    @Test
    void shouldSendOutputsOnChangeOnly() {
        bench.yaml(CONVERTERS);
        try (Board board = bench.open()) {
            assertThat(BusShim.shim_spi_mode(1)).isEqualTo(3);
            assertThat(BusShim.shim_spi_output(1)).isEqualTo(1000);
            board.analogOutput("level").write(3.3);
            assertThat(BusShim.shim_spi_output(1)).isEqualTo(3300);
            long before = BusShim.shim_spi_outputs(1);
            for (int i = 0; i < 5; i++) {
                board.analogOutput("level").write(3.3);
            }
            assertThat(BusShim.shim_spi_outputs(1)).isEqualTo(before);
        }
        assertThat(BusShim.shim_spi_output(1)).isEqualTo(1000); // safe
    }

    @Test
    void shouldSayWhatTheControllerCannotDo() {
        bench.yaml(CONVERTERS.replace("mode: 3", "lsbFirst: true"));
        fails("spidev0.1 cannot have this mode, select, lsbFirst or threeWire; change it");
        bench.yaml(CONVERTERS.replace("500000", "5000000"));
        fails("spidev0.1 cannot have this speedHz; change it");
    }

    private void fails(String message) {
        assertThatThrownBy(() -> bench.open().close())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldTryAgainWhatWasNotSent() {
        bench.yaml(CONVERTERS);
        try (Board board = bench.open()) {
            BusShim.shim_spi_error(1, 5);
            assertThatThrownBy(() -> board.analogOutput("level").write(2))
                    .hasMessageContaining("spidev0.1: a transfer failed: input/output error");
            BusShim.shim_spi_error(1, 0);
            board.analogOutput("level").write(2);
            assertThat(BusShim.shim_spi_output(1)).isEqualTo(2000);
        }
    }

    @Test
    void shouldTellAllMistakesOfAFile() {
        bench.yaml("""
                spi:
                  - device: spidev0.0
                    mode: 4
                    channels:
                      a: {direction: input, send: [], min: 0, max: 1}
                      b: {direction: input, send: [1], type: u16be, min: 0, max: 1}
                      c: {direction: input, send: [1, 256], min: 0, max: 1}
                """);
        assertThatThrownBy(() -> bench.open().close())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED))
                .cause()
                .hasMessageContainingAll("mode", "speedHz", "is empty", "has more bytes than send", "256");
    }
}
