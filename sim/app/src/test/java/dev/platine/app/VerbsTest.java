package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verbs against a simulated charger over TCP, as a shell sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerbsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private Simulation simulation;
    private String uri;

    @BeforeAll
    void start() {
        simulation = Simulation.start(List.of("ev-charger"), 1, 1, List.of("tcp://127.0.0.1:0"));
        simulation.run(1);
        uri = simulation.uris().get(0);
    }

    @AfterAll
    void stop() {
        simulation.close();
    }

    private static void good(Cli.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    private static void bad(Cli.Result result, int exit, String... says) {
        assertThat(result.err()).startsWith("platine: ").contains(says).hasLineCount(1);
        assertThat(result.exit()).isEqualTo(exit);
    }

    @Test
    void shouldListTheCatalogue() {
        Cli.Result result = Cli.run("boards");

        good(result);
        assertThat(result.out()).containsPattern("ev-charger +AC charging station");
        assertThat(JSON.readTree(Cli.run("boards", "--json").out())
                        .at("/boards/0/name")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void shouldShowChannelsWithTheirValues() {
        Cli.Result result = Cli.run("inspect", uri);

        good(result);
        assertThat(result.out().lines().findFirst().orElse("")).startsWith("ev-charger  Platine WB-32");
        assertThat(result.out())
                .containsPattern("current_limit_a +analog +output +0\\.0 +A +0 to 63 +0\\.0 +most current");
        assertThat(result.out()).doesNotContain("\033[");
    }

    @Test
    void shouldInspectAsJson() {
        Cli.Result result = Cli.run("inspect", uri, "--json");

        good(result);
        JsonNode board = JSON.readTree(result.out());
        assertThat(board.path("vendor").asString()).isEqualTo("Platine");
        JsonNode limit = board.path("channels")
                .valueStream()
                .filter(channel -> channel.path("name").asString().equals("current_limit_a"))
                .findFirst()
                .orElseThrow();
        assertThat(limit.path("maximum").asDouble()).isEqualTo(63);
        assertThat(limit.path("direction").asString()).isEqualTo("output");
        assertThat(limit.path("safe_value").asDouble()).isZero();
    }

    @Test
    void shouldGetChannels() {
        assertThat(Cli.run("get", uri, "plugged").out()).isEqualToIgnoringNewLines("off");
        assertThat(Cli.run("get", uri, "plugged", "sessions").out().lines())
                .containsExactly("plugged off", "sessions 0");
        JsonNode both = JSON.readTree(
                Cli.run("get", uri, "plugged", "cable_a", "--json").out());
        assertThat(both.path("plugged").asBoolean(true)).isFalse();
        assertThat(both.path("cable_a").isNumber()).isTrue();
    }

    @Test
    void shouldSuggestChannelsThatExist() {
        bad(Cli.run("get", uri, "pluged"), Exit.REFUSED, "no such channel", "plugged");
    }

    @Test
    void shouldSetAnOutput() {
        Cli.Result result = Cli.run("set", uri, "current_limit_a", "16A");

        good(result);
        assertThat(result.out()).isEqualToIgnoringNewLines("current_limit_a 16.0 A");
        assertThat(Cli.run("get", uri, "current_limit_a").out()).isEqualToIgnoringNewLines("16.0 A");
    }

    @Test
    void shouldFallBackToTheSafeValueAfterItsTime() {
        Cli.Result result = Cli.run("set", uri, "lamp", "40%", "--for", "2s");

        good(result);
        assertThat(result.out()).contains("lamp 0.4", "for 2s");
        assertThat(Cli.run("get", uri, "lamp").out()).startsWith("0.4");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Cli.run("get", uri, "lamp").out().startsWith("0.0"));
    }

    @Test
    void shouldSayWhyAnOutputCannotBeSet() {
        bad(Cli.run("set", uri, "plugged", "on"), Exit.REFUSED, "plugged", "is an input");
        bad(Cli.run("set", uri, "current_limit_a", "64"), Exit.REFUSED, "current_limit_a", "64");
        bad(Cli.run("set", uri, "current_limit_a", "NaN"), Exit.USAGE, "current_limit_a", "must be a number in A: NaN");
        bad(Cli.run("set", uri, "current_limit_a", "1e99"), Exit.REFUSED, "current_limit_a");
        bad(Cli.run("set", uri, "current_limit_a", "much"), Exit.USAGE, "must be a number in A: much");
        bad(Cli.run("set", uri, "lamp", "1", "--for", "2h"), Exit.USAGE, "--for must be 1us to 1h: 2h");
    }

    @Test
    void shouldWatchEachChangeOnItsOwnLine() {
        Cli.Result result = Cli.run("watch", uri, "plugged", "mains_hz", "--for", "300ms");

        good(result);
        assertThat(result.out()).containsPattern("(?m)^\\d+\\.\\d{6} plugged off$");
    }

    @Test
    void shouldWatchAsJsonLines() {
        Cli.Result result = Cli.run("watch", uri, "plugged", "--every", "20ms", "--for", "500ms", "--json");

        good(result);
        List<JsonNode> lines = result.out().lines().map(JSON::readTree).toList();
        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("channel").asString()).isEqualTo("plugged");
            assertThat(line.path("board_time_ns").asLong()).isPositive();
        });
    }

    @Test
    void shouldDrawATableOnATerminal() {
        Cli.Result result = Cli.onTerminal().execute("watch", uri, "--for", "400ms");

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("CHANNEL", "current_limit_a", "board time", "\033[");
    }

    @Test
    void shouldTellHowALoopKeptItsPeriod() {
        Cli.Result result = Cli.run("loop", uri, "--period", "5ms", "--for", "300ms", "--json");

        good(result);
        JsonNode report = JSON.readTree(result.out());
        assertThat(report.path("cycles").asLong()).isBetween(1L, 60L);
        assertThat(report.path("lost").asLong(-1)).isZero();
        for (String field :
                List.of("p50_ns", "p90_ns", "p99_ns", "p999_ns", "max_ns", "jitter_p50_ns", "jitter_p99_ns")) {
            assertThat(report.path(field).asLong()).as(field).isPositive();
        }
        for (String field : List.of("missed", "deadlines", "resumed", "refused", "expired")) {
            assertThat(report.path(field).isNumber()).as(field).isTrue();
        }
    }

    @Test
    void shouldTellALoopInWords() {
        Cli.Result result = Cli.run(
                "loop",
                uri,
                "--period",
                "10ms",
                "--for",
                "100ms",
                "--deadline",
                "1s",
                "--write",
                "lock=on",
                "--read",
                "locked");

        good(result);
        assertThat(result.out()).contains("cycles of 10ms", "round trip", "jitter", "p99.9", "ended: done");
    }

    @Test
    void shouldFailTheCheckWhenALimitIsPassed() {
        Cli.Result result = Cli.run("loop", uri, "--period", "10ms", "--for", "100ms", "--max-p99", "1ns");

        assertThat(result.exit()).isEqualTo(Exit.CHECK);
        assertThat(result.err()).startsWith("platine: check failed: p99 ").hasLineCount(1);
    }

    @Test
    void shouldRefuseALoopThatWritesAnInput() {
        bad(Cli.run("loop", uri, "--write", "plugged=on", "--for", "1s"), Exit.REFUSED, "plugged");
        bad(Cli.run("loop", uri, "--read", "nonsense", "--for", "1s"), Exit.REFUSED, "no such channel");
    }

    @Test
    void shouldSayThatNobodyListens() {
        Simulation gone = Simulation.start(List.of("ev-charger"), 1, 1, List.of("tcp://127.0.0.1:0"));
        String itsUri = gone.uris().get(0);
        gone.close();

        for (String verb : List.of("inspect", "watch", "loop")) {
            bad(Cli.run(verb, itsUri), Exit.NO_BOARD, itsUri);
        }
        bad(Cli.run("get", itsUri, "plugged"), Exit.NO_BOARD, itsUri);
        bad(Cli.run("bench", itsUri, "time"), Exit.NO_BOARD, itsUri);
        bad(Cli.run("inspect", uri + "/other"), Exit.NO_BOARD, "other");
    }
}
