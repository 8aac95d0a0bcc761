package dev.platine.sim.server;

import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.protocol.ExchangeCodec;
import dev.platine.core.protocol.ExchangeMessage;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.sim.service.ServiceException;
import dev.platine.sim.service.Session;
import dev.platine.sim.service.SessionPlan;
import org.jspecify.annotations.Nullable;

/** The exchanges of a {@link Conversation}: from a request's bytes to its reply's, in arrays that are used again. On its thread only. */
final class ExchangeTalk {
    private final ServedRack rack;
    private final ExchangeMessage message = new ExchangeMessage(new int[ProtocolLimits.MAX_PLAN_CHANNELS]);
    private final int[] reads = new int[ProtocolLimits.MAX_PLAN_CHANNELS];
    private long unparsed;
    private int readCount;
    private long boardTimeNs;
    private int flags;

    ExchangeTalk(ServedRack rack) {
        this.rack = rack;
    }

    /** Requests that were no exchange although they began like one. */
    long unparsed() {
        return unparsed;
    }

    /** Carries out a request; null when it was, and {@link #encode} then writes the reply. Allocates nothing then. */
    @Nullable
    Error run(Session session, byte[] array, int offset, int length) {
        int count = ExchangeCodec.decodeRequest(array, offset, length, message);
        if (count < 0) {
            return undecodable(count);
        }
        SessionPlan plan;
        int status = BoardPort.REFUSED;
        rack.enter();
        try {
            plan = session.plan(message.plan);
            if (plan != null && plan.writeCount() == count) {
                status = session.exchange(plan, message.values, reads);
                boardTimeNs = plan.boardTimeNs();
                flags = plan.flags();
                readCount = plan.readCount();
            }
        } finally {
            rack.exit();
        }
        return plan != null && status == BoardPort.OK ? null : refusal(session, plan, count);
    }

    /** Writes the message of the reply where the encoder wants it; returns its length. */
    int encode(FrameEncoder encoder) {
        return ExchangeCodec.encodeReply(
                boardTimeNs, flags, reads, readCount, encoder.array(), encoder.messageOffset());
    }

    private Error undecodable(int code) {
        if (code == ExchangeCodec.TOO_MANY_VALUES) {
            return ErrorKinds.error(
                    ErrorKind.TOO_LARGE, "an exchange has at most " + ProtocolLimits.MAX_PLAN_CHANNELS + " values");
        }
        unparsed++;
        return ErrorKinds.error(ErrorKind.MALFORMED, "the exchange cannot be parsed");
    }

    private Error refusal(Session session, @Nullable SessionPlan plan, int count) {
        if (plan == null) {
            String id = Integer.toUnsignedString(message.plan);
            return session.isStale()
                    ? ErrorKinds.error(ErrorKind.NOT_READY, "the board restarted; say hello again")
                    : ErrorKinds.error(ErrorKind.NOT_FOUND, "no such plan; register it first: plan=" + id);
        }
        if (plan.writeCount() != count) {
            return ErrorKinds.error(
                    ErrorKind.MALFORMED,
                    "plan " + plan.id() + " writes " + plan.writeCount() + " channels: values=" + count);
        }
        ServiceException refusal = plan.refusal();
        return refusal == null
                ? ErrorKinds.error(ErrorKind.BOARD_FAILURE, "refused without a reason")
                : ErrorKinds.error(refusal);
    }
}
