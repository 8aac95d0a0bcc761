package dev.platine.sim.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.YamlText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecLoaderTest {
    private static final String MARKS = "{}[]:,&*?|>-#'\"% \n";

    private final SpecLoader loader = new SpecLoader(Types.of(List.of(new TestLibrary())));

    private static byte[] good() {
        try (InputStream in = Objects.requireNonNull(SpecLoaderTest.class.getResourceAsStream("good.yaml"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldReadEverythingInTheOrderOfTheFile() {
        BoardSpec spec = loader.parse("good.yaml", good());
        assertThat(spec.name()).isEqualTo("blinky");
        assertThat(spec.info().serialNumber()).isEqualTo("0001");
        assertThat(spec.nets())
                .containsExactly(
                        Map.entry("supply", "5 V"),
                        Map.entry("lamp", "drives the lamp"),
                        Map.entry("button", "low while pressed"),
                        Map.entry("level", "how full the tank is"));
        assertThat(spec.parts()).extracting(PartSpec::name).containsExactly("psu", "d1", "s1");
        assertThat(spec.parts().get(1).pins()).containsEntry("anode", "lamp").containsEntry("cathode", "supply");
        assertThat(spec.parts().get(0).parameters().number("voltageV", 0)).isEqualTo(5);
        PlantSpec plant = Objects.requireNonNull(spec.plant());
        assertThat(plant.terminals()).containsEntry("level", "level");
        assertThat(spec.body().pins()).containsEntry("button", "button");
        assertThat(spec.body().parameters().flag("inverted", false)).isTrue();
        assertThat(spec.body().parameters().text("name", "")).isEqualTo("x");
        assertThat(spec.channels())
                .containsExactly(
                        new ChannelSpec(0, "lamp", ChannelKind.DIGITAL, Direction.OUTPUT, "", 0, 1, 1, 0, "the lamp"),
                        new ChannelSpec(
                                1,
                                "speed",
                                ChannelKind.ANALOG,
                                Direction.OUTPUT,
                                "Hz",
                                0.5f,
                                10,
                                0,
                                Float.floatToIntBits(1),
                                ""),
                        new ChannelSpec(2, "button", ChannelKind.DIGITAL, Direction.INPUT, "", 0, 1, 1, 0, ""),
                        new ChannelSpec(3, "level_l", ChannelKind.ANALOG, Direction.INPUT, "l", 0, 10, 0.1f, 0, ""),
                        new ChannelSpec(
                                4,
                                "presses",
                                ChannelKind.COUNTER,
                                Direction.INPUT,
                                "",
                                0,
                                (float) ChannelSpec.MAX_COUNT,
                                1,
                                0,
                                ""),
                        new ChannelSpec(5, "log", ChannelKind.TEXT, Direction.INPUT, "", 0, 0, 0, 0, ""));
    }

    @Test
    void shouldGiveTheSameForTheSameBytes() {
        assertThat(loader.parse("good.yaml", good()).toString())
                .isEqualTo(loader.parse("good.yaml", good()).toString());
    }

    @Test
    void shouldTakeAliasesAndAByteOrderMark() {
        String text = new String(good(), StandardCharsets.UTF_8)
                .replace("{out: supply}", "&p {out: supply}")
                .replace("d1: {", "psu2: {type: source, pins: *p}\n  d1: {");
        BoardSpec spec = loader.parse("x", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
        assertThat(spec.parts().get(1).pins()).containsEntry("out", "supply");
    }

    @Test
    void shouldTakeWindowsLineEnds() {
        String text = new String(good(), StandardCharsets.UTF_8).replace("\n", "\r\n");
        assertThat(loader.parse("x", text.getBytes(StandardCharsets.UTF_8)).channels())
                .hasSize(6);
    }

    @Test
    void shouldReadNoMoreThanTheLargestSize() {
        byte[] large = new byte[YamlText.MAX_BYTES + 5];
        Arrays.fill(large, (byte) '#');
        assertThatThrownBy(() -> loader.load("large.yaml", new ByteArrayInputStream(large)))
                .hasMessage("large.yaml:1:1: too large, must be at most 1048576 bytes, has 1048577; "
                        + "leave out what does not describe the board");
    }

    @Test
    void shouldTellTwentyMistakesAndCountTheRest() {
        StringBuilder text = new StringBuilder(new String(good(), StandardCharsets.UTF_8));
        for (int i = 0; i < 30; i++) {
            text.append("extra").append(i).append(": 1\n");
        }
        BoardSpecException thrown = catchThrowableOfType(
                BoardSpecException.class,
                () -> loader.parse("many", text.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(thrown.mistakes()).hasSize(BoardSpecException.MAX_MISTAKES);
        assertThat(thrown.getMessage().lines()).hasSize(21).last().isEqualTo("and 10 more");
        assertThat(thrown.mistakes()).isSorted();
    }

    @Test
    void shouldTellThatAFileIsMissing(@TempDir Path folder) {
        Path file = folder.resolve("none.yaml");
        assertThatThrownBy(() -> loader.load(file)).hasMessage(file + ":1:1: no such file; check the path");
    }

    @Test
    void shouldReadFromDisk(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("board.yaml"), good());
        assertThat(loader.load(file).source()).isEqualTo(file.toString());
    }

    @Test
    void shouldSurviveAnyDamage() {
        Random random = new Random(61851);
        byte[] good = good();
        for (int round = 0; round < 300; round++) {
            byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte)
                        (random.nextInt(4) == 0 ? random.nextInt(256) : MARKS.charAt(random.nextInt(MARKS.length())));
            }
            try {
                loader.parse("damaged", bytes);
            } catch (BoardSpecException told) {
                assertThat(told.mistakes()).isNotEmpty().allSatisfy(mistake -> {
                    assertThat(mistake.line()).isPositive();
                    assertThat(mistake.column()).isPositive();
                    assertThat(mistake.text()).isNotBlank().doesNotContain("\n");
                });
            }
        }
    }
}
