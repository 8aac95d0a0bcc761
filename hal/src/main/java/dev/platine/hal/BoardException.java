package dev.platine.hal;

import org.jspecify.annotations.Nullable;

/**
 * A call to a board that did not do what it says. Unchecked; the message is one line: what, where, and what to do.
 *
 * <p>A host can act on {@link #kind()} without knowing the board. Immutable, safe for any thread.
 */
public final class BoardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A closed set of what can go wrong. */
    public enum Kind {
        /** The URI, an argument or a message is not of its form. */
        MALFORMED,
        /** No common protocol version. */
        VERSION,
        /** The board is not there yet: booting, or no hello was said. */
        NOT_READY,
        /** This board, link or body never does that. */
        UNSUPPORTED,
        /** No such board, channel, plan, part, net or file. */
        NOT_FOUND,
        /** A write to an input, or a channel used as another kind than it is. */
        WRONG_DIRECTION,
        /** A value outside the channel's range, or not a number. */
        OUT_OF_RANGE,
        /** More than the negotiated frame, plan or window holds. */
        TOO_LARGE,
        /** Somebody else has it: a locked serial line, a window that is full. */
        BUSY,
        /** The board's own fault: crashed, powered off, hardware failed. */
        BOARD_FAILURE,
        /** This client may not do that: no certificate, no right to the device. */
        PERMISSION,
        /** Nobody listens there, or the far end refuses. */
        UNREACHABLE,
        /** The link broke while the call was under way; whether the board acted on it is not known. */
        LINK_LOST,
        /** No answer within the call's deadline; whether the board acted on it is not known. */
        DEADLINE,
        /** The far end does not keep to the protocol. */
        PROTOCOL,
        /** Used after close. */
        CLOSED,
        /** The calling thread was interrupted; its interrupt flag is set. */
        INTERRUPTED
    }

    private final Kind kind;
    private final int code;
    private final String board;
    private final @Nullable String channel;
    private final String operation;

    /**
     * An error of a board.
     *
     * @param kind what went wrong
     * @param code the board's or the protocol's own number for it, 0 when it has none
     * @param board the board's name or URI
     * @param channel the channel that is to blame, or null
     * @param operation what was asked, such as {@code exchange} or {@code open}
     * @param reason one line: what, where, what to do
     * @param cause what lies below, or null
     */
    public BoardException(
            Kind kind,
            int code,
            String board,
            @Nullable String channel,
            String operation,
            String reason,
            @Nullable Throwable cause) {
        super(board + ": " + operation + (channel == null ? "" : " " + channel) + ": " + reason, cause);
        this.kind = kind;
        this.code = code;
        this.board = board;
        this.channel = channel;
        this.operation = operation;
    }

    /**
     * An error of a board with no code, channel or cause.
     *
     * @param kind what went wrong
     * @param board the board's name or URI
     * @param operation what was asked
     * @param reason one line: what, where, what to do
     */
    public BoardException(Kind kind, String board, String operation, String reason) {
        this(kind, 0, board, null, operation, reason, null);
    }

    /**
     * What went wrong.
     *
     * @return one of the closed set
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The board's or the protocol's own number for it.
     *
     * @return the code, 0 when it has none
     */
    public int code() {
        return code;
    }

    /**
     * Which board.
     *
     * @return its name or URI
     */
    public String board() {
        return board;
    }

    /**
     * Which channel is to blame.
     *
     * @return its name, or null when no single one is
     */
    public @Nullable String channel() {
        return channel;
    }

    /**
     * What was asked.
     *
     * @return the operation, such as {@code exchange}
     */
    public String operation() {
        return operation;
    }
}
