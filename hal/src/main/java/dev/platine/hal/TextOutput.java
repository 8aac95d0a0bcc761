package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/** Lines of text to the board. Safe for any thread; see {@link Channel}. */
public final class TextOutput extends Channel {
    TextOutput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sends a line, within the board's request deadline.
     *
     * @param line without a line end
     * @throws BoardException of kind TOO_LARGE when the line does not fit a frame; of another kind when the board refuses,
     *     the link is lost or no answer comes in time
     */
    public void write(String line) {
        board().port().writeText(spec(), line, board().deadlineNs());
    }

    /**
     * Sends a line.
     *
     * @param line without a line end
     * @param deadline how long it may take, above 0
     * @throws BoardException as {@link #write(String)} does
     */
    public void write(String line, Duration deadline) {
        board().port().writeText(spec(), line, Board.deadlineNs(deadline));
    }

    /**
     * Reads the last line that was sent to the channel.
     *
     * @return the line, empty when there was none yet
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public String read() {
        return board().port().readText(spec(), board().deadlineNs());
    }
}
