package dev.platine.boards.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sensor of a quantity that the plant has not got threw an exception that named neither line nor kind. */
class UnknownQuantityTest {
    @Test
    void shouldSayLineAndColumnOfTheSensor(@TempDir Path folder) throws IOException {
        String text = Files.readString(Path.of("ev-charger/board.yaml"));
        String wrong = text.replace("quantity: mains.l2_v", "quantity: mains.l2v");
        assertThat(wrong).isNotEqualTo(text);
        Path file = Files.writeString(folder.resolve("board.yaml"), wrong);
        long line = wrong.lines().takeWhile(each -> !each.startsWith("  t_u2:")).count() + 1;

        assertThatThrownBy(() -> Boards.open("sim:" + file))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED))
                .hasMessageContaining(
                        "board.yaml:" + line + ":3: part t_u2: no quantity mains.l2v; did you mean 'mains.l2_v'?");
    }
}
