package dev.platine.hal.remote;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks over a connection and turns everything but a reply into a {@link BoardException}. Safe for any thread. */
final class Requests {
    private final String board;
    private volatile List<ChannelSpec> channels = List.of();

    Requests(String board) {
        this.board = board;
    }

    /** Sets the channels whose names stand in errors from now on. */
    void channels(List<ChannelSpec> known) {
        channels = known;
    }

    <R extends MessageLite> R ask(
            Connection connection,
            MessageLite request,
            Parser<R> parser,
            String operation,
            @Nullable ChannelSpec channel,
            long deadlineNs) {
        RequestCall<R> call = new RequestCall<>(request, parser);
        int status = connection.call(call, deadlineNs);
        R reply = call.reply();
        if (status == BoardPort.OK && reply != null) {
            return reply;
        }
        throw failure(status, call, connection, operation, channel);
    }

    private BoardException failure(
            int status, RequestCall<?> call, Connection connection, String operation, @Nullable ChannelSpec channel) {
        return switch (status) {
            case BoardPort.REFUSED -> call.refusal().toException(board, operation, channels, channel);
            case BoardPort.DEADLINE ->
                error(Kind.DEADLINE, operation, channel, "no answer in time from " + connection.describe());
            case BoardPort.LINK_LOST -> linkLost(operation, channel, String.valueOf(connection.loss()));
            case BoardPort.CLOSED -> error(Kind.CLOSED, operation, channel, "used after close");
            case Call.INTERRUPTED ->
                error(Kind.INTERRUPTED, operation, channel, "interrupted while waiting for the reply");
            default -> error(Kind.PROTOCOL, operation, channel, "ended with " + Call.describe(status));
        };
    }

    /** An error's reason without where it happened. */
    String reason(BoardException e) {
        String message = String.valueOf(e.getMessage());
        String where = board + ": " + e.operation() + ": ";
        return message.startsWith(where) ? message.substring(where.length()) : message;
    }

    BoardException linkLost(String operation, @Nullable ChannelSpec channel, String reason) {
        return error(Kind.LINK_LOST, operation, channel, "the link is down, " + reason);
    }

    BoardException protocol(String operation, String problem) {
        return Refusal.protocol(problem).toException(board, operation, channels, null);
    }

    BoardException error(Kind kind, String operation, @Nullable ChannelSpec channel, String reason) {
        return new BoardException(kind, 0, board, channel == null ? null : channel.name(), operation, reason, null);
    }
}
