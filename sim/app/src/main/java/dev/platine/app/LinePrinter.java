package dev.platine.app;

import dev.platine.sim.emulated.BytePort;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Prints what a board says line by line, behind the board's name. */
final class LinePrinter implements BytePort.Listener {
    private static final int MOST_LINE = 1_000;

    private final String board;
    private final Console console;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LinePrinter(String board, Console console) {
        this.board = board;
        this.console = console;
    }

    @Override
    public void sent(byte value) {
        if (value != '\n' && value != '\r') {
            line.write(value);
        }
        if (value == '\n' || line.size() >= MOST_LINE) {
            console.line(board + ": " + line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
