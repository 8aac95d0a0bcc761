package dev.platine.hal.remote;

import com.google.protobuf.MessageLite;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.Error;
import dev.platine.hal.BoardException.Kind;
import java.util.Locale;

/** Puts what a board says into the API's words. Pure functions; trust nothing. */
final class Replies {
    private static final int MOST_CHARS = 240;

    private Replies() {}

    /** The API's kind for the board's. */
    static Kind kind(Error error) {
        return switch (error.getKind()) {
            case MALFORMED -> Kind.MALFORMED;
            case VERSION -> Kind.VERSION;
            case NOT_READY -> Kind.NOT_READY;
            case UNSUPPORTED -> Kind.UNSUPPORTED;
            case NOT_FOUND -> Kind.NOT_FOUND;
            case WRONG_DIRECTION -> Kind.WRONG_DIRECTION;
            case OUT_OF_RANGE -> Kind.OUT_OF_RANGE;
            case TOO_LARGE -> Kind.TOO_LARGE;
            case BUSY -> Kind.BUSY;
            case PERMISSION -> Kind.PERMISSION;
            case BOARD_FAILURE, ERROR_KIND_UNSPECIFIED, UNRECOGNIZED -> Kind.BOARD_FAILURE;
        };
    }

    /** Text of the far end as one line of bounded length, without control characters. */
    static String oneLine(String text) {
        String cut = text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "...";
        StringBuilder line = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.toString().strip();
    }

    /** What a reply holds, for messages. */
    static String bodyName(MessageLite reply) {
        Enum<?> body;
        if (reply instanceof BoardReply board) {
            body = board.getBodyCase();
        } else if (reply instanceof BenchReply bench) {
            body = bench.getBodyCase();
        } else {
            throw new IllegalArgumentException("must be a reply: " + reply.getClass());
        }
        return body.name().equals("BODY_NOT_SET") ? "nothing" : body.name().toLowerCase(Locale.ROOT);
    }
}
