package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bench from the shell, each test at a bench of its own. */
class BenchVerbTest {
    private Simulation simulation;
    private String uri;

    @BeforeEach
    void start() {
        simulation = Simulation.start(List.of("ev-charger"), 1, 1, List.of("tcp://127.0.0.1:0"));
        uri = simulation.uris().get(0);
    }

    @AfterEach
    void stop() {
        simulation.close();
    }

    private String bench(String... words) {
        List<String> arguments = new ArrayList<>(List.of("bench", uri));
        arguments.addAll(List.of(words));
        Cli.Result result = Cli.run(arguments.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        return result.out().strip();
    }

    private String get(String channel) {
        return Cli.run("get", uri, channel).out().strip();
    }

    @Test
    void shouldListWhatIsOnTheBench() {
        assertThat(bench("list")).contains("s_stop", "pilot", "vehicle.plugged");
        assertThat(bench("list", "parts")).contains("s_stop").doesNotContain("vehicle.plugged");
    }

    @Test
    void shouldAdvanceTimeAndPressAButton() {
        assertThat(bench("advance", "1s")).startsWith("time 1s, held");
        assertThat(get("stop_pressed")).isEqualTo("off");
        bench("operate", "s_stop", "press");
        bench("advance", "100ms");
        assertThat(get("stop_pressed")).isEqualTo("on");
        bench("operate", "s_stop", "release");
        bench("advance", "100ms");
        assertThat(get("stop_pressed")).isEqualTo("off");
    }

    @Test
    void shouldPlugInTheVehicle() {
        bench("advance", "1s");
        assertThat(bench("plant", "vehicle.plugged", "1")).isEqualTo("vehicle.plugged 1.0");
        bench("advance", "1s");
        assertThat(get("plugged")).isEqualTo("on");
        assertThat(bench("net", "pilot")).startsWith("pilot ").contains(" V, driven");
    }

    @Test
    void shouldHoldAndRun() {
        assertThat(bench("run", "2")).contains("running at speed 2");
        await().atMost(Duration.ofSeconds(30)).until(() -> !bench("time").startsWith("time 0ns"));
        assertThat(bench("hold")).contains("held");
        assertThat(bench("time")).isEqualTo(bench("time"));
    }

    @Test
    void shouldSayWhatIsNotOnTheBench() {
        Cli.Result part = Cli.run("bench", uri, "operate", "s_stpo", "press");
        Cli.Result action = Cli.run("bench", uri, "operate", "s_stop", "twist");

        assertThat(part.exit()).isEqualTo(Exit.REFUSED);
        assertThat(part.err()).startsWith("platine: ").contains("s_stpo").hasLineCount(1);
        assertThat(action.exit()).isEqualTo(Exit.REFUSED);
        assertThat(action.err()).startsWith("platine: ").contains("twist").hasLineCount(1);
    }

    @Test
    void shouldSwitchThePowerOffAndOnAgain() {
        simulation.run(1);
        bench("power", "off");
        Cli.Result off = Cli.run("get", uri, "plugged");
        bench("power", "on");

        assertThat(off.exit()).isIn(Exit.REFUSED, Exit.NO_BOARD);
        assertThat(off.err()).startsWith("platine: ").hasLineCount(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> get("plugged").equals("off"));
    }
}
