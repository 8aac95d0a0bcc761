package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with chips and lines: one line that says what, where, what to do. Behind the stand-in. */
class GpioTroubles {
    private static final int EACCES = 13;
    private static final int EIO = 5;

    @TempDir
    Path folder = Path.of("");

    private Bench bench = new Bench(Path.of("target"));

    @BeforeEach
    void chips() {
        bench = new Bench(folder);
        bench.chip(0, "pinctrl-test", 16);
        bench.chip(1, "expander", 8);
        GpioShim.shim_gpio_name(0, 3, "DOOR");
        GpioShim.shim_gpio_name(0, 4, "BELL");
        GpioShim.shim_gpio_name(1, 4, "BELL");
    }

    private Bench one(String chip, String line) {
        return bench.yaml("gpio: [{" + chip + "channels: {in: {line: " + line + ", direction: input}}}]");
    }

    @Test
    void shouldNameWhoHasALine() {
        one("chip: gpiochip0, ", "3");
        GpioShim.shim_gpio_use(0, 3, "door-daemon");
        bench.refuses(
                Kind.BUSY,
                "open in: line 3 'DOOR' of gpiochip0 (pinctrl-test) is in use by 'door-daemon'; end that first, "
                        + "or take another line");
        GpioShim.shim_gpio_use(0, 3, "");
        bench.open().close();
    }

    @Test
    void shouldRefuseASecondBoardOnTheSameLines() {
        one("chip: gpiochip0, ", "3");
        try (Board board = bench.open()) {
            bench.refuses(
                    Kind.BUSY,
                    "line 3 'DOOR' of gpiochip0 (pinctrl-test) is in use by 'platine'; end that first, or take another line");
            assertThat(board.digitalInput("in").read()).isFalse();
        }
    }

    @Test
    void shouldNameTheNearestChip() {
        one("chip: pinctrl-tset, ", "3");
        bench.refuses(
                Kind.NOT_FOUND, "no GPIO chip 'pinctrl-tset' under " + bench.dev() + "; did you mean 'pinctrl-test'?");
        one("chip: gpiochip7, ", "3");
        bench.refuses(Kind.NOT_FOUND, "did you mean 'gpiochip0'?");
        one("chip: /dev/gpiochip7, ", "3");
        bench.refuses(
                Kind.NOT_FOUND,
                bench.dev().resolve("gpiochip7")
                        + " cannot be opened: no such file or directory; check the name, and that the driver is loaded");
    }

    @Test
    void shouldAskForTheNameWhenALabelFitsTwoChips() {
        bench.chip(2, "expander", 8);
        one("chip: expander, ", "3");
        bench.refuses(Kind.NOT_FOUND, "chip 'expander' is the label of gpiochip1, gpiochip2; write one of these names");
    }

    @Test
    void shouldNameTheNearestLine() {
        one("chip: gpiochip0, ", "DOR");
        bench.refuses(Kind.NOT_FOUND, "open in: no line named 'DOR' on gpiochip0 (pinctrl-test); did you mean 'DOOR'?");
        one("chip: gpiochip0, ", "16");
        bench.refuses(
                Kind.NOT_FOUND, "open in: gpiochip0 (pinctrl-test) has lines 0 to 15, none of number 16; correct it");
        one("", "BELL");
        bench.refuses(
                Kind.NOT_FOUND,
                "open in: 'BELL' is the name of line 4 of gpiochip0 and line 4 of gpiochip1; write chip and number");
    }

    @Test
    void shouldSayThatThereIsNoChip() throws IOException {
        Files.delete(bench.dev().resolve("gpiochip0"));
        Files.delete(bench.dev().resolve("gpiochip1"));
        one("", "DOOR");
        bench.refuses(
                Kind.NOT_FOUND, "this computer has no GPIO chip, no " + bench.dev() + "/gpiochip*; load its driver");
    }

    @Test
    void shouldSayThatTheRightIsMissing() {
        GpioShim.shim_gpio_open_error(0, EACCES);
        String reason = bench.dev().resolve("gpiochip0")
                + " cannot be opened: permission denied; get the right to it, often by its group ('ls -l' shows it), or be root";
        one("chip: gpiochip0, ", "3");
        bench.refuses(Kind.PERMISSION, reason);
        one("", "DOOR");
        bench.refuses(Kind.PERMISSION, reason);
    }

