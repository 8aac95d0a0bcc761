package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans by which engines once differed, kept in the test resources under {@code trust/reproducers} and named in its {@code list.txt}. A
 * failing test leaves its plan in {@code target/trust}: when the mistake is mended, the plan goes to the others.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReproducersTest {
    private static final String FOLDER = "/dev/platine/mcu/trust/reproducers/";

    static String text(String name) throws IOException {
        try (InputStream in = ReproducersTest.class.getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Stream<String> kept() throws IOException {
        return text("list.txt").lines().filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void shouldAgreeOnWhatOnceDiffered(String name) throws IOException {
        assertThat(new Both(Engines.tested()).difference(Plan.parse(text(name))))
                .isEmpty();
    }
}
