package dev.platine.sim.server;

import dev.platine.core.protocol.Descriptions;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.hal.BoardException;
import dev.platine.sim.service.ServiceException;

/** Errors as messages. Pure functions. */
final class ErrorKinds {
    private ErrorKinds() {}

    static Error error(ServiceException refusal) {
        Error.Builder error = builder(of(refusal.kind()), refusal.reason());
        if (refusal.channel() != ServiceException.NO_CHANNEL) {
            error.setChannel(refusal.channel());
        }
        return error.build();
    }

    static Error error(ErrorKind kind, String reason) {
        return builder(kind, reason).build();
    }

    static ErrorKind of(BoardException.Kind kind) {
        return switch (kind) {
            case MALFORMED -> ErrorKind.MALFORMED;
            case VERSION -> ErrorKind.VERSION;
            case NOT_READY -> ErrorKind.NOT_READY;
            case UNSUPPORTED -> ErrorKind.UNSUPPORTED;
            case NOT_FOUND -> ErrorKind.NOT_FOUND;
            case WRONG_DIRECTION -> ErrorKind.WRONG_DIRECTION;
            case OUT_OF_RANGE -> ErrorKind.OUT_OF_RANGE;
            case TOO_LARGE -> ErrorKind.TOO_LARGE;
            case BUSY -> ErrorKind.BUSY;
            case PERMISSION -> ErrorKind.PERMISSION;
            case BOARD_FAILURE, UNREACHABLE, LINK_LOST, DEADLINE, PROTOCOL, CLOSED, INTERRUPTED ->
                ErrorKind.BOARD_FAILURE;
        };
    }

    /** The reason alone, without the board and operation that the exception's message begins with. */
    static String reason(BoardException e) {
        String message = e.getMessage() == null ? e.kind().name() : e.getMessage();
        String channel = e.channel() == null ? "" : " " + e.channel();
        String prefix = e.board() + ": " + e.operation() + channel + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private static Error.Builder builder(ErrorKind kind, String reason) {
        return Error.newBuilder().setKind(kind).setReason(Descriptions.cut(reason, ProtocolLimits.MAX_TEXT_BYTES));
    }
}
