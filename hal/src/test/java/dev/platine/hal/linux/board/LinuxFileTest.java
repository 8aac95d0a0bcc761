package dev.platine.hal.linux.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.Mistake;
import dev.platine.core.yaml.MistakesException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a file may say, and what is told of one that says something else. Opens nothing. */
class LinuxFileTest {
    private static final String GOOD = """
            linux: 1
            board: bench-1
            vendor: Example
            scanMs: 5
            atClose: keep
            gpio:
              - chip: pinctrl-bcm2835
                channels:
                  door: {line: GPIO17, direction: input, bias: pull-up, active: low, debounceUs: 5000, label: the door}
                  flow: {line: 22, direction: input, count: rising, unit: l}
                  relay: {line: 4, direction: output, drive: open-drain, safe: true}
            pwm:
              - chip: pwmchip0
                channels:
                  fan: {pwm: 0, polarity: inversed, safe: 0.5}
                  fan_hz: {pwm: 0, sets: frequency, unit: Hz, min: 100, max: 30000, safe: 25000}
            iio:
              - device: ads1015
                everyMs: 50
                channels:
                  supply_v: {channel: voltage0, direction: input, unit: V, min: 0, max: 6, scale: 0.001, resolution: 0.01}
            """;
    private static final String MARKS = "{}[]:,&*?|>-#'\"% \n";

    private static LinuxFile read(String text) {
        return LinuxFile.read("bench.yaml", text.getBytes(StandardCharsets.UTF_8), BusKinds.all());
    }

    @Test
    void shouldReadEverythingInTheOrderOfTheFile() {
        LinuxFile file = read(GOOD);
        assertThat(file.description().info().name()).isEqualTo("bench-1");
        assertThat(file.description().info().vendor()).isEqualTo("Example");
        assertThat(file.description().info().model()).isEqualTo(System.getProperty("os.arch"));
        assertThat(file.scanNs()).isEqualTo(5_000_000);
        assertThat(file.safeAtClose()).isFalse();
        assertThat(file.devices()).extracting(LinuxFile.Device::everyNs).containsExactly(0L, 0L, 50_000_000L);
        assertThat(file.owners()).containsExactly(0, 0, 0, 1, 1, 2);
        assertThat(file.description().channels())
                .containsExactly(
                        ChannelSpec.digitalInput(0, "door", "the door"),
                        new ChannelSpec(
                                1,
                                "flow",
                                ChannelKind.COUNTER,
                                Direction.INPUT,
                                "l",
                                0,
                                (float) ChannelSpec.MAX_COUNT,
                                1,
                                0,
                                ""),
                        ChannelSpec.digitalOutput(2, "relay", true, ""),
                        new ChannelSpec(
                                3,
                                "fan",
                                ChannelKind.PWM,
                                Direction.OUTPUT,
                                "",
                                0,
                                1,
                                0,
                                Float.floatToIntBits(0.5f),
                                ""),
                        new ChannelSpec(
                                4,
                                "fan_hz",
                                ChannelKind.ANALOG,
                                Direction.OUTPUT,
                                "Hz",
                                100,
                                30_000,
                                0,
                                Float.floatToIntBits(25_000),
                                ""),
                        new ChannelSpec(5, "supply_v", ChannelKind.ANALOG, Direction.INPUT, "V", 0, 6, 0.01f, 0, ""));
    }

