package dev.platine.sim.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.yaml.Mistakes;
import dev.platine.core.yaml.YamlDocument;
import dev.platine.core.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick look at a document says yes only where the validator finds nothing. */
class SchemaFitTest {
    private final SchemaFit fit = new SchemaFit();
    private final SchemaCheck check = new SchemaCheck();

    private static String good() throws IOException {
        try (InputStream in = Objects.requireNonNull(SchemaFitTest.class.getResourceAsStream("good.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static YamlDocument read(String text) {
        return Objects.requireNonNull(YamlReader.read(text, new Mistakes("x"), "a page"));
    }

    private boolean isValid(YamlDocument document) {
        Mistakes mistakes = new Mistakes("x");
        check.check(new SpecDocument(document), mistakes);
        return mistakes.none();
    }

    @Test
    void shouldTakeAGoodBoardAtOnce() throws IOException {
        assertThat(fit.fits(read(good()).root())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body: {emulated: {chip: stm32f407, pins: {PA5: lamp}, engine: compiler}}",
                "body: {emulated: {chip: stm32f407, pins: {}, hseMhz: 27}}",
                "body: {emulated: {chip: stm32f407, pins: {}, engine: fast}}",
                "body: {emulated: {chip: stm32f407, pins: {}, drivers: {PA5: {lowV: 0, highV: 1, ohms: 0}}}}",
                "body: {emulated: {chip: stm32f407, pins: {}, drivers: {PA5: {lowV: 0, highV: 1, ohms: 1}}}}",
                "body: {hosted: {library: x, pins: {}, watchdogMs: 10.5}}",
                "body: {hosted: {library: x, pins: {}, watchdogMs: 10}}",
                "body: {}",
                "body: 3",
                "body:"
            })
    void shouldAgreeOnBodies(String body) throws IOException {
        String text = good();
        YamlDocument document = read(text.substring(0, text.indexOf("\nbody:") + 1) + body + "\n"
                + (text.indexOf("\nchannels:") > text.indexOf("\nbody:")
                        ? text.substring(text.indexOf("\nchannels:") + 1)
                        : ""));
        assertThat(fit.fits(document.root())).isEqualTo(isValid(document));
    }

    @Test
    void shouldNeverTakeWhatTheValidatorRefuses() throws IOException {
        Random random = new Random(2020);
        int taken = 0;
        int valid = 0;
        for (int round = 0; round < 3_000; round++) {
            YamlDocument document = read(good());
            change(document.root(), random);
            boolean fits = fit.fits(document.root());
            boolean isValid = isValid(document);
            assertThat(!fits || isValid).as("%s", document.root()).isTrue();
            taken += fits ? 1 : 0;
            valid += isValid ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(200);
        assertThat(taken).isGreaterThan(valid * 9 / 10);
    }

    /** Changes one value, removes it, or adds one beside it. */
    @SuppressWarnings("unchecked")
    private static void change(Object root, Random random) {
        Object at = root;
        while (true) {
            if (!(at instanceof Map<?, ?> some) || some.isEmpty()) {
                return;
            }
            Map<String, Object> map = (Map<String, Object>) some;
            List<String> names = new ArrayList<>(map.keySet());
            Collections.sort(names);
            String name = names.get(random.nextInt(names.size()));
            Object value = map.get(name);
            if (value instanceof Map && random.nextInt(4) > 0) {
                at = value;
                continue;
            }
            Object[] others = {
                1.0,
                -1.0,
                0.5,
                1e9,
                true,
                "",
                "x",
                "analog",
                "output",
                "text",
                "a b",
                "x".repeat(40),
                "x".repeat(101),
                null,
                Map.of(),
                List.of(),
                Map.of("type", "led", "pins", Map.of())
            };
            Object other = others[random.nextInt(others.length)];
            switch (random.nextInt(4)) {
                case 0 -> map.remove(name);
                case 1 -> map.put(random.nextBoolean() ? "more" : "no such name", other);
                default -> map.put(name, other);
            }
            return;
        }
    }
}
