package dev.platine.hal;

import dev.platine.hal.spi.BoardPort;
import java.util.function.Consumer;

/** Carries the port's events to the board's listeners, on the dispatcher's thread. Safe for any thread. */
final class Forwarder implements BoardPort.Listener {
    private final Board board;

    Forwarder(Board board) {
        this.board = board;
    }

    @Override
    public void linkLost(String reason) {
        tell(listener -> listener.linkLost(reason));
    }

    @Override
    public void linkRestored(boolean rebooted) {
        tell(listener -> listener.linkRestored(rebooted));
    }

    @Override
    public void outputsMadeSafe(String reason, long boardTimeNs) {
        tell(listener -> listener.outputsMadeSafe(reason, boardTimeNs));
    }

    @Override
    public void notice(String text, long boardTimeNs) {
        tell(listener -> listener.notice(text, boardTimeNs));
    }

    private void tell(Consumer<BoardListener> call) {
        for (BoardListener listener : board.listeners()) {
            board.dispatcher().event(() -> call.accept(listener));
        }
    }
}
