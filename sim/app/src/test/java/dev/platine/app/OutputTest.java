package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTest {
    /** A pipe whose reader has gone, as after {@code head}. */
    private static final class BrokenStream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    @Test
    void shouldEndQuietlyWhenNobodyReads() {
        StringWriter err = new StringWriter();
        Console console = new Console(
                new PrintWriter(new BrokenStream(), false, java.nio.charset.StandardCharsets.UTF_8),
                new PrintWriter(err),
                false,
                false,
                100);

        int exit = Main.execute(new Context(console, new Stop(), Map.of(), name -> null), "boards");

        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
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
