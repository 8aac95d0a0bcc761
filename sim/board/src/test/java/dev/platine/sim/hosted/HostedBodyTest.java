package dev.platine.sim.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.body.HostLine;
import dev.platine.sim.rack.Fingerprint;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Firmware in C as a board, in this process and in one of its own: the same behaviour. */
@Tag("native")
class HostedBodyTest {
    private static final long MS = 1_000_000;

    @TempDir
    static Path folder;

    static Path library;

    @BeforeAll
    static void compile() throws IOException {
        library = CCompiler.library(folder, "trial", "trial.c");
    }

    private static Rack rack(String kind, Map<String, ?> parameters) {
        return Rack.builder()
                .board("b", TrialBoard.of(kind, library, parameters))
                .withoutThread()
                .build();
    }

    private static void inside(Rack rack, Runnable work) {
        rack.enter();
        try {
            work.run();
        } finally {
            rack.exit();
        }
    }

    private static double volts(Rack rack, String net) {
        rack.enter();
        try {
            return rack.board("b").nets().get(net).volts();
        } finally {
            rack.exit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldDriveItsPinsInVirtualTime(String kind) {
        try (Rack rack = rack(kind, Map.of("periodNs", 1e6))) {
            var nets = rack.board("b").nets();
            rack.advance(MS / 2);
            assertThat(volts(rack, "led")).isEqualTo(3.3);
            rack.advance(MS);
            assertThat(volts(rack, "led")).isZero();
            rack.advance(MS);
            assertThat(volts(rack, "led")).isEqualTo(3.3);
            assertThat(nets.get("fan").waveHz()).isEqualTo(1_000);
            assertThat(nets.get("fan").waveDuty()).isEqualTo(0.25);
            assertThat(nets.get("fan").highVolts()).isEqualTo(12);
            assertThat(nets.get("fan").lowVolts()).isEqualTo(-12);
            inside(rack, () -> rack.board("b").drive("knob", 1.5, 1));
            rack.advance(2 * MS);
            assertThat(volts(rack, "level")).isCloseTo(3.0, within(0.002));
            inside(rack, () -> rack.board("b").drive("knob", 9, 1));
            rack.advance(2 * MS);
            assertThat(volts(rack, "level")).as("the converter's end").isCloseTo(6.6, within(0.002));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldTellWhatItsPinsSee(String kind) {
        try (Rack rack = rack(kind, Map.of("loud", true))) {
            RackBoard board = rack.board("b");
            var clock = board.nets().get("clock").driver("test");
            var knob = board.nets().get("knob").driver("test");
            inside(rack, () -> {
                clock.wave(50, 0.4, 3.3, 0, 10);
                knob.wave(1_000, 0.5, 3, 1, 10);
            });
            rack.advance(5 * MS + MS / 4);
            List<String> console = board.console();
            assertThat(console.get(0)).startsWith("boot, life 1, step 0, lucky ");
            assertThat(console.get(1)).isEqualTo("loud");
            assertThat(console.get(console.size() - 1)).isEqualTo("clock 50.0 Hz, duty 0.40, bus 1");
            assertThat(console.get(console.size() - 2)).matches("knob (3.0|0.99|1.0).*, high 3.00, low 1.00");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldWakeAtAnEdge(String kind) {
        try (Rack rack = rack(kind, Map.of("periodNs", 1e9))) {
            rack.advance(MS);
            assertThat(volts(rack, "bus")).as("pulled up").isEqualTo(3.3);
            inside(rack, () -> rack.board("b").drive("button", 0, 1));
            rack.advance(1);
            assertThat(volts(rack, "bus")).as("pulled low at the edge").isLessThan(0.1);
            inside(rack, () -> rack.board("b").drive("button", 3.3, 1));
            rack.advance(1);
            assertThat(volts(rack, "bus")).as("let go at the edge").isEqualTo(3.3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldBeginEachLifeWithFreshGlobals(String kind) {
        try (Rack rack = rack(kind, Map.of())) {
            RackBoard board = rack.board("b");
            for (int i = 0; i < 5; i++) {
                rack.advance(10 * MS);
                inside(rack, board::reset);
            }
            inside(rack, () -> {
                board.power(false);
                assertThat(board.nets().get("led").driven()).isFalse();
                board.power(true);
            });
            rack.advance(10 * MS);
            List<String> boots = board.console().stream()
                    .filter(line -> line.startsWith("boot"))
                    .toList();
            assertThat(boots).hasSize(7).allMatch(line -> line.startsWith("boot, life 1, step 0"));
            assertThat(boots.get(1)).as("other random numbers").isNotEqualTo(boots.get(2));
            assertThat(board.crash()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldRestartWhenItAsksFor(String kind) {
        try (Rack rack = rack(kind, Map.of("bad", "reset", "badAt", 10e6))) {
            rack.advance(35 * MS);
            assertThat(rack.board("b").console())
                    .filteredOn(line -> line.startsWith("boot"))
                    .hasSize(4);
        }
    }

    @Test
    void shouldBeTheSameRunWhereverItLives() {
        assertThat(fingerprint("hosted")).isEqualTo(fingerprint("hosted")).isEqualTo(fingerprint("isolated"));
    }

    private static String fingerprint(String kind) {
        Fingerprint fingerprint = new Fingerprint();
        try (Rack rack = Rack.builder()
                .board("b", TrialBoard.of(kind, library, Map.of("loud", true)))
                .board("c", TrialBoard.of(kind, library, Map.of("bad", "code", "badAt", 20e6)))
                .seed(42)
                .log(fingerprint)
                .withoutThread()
                .build()) {
            rack.advance(50 * MS);
            inside(rack, () -> rack.board("b").drive("button", 0, 1));
            rack.advance(50 * MS);
            return fingerprint.hex();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldCarryBytesAtOnceWhileTimeStands(String kind) {
        try (Rack rack = rack(kind, Map.of())) {
            HostLine line = rack.board("b").hostLine();
            StringBuilder heard = new StringBuilder();
            HostLine.Listener host = (bytes, length) -> {
                heard.append(new String(bytes, 0, length, StandardCharsets.US_ASCII));
                return length;
            };
            inside(rack, () -> {
                assertThat(line.connect(host)).isTrue();
                assertThat(line.connect((bytes, length) -> length))
                        .as("one host at a time")
                        .isFalse();
                byte[] text = "hello".getBytes(StandardCharsets.US_ASCII);
                assertThat(line.give(text, 1, 4)).isEqualTo(4);
                assertThat(heard).hasToString("ELLO");
                line.disconnect(host);
                line.give(text, 0, 5);
                assertThat(heard).hasToString("ELLO");
                assertThat(line.connect(host)).isTrue();
                line.disconnect(host);
            });
            assertThat(rack.board("b").console())
                    .filteredOn(each -> each.startsWith("connected"))
                    .containsExactly(
                            "connected 1, time 1", "connected 0, time 1", "connected 1, time 2", "connected 0, time 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldCarryMoreThanARingAndWaitForWhoDoesNotTake(String kind) {
        try (Rack rack = rack(kind, Map.of())) {
            HostLine line = rack.board("b").hostLine();
            List<Integer> heard = new ArrayList<>();
            int[] room = {100_000};
            HostLine.Listener host = (bytes, length) -> {
                int taken = Math.min(length, room[0]);
                for (int i = 0; i < taken; i++) {
                    heard.add((int) bytes[i]);
                }
                room[0] -= taken;
                return taken;
            };
            byte[] many = new byte[20_000];
            for (int i = 0; i < many.length; i++) {
                many[i] = (byte) (i % 50);
            }
            inside(rack, () -> {
                line.connect(host);
                assertThat(line.give(many, 0, many.length)).isEqualTo(many.length);
                assertThat(heard).hasSize(many.length);
                room[0] = 10;
                assertThat(line.give(many, 0, 1_000)).isEqualTo(1_000);
                assertThat(heard).hasSize(many.length + 10);
                room[0] = 10_000;
                line.resume();
                assertThat(heard).hasSize(many.length + 1_000);
                assertThat(heard.get(many.length + 999)).isEqualTo(999 % 50);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldSayWhatRuleItBroke(String kind) {
        Map<String, String> bad = Map.of(
                "back", "must ask for its next step after now: asked for 5000000 ns",
                "code", "gave up with code -42: the sensor is gone",
                "mode", "drove pin fan wrongly, mode must be one of PLATINE_DRIVE_...: mode=99",
                "duty", "drove pin fan wrongly, duty must be 0 to 1: duty=1.5",
                "hz", "drove pin fan wrongly, hz must be above 0 and at most 100e6: hz=-1.0",
                "nan", "drove pin level wrongly, volts must be a number: volts=NaN",
                "ring", "has spoiled the ring 'out' of stream 0: ",
                "wipe", "drove pin led wrongly, mode must be one of PLATINE_DRIVE_...: mode=4294967295");
        bad.forEach((what, told) -> {
            try (Rack rack = rack(kind, Map.of("bad", what, "badAt", 5e6))) {
                rack.advance(20 * MS);
                assertThat(String.valueOf(rack.board("b").failure()))
                        .startsWith("board b has crashed: firmware trial " + told)
                        .endsWith("(in step 6, 5ms after its boot)")
                        .doesNotContain("\n");
                assertThat(rack.board("b").nets().get("led").driven()).isFalse();
                inside(rack, rack.board("b")::reset);
                assertThat(rack.board("b").failure()).isNull();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldSayWhyItDoesNotBoot(String kind) {
        try (Rack rack = rack(kind, Map.of("bad", "init"))) {
            assertThat(rack.board("b").failure())
                    .isEqualTo("board b has crashed: firmware trial gave up with code -7: no memory for it (in init)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldSayWhatTheLoaderMisses(String kind) throws IOException {
        Path vendor = Files.writeString(
                folder.resolve(kind + ".c"), "int absent_call(void);\nint f(void) { return absent_call(); }\n");
        Path own = CCompiler.library(folder, "absent-" + kind, "trial.c", vendor.toString());
        try (Rack rack = Rack.builder()
                .board("b", TrialBoard.of(kind, own, Map.of()))
                .withoutThread()
                .build()) {
            assertThat(rack.board("b").failure())
                    .isEqualTo("board b has crashed: firmware trial cannot be loaded: " + own
                            + ": undefined symbol: absent_call (in init)");
        }
    }

    @Test
    void shouldRefuseParametersThatDoNotFit() {
        assertThatThrownBy(() -> rack("hosted", Map.of("text", "x".repeat(4_000))))
                .hasMessageContaining("must be less than 3840 bytes in all: parameters of the body");
        assertThatThrownBy(() -> rack("hosted", Map.of("text", "x\nbadAt=1")))
                .hasMessageContaining("must be one line: parameter text");
    }

    @Test
    void shouldLoadTheSameFileForTwoBoards() {
        try (Rack rack = Rack.builder()
                .board("b", TrialBoard.of("hosted", library, Map.of()))
                .board("c", TrialBoard.of("hosted", library, Map.of("periodNs", 2e6)))
                .withoutThread()
                .build()) {
            rack.advance(20 * MS);
            assertThat(rack.board("b").console().get(0)).startsWith("boot, life 1");
            assertThat(rack.board("c").console().get(0)).startsWith("boot, life 1");
            assertThat(rack.board("c").nets().get("led").changes()).isLessThan(12);
            assertThat(rack.board("b").nets().get("led").changes()).isGreaterThan(15);
        }
    }

    @Test
    void shouldUnloadEachLifeBeforeTheNext() throws IOException {
        Path own = CCompiler.library(folder, "unloaded", "trial.c");
        try (Rack rack = Rack.builder()
                .board("b", TrialBoard.of("hosted", own, Map.of()))
                .withoutThread()
                .build()) {
            long once = mappings();
            for (int i = 0; i < 100; i++) {
                rack.advance(2 * MS);
                inside(rack, rack.board("b")::reset);
            }
            assertThat(mappings()).isEqualTo(once).isPositive();
        }
        assertThat(mappings()).isZero();
    }

    private static long mappings() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("libunloaded.so")).count();
        }
    }
}
