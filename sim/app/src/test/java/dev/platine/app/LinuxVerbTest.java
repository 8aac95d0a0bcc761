package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs on {@code linux:bench.yaml}, where plain files stand in for the kernel's tree of IIO devices. */
class LinuxVerbTest {
    private static final String BENCH = """
            linux: 1
            board: bench-1
            vendor: Example
            iio:
              - device: ads1015
                channels:
                  supply_v: {channel: voltage0, direction: input, unit: V, min: 0, max: 6, scale: 0.001, label: the supply}
              - device: ad5686
                channels:
                  level_v: {channel: voltage0, direction: output, unit: V, min: 0, max: 4, safe: 0.5, scale: 0.001}
            """;

    @TempDir
    Path folder = Path.of("");

    private String uri = "";
    private Path level = Path.of("");

    @BeforeEach
    void devices() throws IOException {
        Path adc = Files.createDirectories(folder.resolve("sys/bus/iio/devices/iio:device0"));
        Files.writeString(adc.resolve("name"), "ads1015\n");
        Files.writeString(adc.resolve("in_voltage0_raw"), "1100\n");
        Files.writeString(adc.resolve("in_voltage_scale"), "3\n");
        Path dac = Files.createDirectories(folder.resolve("sys/bus/iio/devices/iio:device1"));
        Files.writeString(dac.resolve("name"), "ad5686\n");
        level = Files.writeString(dac.resolve("out_voltage0_raw"), "0\n");
        write(BENCH);
        uri = "linux:" + folder.resolve("bench.yaml") + "?test.sys=" + folder.resolve("sys") + "&test.dev="
                + folder.resolve("dev");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("bench.yaml"), text);
    }

    private int level() {
        try {
            return Integer.parseInt(Files.readString(level).lines().findFirst().orElse("-1"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldInspect() {
        Cli.Result result = Cli.run("inspect", uri);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("bench-1", "Example", "supply_v", "the supply", "level_v");
        assertThat(result.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void shouldGet() {
        Cli.Result result = Cli.run("get", uri, "supply_v");

        assertThat(result.out()).startsWith("3.3").contains("V");
        assertThat(result.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void shouldHoldAValueAsLongAsAsked() throws Exception {
        Cli cli = Cli.piped();
        CompletableFuture<Cli.Result> running =
                CompletableFuture.supplyAsync(() -> cli.execute("set", uri, "level_v", "2.5", "--for", "30min"));
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> cli.printed().contains("level_v 2.5"));
        assertThat(level()).isEqualTo(2500);
        cli.stop().ask();
        assertThat(running.get(30, TimeUnit.SECONDS).exit()).isEqualTo(Exit.OK);
        assertThat(level()).isEqualTo(500);
    }

    @Test
    void shouldSayThatAValueWouldNotLast() throws IOException {
        Cli.Result result = Cli.run("set", uri, "level_v", "2.5");

        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("level_v goes to its safe value", "--for", "atClose");
        assertThat(level()).isEqualTo(500);

        write("atClose: keep\n" + BENCH);
        assertThat(Cli.run("set", uri, "level_v", "2.5").exit()).isEqualTo(Exit.OK);
        assertThat(level()).isEqualTo(2500);
    }

    @Test
    void shouldWatch() {
        Cli.Result result = Cli.run("watch", uri, "supply_v", "--every", "20ms", "--for", "300ms");

        assertThat(result.exit()).isEqualTo(Exit.OK);
        assertThat(result.out()).contains("supply_v", "3.3");
    }

    @Test
    void shouldLoop() {
        Cli.Result result = Cli.run("loop", uri, "--period", "5ms", "--for", "300ms", "--json");

        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isEqualTo(Exit.OK);
        assertThat(result.out()).contains("\"cycles\" : ");
    }

    @Test
    void shouldTellEveryMistakeOfTheFileWithItsPlace() throws IOException {
        write(BENCH.replace("linux: 1", "linux: 3").replace("unit: V, min: 0, max: 6", "unit: volt, min: 0, max: 6"));
        Cli.Result result = Cli.run("inspect", uri);

        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err())
                .contains(
                        folder.resolve("bench.yaml") + ":1:8: linux: 3 does not fit, must be 1 to 1; correct it",
                        ":7:61: iio.0.channels.supply_v.unit: 'volt' is not a UCUM code that is known; did you mean 'V'?");
    }

    private void fails(int exit, String... words) {
        Cli.Result result = Cli.run("inspect", uri);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(words);
        assertThat(result.exit()).isEqualTo(exit);
    }

    @Test
    void shouldSayWhatIsNotThere() throws IOException {
        write(BENCH.replace("ads1015", "ads1115"));
        fails(Exit.NO_BOARD, "no IIO device 'ads1115'", "did you mean 'ads1015'?");
        write("linux: 1\nboard: b\ngpio: [{channels: {door: {line: DOOR, direction: input}}}]\n");
        fails(Exit.NO_BOARD, folder.resolve("dev") + " cannot be read");
        Files.createDirectories(folder.resolve("dev"));
        fails(Exit.NO_BOARD, "this computer has no GPIO chip");
        write("linux: 1\nboard: b\npwm: [{chip: pwmchip0, channels: {fan: {pwm: 0, hz: 100}}}]\n");
        fails(Exit.NO_BOARD, "this computer has no PWM chip");
        Files.delete(folder.resolve("bench.yaml"));
        fails(Exit.COMPUTER, "no such file; check the path");
        uri = "linux:" + folder;
        fails(Exit.NO_BOARD, "cannot be read");
        uri = "linux:" + folder.resolve("bench.yaml") + "?color=blue";
        fails(Exit.USAGE, "no key of a Linux board: color=blue", "the form is linux:FILE.yaml");
        uri = "linux:";
        fails(Exit.USAGE, "linux:");
    }
}
