package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimBoardProviderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sim:no-such-board                | NOT_FOUND | no board of that name",
                "sim:/no/such/board.yaml          | NOT_FOUND | board.yaml",
                "sim:./a%00b                      | NOT_FOUND | cannot be a path here (Nul character not allowed)",
                "sim:a%00b                        | NOT_FOUND | no board of that name",
                "sim:x?speed=fast                 | MALFORMED | must be a number: speed=fast",
                "sim:x?speed=0                    | MALFORMED | must be 1e-6 to 1e6, max or held: speed=0.0",
                "sim:x?seed=1.5                   | MALFORMED | must be a number: seed=1.5",
                "sim:x?sped=1                     | MALFORMED | must be speed=... or seed=...: sped=1",
                "sim:x?speed=1&speed=2            | MALFORMED | given twice: speed",
                "sim:?speed=1                     | MALFORMED | must name a board",
            })
    void shouldSayWhatIsWrong(String uri, Kind kind, String text) {
        assertThatThrownBy(() -> Boards.open(uri))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(text);
    }

    @Test
    void shouldBeFoundByItsScheme() {
        assertThat(Boards.uriForms()).contains("sim:NAME_OR_PATH[?speed=1|max|held&seed=N]");
    }
}
