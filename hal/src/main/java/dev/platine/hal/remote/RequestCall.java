package dev.platine.hal.remote;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.hal.spi.BoardPort;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request that is no exchange, used once.
 *
 * @param <R> type of the reply
 */
final class RequestCall<R extends MessageLite> extends Call {
    private final MessageLite request;
    private final Parser<R> parser;
    private @Nullable R reply;
    private @Nullable Refusal refusal;
    private boolean restarted;

    RequestCall(MessageLite request, Parser<R> parser) {
        this.request = request;
        this.parser = parser;
    }

    /** The reply, which is no error; set when the call ended with OK. */
    @Nullable
    R reply() {
        return reply;
    }

    /** Why the board refused; set when the call ended with REFUSED. */
    Refusal refusal() {
        return refusal != null ? refusal : Refusal.protocol("refused without a reason");
    }

    @Override
    int encode(byte[] out, int offset, int maxBytes) {
        int bytes = request.getSerializedSize();
        if (bytes > maxBytes) {
            return -1;
        }
        try {
            CodedOutputStream stream = CodedOutputStream.newInstance(out, offset, bytes);
            request.writeTo(stream);
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException("an array has no I/O", e);
        }
    }

    @Override
    int take(byte[] in, int offset, int length) {
        try {
            R taken = parser.parseFrom(in, offset, length);
            Error error = error(taken);
            if (error != null) {
                restarted = error.getKind() == ErrorKind.NOT_READY;
                refusal = Refusal.of(error);
                return BoardPort.REFUSED;
            }
            reply = taken;
            return BoardPort.OK;
        } catch (InvalidProtocolBufferException e) {
            refusal =
                    Refusal.protocol("the reply cannot be decoded, " + Replies.oneLine(String.valueOf(e.getMessage())));
            return BoardPort.REFUSED;
        }
    }

    private static @Nullable Error error(MessageLite reply) {
        if (reply instanceof BoardReply board) {
            return board.hasError() ? board.getError() : null;
        }
        return reply instanceof BenchReply bench && bench.hasError() ? bench.getError() : null;
    }

    @Override
    void tooLarge(int maxBytes) {
        refusal = Refusal.tooLarge(
                "needs " + request.getSerializedSize() + " bytes, the board takes messages of " + maxBytes);
    }

    @Override
    boolean boardRestarted() {
        return restarted;
    }

    @Override
    boolean interruptible() {
        return true;
    }
}