    @Test
    void shouldTakeTheFileOfTheManual() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "linux.md"));
        int from = page.indexOf("```yaml\n") + "```yaml\n".length();
        LinuxFile file = read(page.substring(from, page.indexOf("```", from)));
        assertThat(file.description().channels())
                .extracting(ChannelSpec::name)
                .startsWith("door", "flow", "relay", "fan", "horn", "horn_hz", "supply_v");
    }

    private static List<String> mistakes(String text) {
        MistakesException thrown = catchThrowableOfType(MistakesException.class, () -> read(text));
        assertThat(thrown).as("a mistake must be found in\n%s", text).isNotNull();
        return thrown.mistakes().stream().map(Mistake::toString).toList();
    }

    private static void tells(String from, String to, String... told) {
        assertThat(GOOD).contains(from);
        assertThat(mistakes(GOOD.replace(from, to))).containsExactly(told);
    }

    @Test
    void shouldTellWhatIsWrongWithTheBoard() {
        tells("linux: 1", "linux: 2", "bench.yaml:1:8: linux: 2 does not fit, must be 1 to 1; correct it");
        tells(
                "linux: 1\n",
                "",
                "bench.yaml:1:1: the board: 'linux' is missing, must be there; add 'linux:' (version of the format, 1)");
        tells(
                "bench-1",
                "Bench 1",
                "bench.yaml:2:8: board: 'Bench 1' does not fit, must be 1 to 31 of a-z, 0-9, '-'; rename it");
        tells("Example", "7", "bench.yaml:3:9: vendor: is 7, must be a text (who made it); put it in quotes");
        tells("scanMs: 5", "scanMs: 0", "bench.yaml:4:9: scanMs: 0 does not fit, must be 0.1 to 1000; correct it");
        tells("atClose: keep", "atClose: kep", "bench.yaml:5:10: atClose: 'kep' is unknown; did you mean 'keep'?");
        tells("gpio:", "gpo:", "bench.yaml:6:1: the board: 'gpo' is unknown; did you mean 'gpio'?");
        assertThat(mistakes("linux: 1\nboard: b\n"))
                .singleElement()
                .asString()
                .startsWith("bench.yaml:1:1: the board: has no bus, must have one of gpio, pwm, iio");
        assertThat(mistakes("")).containsExactly("bench.yaml:1:1: empty, must describe a board; see docs/linux.md");
        assertThat(mistakes("[1]"))
                .containsExactly("bench.yaml:1:1: the board: is a list, must be a block of 'key: value'; correct it");
    }

    @Test
    void shouldTellWhatIsWrongWithALine() {
        tells(
                "line: GPIO17",
                "lin: GPIO17",
                "bench.yaml:9:14: gpio.0.channels.door: 'lin' is unknown; did you mean 'line'?");
        tells(
                "line: GPIO17, ",
                "",
                "bench.yaml:9:13: gpio.0.channels.door: 'line' is missing, must be there; add 'line:' "
                        + "(name or number of the line)");
        tells(
                "bias: pull-up",
                "bias: up",
                "bench.yaml:9:52: gpio.0.channels.door.bias: 'up' is unknown; there are as-is, off, pull-down, pull-up");
        tells(
                "line: 4",
                "line: 22",
                "bench.yaml:11:21: gpio.0.channels.relay.line: line 22 is also that of flow, must be once; change one");
        tells(
                "- chip: pinctrl-bcm2835\n    channels",
                "- channels",
                "bench.yaml:9:20: gpio.0.channels.flow.line: is a number, so its chip must be known; add 'chip:' above, "
                        + "or write its name",
                "bench.yaml:10:21: gpio.0.channels.relay.line: is a number, so its chip must be known; add 'chip:' above, "
                        + "or write its name");
        tells(
                "direction: output, drive",
                "direction: input, drive",
                "bench.yaml:11:42: gpio.0.channels.relay: 'drive' is unknown; there are active, bias, count, debounceUs, "
                        + "direction, events, label, line",
                "bench.yaml:11:61: gpio.0.channels.relay: 'safe' is unknown; there are active, bias, count, debounceUs, "
                        + "direction, events, label, line");
        tells(
                "debounceUs: 5000",
                "debounceUs: 0.5",
                "bench.yaml:9:86: gpio.0.channels.door.debounceUs: 0.5 does not fit, must be a whole number; correct it");
    }

    @Test
    void shouldTellWhatIsWrongWithAChannel() {
        tells(
                "relay:",
                "Relay:",
                "bench.yaml:11:7: gpio.0.channels: name 'Relay' does not fit, must be 1 to 31 of a-z, 0-9, '_', '.'; "
                        + "rename it");
        tells(
                "fan:",
                "relay:",
                "bench.yaml:15:7: pwm.0.channels: 'relay' is also gpio.0.channels.relay, must be once; rename one");
        tells(
                "unit: V,",
                "unit: volt,",
                "bench.yaml:21:61: iio.0.channels.supply_v.unit: 'volt' is not a UCUM code that is known; did you mean 'V'?");
        tells(
                "min: 0,",
                "min: 7,",
                "bench.yaml:21:69: iio.0.channels.supply_v.min: min 7 is above max 6, must not be; swap them");
        tells(
                "scale: 0.001",
                "scale: 0",
                "bench.yaml:21:87: iio.0.channels.supply_v.scale: is 0, must be another number; leave it out for 1");
        tells(
                "safe: 25000",
                "safe: 5",
                "bench.yaml:16:79: pwm.0.channels.fan_hz.safe: 5 does not fit, must be 100 to 30000; correct it");
        tells(
                "direction: input, unit: V",
                "direction: in, unit: V",
                "bench.yaml:21:48: iio.0.channels.supply_v.direction: 'in' is unknown; there are input, output");
    }

    @Test
    void shouldTellWhatIsWrongWithAPwmOutput() {
        tells(
                "fan: {pwm: 0",
                "fan: {pwm: 1",
                "bench.yaml:15:7: pwm.0.channels: no channel sets the duty of pwm 0, must be one; add it without 'sets'",
                "bench.yaml:15:7: pwm.0.channels: the frequency of pwm 1 is missing; add 'hz:' to fan");
    }

    @Test
    void shouldTakeNoControlCharacters() {
        tells(
                "chip: pinctrl-bcm2835",
                "chip: \"/dev/\\0x\"",
                "bench.yaml:7:11: gpio.0.chip: '/dev/\\u0000x' has a control character, must be plain text; remove it");
    }

    @Test
    void shouldTellAllMistakesAtOnce() {
        String text = GOOD.replace("linux: 1", "linux: one")
                .replace("count: rising", "count: up")
                .replace("pwm: 0, polarity", "pwm: -1, polarity")
                .replace("unit: V,", "unit: x,");
        assertThat(mistakes(text)).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldSurviveAnyDamage() {
        Random random = new Random(64);
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte)
                        (random.nextInt(4) == 0 ? random.nextInt(256) : MARKS.charAt(random.nextInt(MARKS.length())));
            }
            try {
                LinuxFile.read("damaged", bytes, BusKinds.all());
            } catch (MistakesException told) {
                assertThat(told.mistakes()).isNotEmpty().allSatisfy(mistake -> {
                    assertThat(mistake.line()).isPositive();
                    assertThat(mistake.column()).isPositive();
                    assertThat(mistake.text()).isNotBlank().doesNotContain("\n");
                });
            }
        }
    }

    /** Values of every kind at every place: none may pass through as something that it is not. */
    @Test
    void shouldSurviveAnyValueAnywhere() {
        Random random = new Random(65);
        String[] values = {
            "",
            "~",
            "true",
            "-1",
            "1e300",
            ".nan",
            "0x10",
            "''",
            "[]",
            "{}",
            "[1, x]",
            "{a: b}",
            "&a [*a]",
            "!!int 3",
            "99999999999"
        };
        String[] lines = GOOD.split("\n", -1);
        for (int round = 0; round < 3_000; round++) {
            String[] changed = lines.clone();
            int at = random.nextInt(lines.length);
            String value = values[random.nextInt(values.length)];
            changed[at] = changed[at].replaceFirst(": [^,}{]+(?=[,}]|$)", ": " + value.replace("$", ""));
            try {
                read(String.join("\n", changed));
            } catch (MistakesException told) {
                assertThat(told.mistakes()).isNotEmpty();
            }
        }
    }
}
