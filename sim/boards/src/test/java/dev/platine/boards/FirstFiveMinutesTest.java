package dev.platine.boards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Bench;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The test that the README shows, and that the README shows it as it is. */
class FirstFiveMinutesTest {

    // README
    @Test
    void shouldStopChargingWithinHalfASecondOfAResidualCurrent() {
        try (Board board = Boards.open("sim:ev-charger?speed=held&seed=1");
                Bench bench = board.bench()) {
            bench.setPlant("vehicle.plugged", 1);
            board.analogOutput("current_limit_a").write(16);
            board.digitalOutput("charge_enable").write(true);
            bench.advance(Duration.ofSeconds(20), Duration.ofSeconds(10)); // virtual time, and how long to wait for it
            assertThat(board.digitalInput("charging").read()).isTrue();
            assertThat(board.analogInput("current_l1_a").read()).isBetween(15.0, 16.0);

            bench.setPlant("fault.leakage_ma", 40);
            bench.advance(Duration.ofMillis(500), Duration.ofSeconds(10));
            assertThat(board.digitalInput("contactor_closed").read()).isFalse();
            assertThat(board.textInput("log").read()).isEqualTo("fault: residual current, AC");
        }
    }
    // README

    @Test
    void shouldStandInTheReadmeAsItIsHere() throws IOException {
        String here = "src/test/java/" + getClass().getName().replace('.', '/') + ".java";
        String test =
                Files.readString(Path.of(here)).split("    // README\n")[1].indent(-4);

        assertThat(Files.readString(Path.of("../../README.md"))).contains(test.strip());
    }
}
