package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/** Lines of text from the board, such as a console. Safe for any thread; see {@link Channel}. */
public final class TextInput extends Channel {
    TextInput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Reads the newest line, within the board's request deadline. To see every line, subscribe.
     *
     * @return the line, empty when there was none yet
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public String read() {
        return board().port().readText(spec(), board().deadlineNs());
    }

    /**
     * Reads the newest line.
     *
     * @param deadline how long it may take, above 0
     * @return the line, empty when there was none yet
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public String read(Duration deadline) {
        return board().port().readText(spec(), Board.deadlineNs(deadline));
    }
}
