package dev.platine.sim.server;

import java.util.List;

/** A place where a server listens. Immutable, safe for any thread. */
public final class Endpoint {
    private final String base;
    private final String beforeBoard;
    private final List<String> boards;

    /**
     * An endpoint.
     *
     * @param base URI without a board's name
     * @param beforeBoard what stands between it and a board's name
     * @param boards the boards behind it, at least one
     */
    Endpoint(String base, String beforeBoard, List<String> boards) {
        this.base = base;
        this.beforeBoard = beforeBoard;
        this.boards = boards;
    }

    /**
     * The URI by which a host opens the board, or the first of several. A {@code tls:} URI lacks the host's own certificate.
     *
     * @return for example {@code tcp://127.0.0.1:40123} or, behind a rack of several, {@code tcp://127.0.0.1:40123/left}
     */
    public String uri() {
        return boards.size() == 1 ? base : uri(boards.get(0));
    }

    /**
     * The URI by which a host opens one of the boards.
     *
     * @param board its name
     * @return for example {@code tcp://127.0.0.1:40123/left}
     * @throws IllegalArgumentException when the rack has no board of that name
     */
    public String uri(String board) {
        if (!boards.contains(board)) {
            throw new IllegalArgumentException("must be one of " + boards + ": board=" + board);
        }
        return base + beforeBoard + board;
    }

    /**
     * The same as {@link #uri()}.
     *
     * @return the URI
     */
    @Override
    public String toString() {
        return uri();
    }
}
