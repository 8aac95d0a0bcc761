package dev.platine.app;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a verb prints: results on one stream, what goes wrong on the other. Knows what the terminal can show.
 *
 * <p>Every line of results is flushed, so that it is there when somebody waits for it. Used by one thread at a time.
 */
final class Console {
    /** The reader of the results went away, as {@code head} does: the verb ends quietly. */
    static final class BrokenPipe extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenPipe() {
            super("nobody reads the output any more", null, false, false);
        }
    }

    /** Colours of words. */
    enum Ink {
        PLAIN(""),
        DIM("2"),
        BOLD("1"),
        GOOD("32"),
        WARN("33"),
        BAD("31");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final boolean colour;
    private final int columns;
    private boolean statusShown;

    Console(PrintWriter out, PrintWriter err, boolean terminal, boolean colour, int columns) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.colour = terminal && colour;
        this.columns = columns;
    }

    PrintWriter out() {
        return out;
    }

    /** Where bytes of a firmware go among the results, taken for UTF-8. */
    OutputStream raw() {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer bytes = ByteBuffer.allocate(8);
        CharBuffer chars = CharBuffer.allocate(8);
        return new OutputStream() {
            @Override
            public void write(int value) {
                bytes.put((byte) value).flip();
                decoder.decode(bytes, chars, false);
                bytes.compact();
                out.write(chars.array(), 0, chars.position());
                chars.clear();
            }

            @Override
            public void flush() {
                out.flush();
            }
        };
    }

    PrintWriter err() {
        return err;
    }

    /** Whether results go to a terminal, where lines may be drawn over. */
    boolean isTerminal() {
        return terminal;
    }

    boolean isColoured() {
        return colour;
    }

    int columns() {
        return columns;
    }

    void line(String text) {
        clearStatus();
        out.println(text);
        flush();
    }

    void line(String format, Object... values) {
        line(String.format(Locale.ROOT, format, values));
    }

    /** Shows a line that the next line or status replaces; does nothing when results do not go to a terminal. */
    void status(String text) {
        if (terminal) {
            out.print("\r\033[K" + text);
            statusShown = true;
            flush();
        }
    }

    /** Prints lines over the ones printed by the call before, which had {@code above} lines. Terminals only. */
    void redraw(int above, Iterable<String> lines) {
        StringBuilder text = new StringBuilder();
        if (above > 0) {
            text.append("\033[").append(above).append('A');
        }
        for (String line : lines) {
            text.append("\r\033[K").append(line).append('\n');
        }
        out.print(text);
        flush();
    }

    void warn(String text) {
        clearStatus();
        err.println("platine: " + text);
        err.flush();
    }

    String paint(Ink ink, String text) {
        return colour && !ink.code.isEmpty() ? "\033[" + ink.code + "m" + text + "\033[0m" : text;
    }

    private void clearStatus() {
        if (statusShown) {
            out.print("\r\033[K");
            statusShown = false;
        }
    }

    /**
     * Sees to it that all results were written.
     *
     * @throws BrokenPipe when nobody reads them
     * @throws Failure when they could not be written, as on a full disk
     */
    void flush() {
        if (out.checkError()) {
            String loss = out instanceof ResultWriter results ? results.loss() : null;
            if (loss != null) {
                throw new Failure(Exit.COMPUTER, "cannot write the results: " + loss);
            }
            throw new BrokenPipe();
        }
    }
}
