package dev.platine.sim.rack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    private static final long MS = 1_000_000;

    /** Works the boards by a script from its own seed, with reads in between or without. */
    private static String fingerprint(long seed, List<String> boards, boolean probing) {
        Fingerprint log = new Fingerprint();
        Rack.Builder builder = Rack.builder().seed(seed).log(log);
        boards.forEach(name -> builder.board(name, TestBoards.panel()));
        try (Rack rack = builder.build()) {
            SplittableRandom script = new SplittableRandom(99);
            List<String> inOrder = new ArrayList<>(boards);
            Collections.sort(inOrder);
            for (int i = 0; i < 60; i++) {
                rack.advance(script.nextLong(1, 3 * MS));
                rack.enter();
                try {
                    for (String name : inOrder) {
                        work(rack.board(name), script);
                        if (probing) {
                            rack.board(name).parts().values().forEach(part -> part.state());
                            rack.board(name).nets().values().forEach(net -> net.largestAmperes());
                        }
                    }
                } finally {
                    rack.exit();
                }
            }
            assertThat(log.events()).isGreaterThan(1_000);
            rack.enter();
            try {
                return log.hex();
            } finally {
                rack.exit();
            }
        }
    }

    private static void work(RackBoard board, SplittableRandom script) {
        switch (script.nextInt(6)) {
            case 0 -> board.parts().get("button").operate("press", null);
            case 1 -> board.parts().get("button").operate("release", null);
            case 2 -> board.parts().get("knob").operate("turn", script.nextDouble());
            case 3 -> board.channels().setpoint(TestBoards.LAMP, script.nextInt(2));
            case 4 -> board.cut("mcu.knob", script.nextBoolean());
            default -> board.reset();
        }
    }

    @Test
    void shouldGiveTheSameFingerprintTwice() {
        List<String> boards = List.of("a", "b", "c");
        assertThat(fingerprint(1, boards, false)).isEqualTo(fingerprint(1, boards, false));
    }

    @Test
    void shouldNotDependOnTheOrderOfTheBoardsNorOnProbing() {
        String first = fingerprint(1, List.of("a", "b", "c"), false);
        assertThat(fingerprint(1, List.of("c", "a", "b"), false)).isEqualTo(first);
        assertThat(fingerprint(1, List.of("a", "b", "c"), true)).isEqualTo(first);
    }

    @Test
    void shouldDependOnTheSeed() {
        List<String> boards = List.of("a");
        assertThat(fingerprint(1, boards, false)).isNotEqualTo(fingerprint(2, boards, false));
    }

    @Test
    void shouldGiveEachBoardAndPurposeItsOwnRandomNumbers() {
        long a = Streams.of(1, "a", "boot").nextLong();
        assertThat(Streams.of(1, "a", "boot").nextLong()).isEqualTo(a);
        assertThat(List.of(
                        Streams.of(1, "a", "firmware").nextLong(),
                        Streams.of(1, "b", "boot").nextLong(),
                        Streams.of(2, "a", "boot").nextLong()))
                .doesNotContain(a)
                .doesNotHaveDuplicates();
    }
}