    @Test
    void shouldSayThatALineIsThereTwice() {
        bench.yaml("gpio: [{chip: gpiochip0, channels: "
                + "{a: {line: 3, direction: input}, b: {line: DOOR, direction: input}}}]");
        bench.refuses(Kind.MALFORMED, "open b: line 3 of gpiochip0 (pinctrl-test) is also that of a; change one");
    }

    @Test
    void shouldSayThatAChipCannotTellEdges() {
        GpioShim.shim_gpio_no_edges(1, 1);
        one("chip: expander, ", "3");
        bench.refuses(
                Kind.UNSUPPORTED, "gpiochip1 (expander) cannot tell edges of all of in; write 'events: false' there");
    }

    @Test
    void shouldSayWhatTheKernelTakesAtOnce() {
        bench.chip(2, "large", 100);
        StringBuilder many = new StringBuilder("gpio:\n  - chip: large\n    channels:\n");
        for (int i = 0; i < 65; i++) {
            many.append("      c").append(i).append(": {line: ").append(i).append(", direction: input}\n");
        }
        bench.yaml(many.toString());
        bench.refuses(
                Kind.TOO_LARGE,
                "gpiochip2 (large) is asked for 65 lines, the kernel takes 64 at once; split the device into two of the "
                        + "same chip");
        StringBuilder varied = new StringBuilder("gpio:\n  - chip: large\n    channels:\n");
        for (int i = 0; i < 11; i++) {
            varied.append("      c" + i + ": {line: " + i + ", direction: input, debounceUs: " + (i + 1) + "}\n");
        }
        bench.yaml(varied.toString());
        bench.refuses(
                Kind.TOO_LARGE,
                "gpiochip2 (large) is asked for 11 different settings of inputs, the kernel takes 10 at once; split the "
                        + "device into two of the same chip");
    }

    @Test
    void shouldGiveEverythingBackWhenOpeningFailsHalfway() {
        bench.yaml("""
                gpio:
                  - {chip: gpiochip0, channels: {a: {line: 3, direction: output}}}
                  - {chip: gpiochip1, channels: {b: {line: 9, direction: output}}}
                """);
        bench.refuses(Kind.NOT_FOUND, "none of number 9; correct it");
        assertThat(GpioShim.shim_gpio_flags(0, 3)).isZero();
    }

    @Test
    void shouldBeLostWithItsChipAndComeBackWithIt() {
        one("chip: expander, ", "3");
        try (Board board = bench.open()) {
            assertThat(board.digitalInput("in").read()).isFalse();
            GpioShim.shim_gpio_gone(1, 1);
            Bench.until("the board is lost", () -> !board.isConnected());
            BoardException lost = catchThrowableOfType(
                    BoardException.class, () -> board.digitalInput("in").read());
            assertThat(lost.kind()).isEqualTo(Kind.LINK_LOST);
            assertThat(lost)
                    .hasMessageEndingWith(
                            "gpiochip1 (expander): the inputs cannot be read: no such device; plug it in or load its driver");
            GpioShim.shim_gpio_set(1, 3, 1);
            GpioShim.shim_gpio_gone(1, 0);
            Bench.until("the board is back", board::isConnected);
            assertThat(board.digitalInput("in").read()).isTrue();
        }
    }

    @Test
    void shouldSayThatLinesCannotBeReadAndGoOn() {
        one("chip: expander, ", "3");
        try (Board board = bench.open()) {
            GpioShim.shim_gpio_error(1, EIO);
            BoardException failed = catchThrowableOfType(
                    BoardException.class, () -> board.digitalInput("in").read());
            assertThat(failed.kind()).isEqualTo(Kind.BOARD_FAILURE);
            assertThat(failed).hasMessageEndingWith("the inputs cannot be read: input/output error");
            GpioShim.shim_gpio_error(1, 0);
            assertThat(board.digitalInput("in").read()).isFalse();
        }
    }
}
