package dev.platine.hal.local;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import org.jspecify.annotations.Nullable;

/** A device or a rule said no. Becomes a {@link BoardException} where the board and the operation are known. */
public final class LocalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int code;
    private final @Nullable String channel;

    /**
     * A refusal.
     *
     * @param kind what went wrong
     * @param code the device's own number for it, 0 when it has none
     * @param channel which channel is to blame, or null
     * @param reason one line: what, where, what to do
     */
    public LocalException(Kind kind, int code, @Nullable String channel, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
        this.code = code;
        this.channel = channel;
    }

    /**
     * A refusal for which no channel is to blame.
     *
     * @param kind what went wrong
     * @param reason one line: what, where, what to do
     */
    public LocalException(Kind kind, String reason) {
        this(kind, 0, null, reason);
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
     * Why.
     *
     * @return one line
     */
    public String reason() {
        return String.valueOf(getMessage());
    }

    BoardException at(String board, String operation, @Nullable String otherwise) {
        return new BoardException(kind, code, board, channel == null ? otherwise : channel, operation, reason(), null);
    }
}
