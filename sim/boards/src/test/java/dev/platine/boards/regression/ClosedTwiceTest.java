package dev.platine.boards.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Bench;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import org.junit.jupiter.api.Test;

/** The second close of a board in a rack of its own said that the rack was closed. */
class ClosedTwiceTest {
    @Test
    void shouldDoNothingTheSecondTime() {
        Board board = Boards.open("sim:ev-charger?speed=held");
        Bench bench = board.bench();
        board.close();
        board.close();
        bench.close();
        bench.close();

        assertThat(board.isConnected()).isFalse();
    }
}
