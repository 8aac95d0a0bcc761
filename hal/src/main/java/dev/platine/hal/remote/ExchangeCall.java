package dev.platine.hal.remote;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.protocol.ExchangeCodec;
import dev.platine.core.protocol.ExchangeMessage;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import dev.platine.hal.spi.Plan;
import org.jspecify.annotations.Nullable;

/** A plan's exchange, used again for each. What is read reaches the caller's buffer only when the reply is whole. */
final class ExchangeCall extends Call {
    final Plan plan;
    private final ExchangeMessage reply;
    private final int reads;
    private final int writes;
    private @Nullable ExchangeBuffer buffer;
    private boolean restarted;
    private volatile @Nullable Refusal refusal;

    ExchangeCall(Plan plan) {
        this.plan = plan;
        this.reads = plan.reads().size();
        this.writes = plan.writes().size();
        this.reply = new ExchangeMessage(new int[reads]);
    }

    /** Sets where values come from and go to. Before each call, by the calling thread. */
    void use(ExchangeBuffer values) {
        buffer = values;
    }

    /** Why the exchange was refused last, or null. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    @Override
    int encode(byte[] out, int offset, int maxBytes) {
        ExchangeBuffer values = buffer;
        if (values == null || ExchangeCodec.maxRequestBytes(writes) > maxBytes) {
            return ExchangeCodec.NO_ROOM;
        }
        return ExchangeCodec.encodeRequest(plan.id(), values.writes, writes, out, offset);
    }

    @Override
    int take(byte[] in, int offset, int length) {
        ExchangeBuffer values = buffer;
        restarted = false;
        int count = ExchangeCodec.decodeReply(in, offset, length, reply);
        if (count != reads || values == null) {
            return unusual(count, in, offset, length);
        }
        System.arraycopy(reply.values, 0, values.reads, 0, reads);
        values.boardTimeNs = reply.boardTimeNs;
        values.flags = reply.flags;
        return BoardPort.OK;
    }

    private int unusual(int count, byte[] in, int offset, int length) {
        if (count == ExchangeCodec.OTHER_BODY) {
            return otherBody(in, offset, length);
        }
        String problem = count == ExchangeCodec.MALFORMED
                ? "the reply cannot be decoded"
                : "the reply must have " + reads + " values, it has " + (count >= 0 ? "" + count : "more");
        return refused(Refusal.protocol(problem));
    }

    private int otherBody(byte[] in, int offset, int length) {
        try {
            BoardReply other = BoardReply.parser().parseFrom(in, offset, length);
            if (!other.hasError()) {
                return refused(Refusal.protocol("the board answered an exchange with " + Replies.bodyName(other)));
            }
            restarted = other.getError().getKind() == ErrorKind.NOT_READY;
            return restarted ? BoardPort.LINK_LOST : refused(Refusal.of(other.getError()));
        } catch (InvalidProtocolBufferException e) {
            return refused(Refusal.protocol("the reply cannot be decoded"));
        }
    }

    private int refused(Refusal why) {
        refusal = why;
        return BoardPort.REFUSED;
    }

    @Override
    void tooLarge(int maxBytes) {
        refusal = Refusal.tooLarge("the board takes messages of " + maxBytes + " bytes only: use several exchanges");
    }

    @Override
    boolean boardRestarted() {
        return restarted;
    }

    @Override
    boolean interruptible() {
        return false;
    }
}
