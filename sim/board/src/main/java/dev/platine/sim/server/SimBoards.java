package dev.platine.sim.server;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.remote.RemoteBoardPort;
import dev.platine.hal.spi.BoardPort;
import dev.platine.sim.body.HostLine;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;

/** Opens boards of a rack in the same JVM, for programs and tests that hold the rack themselves. */
public final class SimBoards {
    private SimBoards() {}

    /**
     * Opens a board with {@link OpenOptions#DEFAULT}.
     *
     * @param rack the rack; it stays the caller's
     * @param name one of its boards
     * @return the open board, to be closed by the caller before the rack
     * @throws IllegalArgumentException when the rack has no board of that name
     * @throws BoardException of kind BOARD_FAILURE when the board has no power or has crashed
     */
    public static Board open(Rack rack, String name) {
        return open(rack, name, OpenOptions.DEFAULT);
    }

    /**
     * Opens a board.
     *
     * @param rack the rack; it stays the caller's
     * @param name one of its boards
     * @param options client name and reconnection count
     * @return the open board, to be closed by the caller before the rack
     * @throws IllegalArgumentException when the rack has no board of that name
     * @throws BoardException of kind BOARD_FAILURE when the board has no power or has crashed
     */
    public static Board open(Rack rack, String name, OpenOptions options) {
        return Boards.over(port(rack, rack.board(name), options, () -> {}), "sim:" + name, options);
    }

    // A way to a board in this JVM: to its service, or over a line to its firmware when that speaks for itself.
    static BoardPort port(Rack rack, RackBoard board, OpenOptions options, Runnable onClose) {
        HostLine line = board.hostLine();
        return line == null
                ? new SimBoardPort(rack, board, options, onClose)
                : RemoteBoardPort.open(
                        board.name(),
                        deadlineNs -> LineLink.open(rack, board, line),
                        options,
                        deadlineNs -> new RackBench(rack, board, null),
                        onClose);
    }
}
