package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
    /** A pipe whose reader has gone, as after {@code head}, or a disk that is full. */
    private static final class BrokenStream extends OutputStream {
        private final String why;

        BrokenStream(String why) {
            this.why = why;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(why);
        }
    }

    @Test
    void shouldEndQuietlyWhenNobodyReads() {
        StringWriter err = new StringWriter();
        Console console = new Console(
                new PrintWriter(new BrokenStream("Broken pipe"), false, java.nio.charset.StandardCharsets.UTF_8),
                new PrintWriter(err),
                false,
                false,
                100);

        int exit = Main.execute(new Context(console, new Stop(), Map.of(), name -> null), "boards");

        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boards", "boards --json", "--help", "completion"})
    void shouldSayThatResultsCouldNotBeWritten(String words) {
        StringWriter err = new StringWriter();

        assertThat(Main.execute(writingTo(new BrokenStream("No space left on device"), false, err), words.split(" ")))
                .isEqualTo(Exit.COMPUTER);
        assertThat(err)
                .hasToString("platine: cannot write the results: No space left on device" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"boards", "boards --json", "--help", "completion"})
    void shouldEndQuietlyWhenTheReaderOfAPipeIsGone(String words) {
        StringWriter err = new StringWriter();

        assertThat(Main.execute(writingTo(new BrokenStream("Broken pipe"), true, err), words.split(" ")))
                .isZero();
        assertThat(err.toString()).isEmpty();
    }

    private static Context writingTo(OutputStream out, boolean hasReader, StringWriter err) {
        Console console = new Console(ResultWriter.to(out, hasReader), new PrintWriter(err), false, false, 100);
        return new Context(console, new Stop(), Map.of(), name -> null);
    }

    @Test
    void shouldColourOnlyTerminals() {
        StringWriter out = new StringWriter();
        Console pipe = new Console(new PrintWriter(out), new PrintWriter(out), false, true, 100);
        Console plain = new Console(new PrintWriter(out), new PrintWriter(out), true, false, 100);
        Console colours = new Console(new PrintWriter(out), new PrintWriter(out), true, true, 100);

        assertThat(pipe.paint(Console.Ink.BAD, "x")).isEqualTo("x");
        assertThat(plain.paint(Console.Ink.BAD, "x")).isEqualTo("x");
        assertThat(colours.paint(Console.Ink.BAD, "x")).isEqualTo("\033[31mx\033[0m");
        pipe.status("only on terminals");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldReplaceTheStatusByTheNextLine() {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), true, false, 100);

        console.status("half way");
        console.line("done");

        assertThat(out.toString()).isEqualTo("\r\033[Khalf way\r\033[Kdone" + System.lineSeparator());
    }

    @Test
    void shouldAlignColumns() {
        Table table = new Table("NAME", ">VALUE", "REST").row("a", "1", "").row("long", "22.5", "x");

        assertThat(table.lines()).isEqualTo(List.of("NAME  VALUE  REST", "a         1", "long   22.5  x"));
    }

    @Test
    void shouldWriteJsonThatEscapes() {
        assertThat(Json.line(Map.of("text", "a\"b\n"))).isEqualTo("{\"text\":\"a\\\"b\\n\"}");
        assertThat(Json.pretty(Map.of("p50_ns", 5L))).contains("\"p50_ns\" : 5");
    }
}
