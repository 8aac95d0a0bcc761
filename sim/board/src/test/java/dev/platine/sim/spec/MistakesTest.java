package dev.platine.sim.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One file a mistake in {@code mistakes/}, and beside each the exact message. */
class MistakesTest {
    private final SpecLoader loader = new SpecLoader(Types.of(List.of(new TestLibrary())));

    static Stream<String> mistakes() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(MistakesTest.class.getResource("mistakes"))
                .toURI());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldTellWhatIsWrongAndWhereAndWhatToDo(String name) throws IOException, URISyntaxException {
        byte[] bytes = Files.readAllBytes(folder().resolve(name));
        BoardSpecException thrown = thrownBy(name, bytes);
        assertThat(thrown).as("a mistake must be found in %s", name).isNotNull();
        Path expected = folder().resolve(name.replace(".yaml", ".txt"));
        assertThat(thrown.getMessage()).isEqualTo(Files.readString(expected).strip());
        assertThat(thrownBy(name, bytes)).hasMessage(thrown.getMessage());
    }

    private BoardSpecException thrownBy(String name, byte[] bytes) {
        return catchThrowableOfType(BoardSpecException.class, () -> loader.parse(name, bytes));
    }

    /** Prints every message: for a person to read before writing it down. */
    public static void main(String[] args) throws IOException, URISyntaxException {
        MistakesTest test = new MistakesTest();
        mistakes().forEach(name -> {
            try {
                Path file = Path.of(args[0], name);
                BoardSpecException thrown = test.thrownBy(name, Files.readAllBytes(file));
                String text = thrown == null ? "NO MISTAKE FOUND" : thrown.getMessage();
                System.out.println(text);
                Files.writeString(Path.of(args[0], name.replace(".yaml", ".txt")), text + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
