package dev.platine.sim.server;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.frame.FrameFormat;
import dev.platine.core.protocol.Descriptions;
import dev.platine.core.protocol.ExchangeCodec;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ClockReading;
import dev.platine.core.protocol.proto.DescribeChannels;
import dev.platine.core.protocol.proto.Done;
import dev.platine.core.protocol.proto.Feature;
import dev.platine.core.protocol.proto.Read;
import dev.platine.core.protocol.proto.ReadReply;
import dev.platine.core.protocol.proto.RegisterPlan;
import dev.platine.core.protocol.proto.Subscribe;
import dev.platine.core.protocol.proto.Write;
import dev.platine.hal.BoardException.Kind;
import dev.platine.sim.service.ServiceException;
import dev.platine.sim.service.Session;
import java.util.List;

/** Answers the requests of a session that are neither Hello nor an exchange. Inside the rack; refusals are thrown. */
final class BoardCalls {
    private static final BoardReply DONE =
            BoardReply.newBuilder().setDone(Done.getDefaultInstance()).build();
    /** Bytes of a sample that are not its values, at most. */
    private static final int SAMPLE_OVERHEAD_BYTES = FrameFormat.OVERHEAD_BYTES + 40;

    private static final long US = 1_000;

    private final Session session;
    private final Greeting greeting;
    private final BoardDescription description;

    BoardCalls(Session session, Greeting greeting, BoardDescription description) {
        this.session = session;
        this.greeting = greeting;
        this.description = description;
    }

    BoardReply answer(BoardRequest request) {
        return switch (request.getBodyCase()) {
            case DESCRIBE_BOARD -> describeBoard();
            case DESCRIBE_CHANNELS -> describeChannels(request.getDescribeChannels());
            case REGISTER_PLAN -> register(request.getRegisterPlan());
            case DROP_PLAN -> {
                session.drop(request.getDropPlan().getPlan());
                yield DONE;
            }
            case READ -> read(request.getRead());
            case WRITE -> write(request.getWrite());
            case SUBSCRIBE -> subscribe(request.getSubscribe());
            case UNSUBSCRIBE -> {
                session.unsubscribe(request.getUnsubscribe().getSubscription());
                yield DONE;
            }
            case READ_CLOCK ->
                BoardReply.newBuilder()
                        .setReadClock(ClockReading.newBuilder().setBoardTimeNs(session.clockNs()))
                        .build();
            case MAKE_SAFE -> {
                session.makeSafe();
                yield DONE;
            }
            case RESET -> {
                session.reset();
                yield DONE;
            }
            case HELLO, EXCHANGE, BODY_NOT_SET ->
                throw new ServiceException(Kind.MALFORMED, "the request has no body that this board knows");
        };
    }

    private BoardReply describeBoard() {
        session.clockNs(); // refuses when the board cannot answer
        return BoardReply.newBuilder()
                .setDescribeBoard(Descriptions.toMessage(
                        description.info(), description.channels().size()))
                .build();
    }

    private BoardReply describeChannels(DescribeChannels request) {
        session.clockNs();
        int count = description.channels().size();
        int first = request.getFirst();
        if (first < 0 || first > count) {
            throw new ServiceException(
                    Kind.NOT_FOUND, "must be 0 to " + count + ": first=" + Integer.toUnsignedString(first));
        }
        int room = greeting.toHostBytes() - FrameFormat.OVERHEAD_BYTES;
        return BoardReply.newBuilder()
                .setDescribeChannels(Descriptions.page(description.channels(), first, room))
                .build();
    }

    private BoardReply register(RegisterPlan plan) {
        int reads = plan.getReadsCount();
        int writes = plan.getWritesCount();
        requireCount("reads", reads, ProtocolLimits.MAX_PLAN_CHANNELS);
        requireCount("writes", writes, ProtocolLimits.MAX_PLAN_CHANNELS);
        requireFits("the plan's reply", ExchangeCodec.maxReplyBytes(reads), greeting.toHostBytes());
        requireFits("the plan's request", ExchangeCodec.maxRequestBytes(writes), greeting.toBoardBytes());
        session.register(
                plan.getPlan(),
                ids(plan.getReadsList()),
                ids(plan.getWritesList()),
                Integer.toUnsignedLong(plan.getLifetimeUs()) * US);
        return DONE;
    }

    private static void requireCount(String what, int count, int most) {
        if (count > most) {
            throw new ServiceException(
                    Kind.TOO_LARGE, "must have at most " + most + " channels: " + what + " has " + count);
        }
    }

    private static void requireFits(String what, int messageBytes, int frameBytes) {
        int needed = FrameFormat.OVERHEAD_BYTES + messageBytes;
        if (needed > frameBytes) {
            throw new ServiceException(
                    Kind.TOO_LARGE,
                    what + " needs frames of " + needed + " bytes, " + frameBytes + " were agreed; use fewer channels");
        }
    }

    private BoardReply read(Read request) {
        int channel = request.getChannel();
        ReadReply.Builder reply = ReadReply.newBuilder().setBoardTimeNs(session.clockNs());
        if (session.spec(channel).kind() == ChannelKind.TEXT) {
            reply.setText(Descriptions.cut(session.readText(channel), ProtocolLimits.MAX_TEXT_BYTES));
        } else {
            reply.setBits(session.read(channel));
        }
        return BoardReply.newBuilder().setRead(reply).build();
    }

    private BoardReply write(Write request) {
        switch (request.getValueCase()) {
            case BITS ->
                session.write(
                        request.getChannel(), request.getBits(), Integer.toUnsignedLong(request.getLifetimeUs()) * US);
            case TEXT -> session.writeText(request.getChannel(), request.getText());
            case VALUE_NOT_SET ->
                throw new ServiceException(Kind.MALFORMED, request.getChannel(), "a write must have a value");
        }
        return DONE;
    }

    private BoardReply subscribe(Subscribe request) {
        if (!greeting.understands(Feature.FEATURE_SUBSCRIBE)) {
            throw new ServiceException(Kind.UNSUPPORTED, "the host did not name FEATURE_SUBSCRIBE in its hello");
        }
        requireCount("channels", request.getChannelsCount(), ProtocolLimits.MAX_SUBSCRIPTION_CHANNELS);
        int needed = SAMPLE_OVERHEAD_BYTES + Integer.BYTES * request.getChannelsCount();
        requireFits("a sample", needed - FrameFormat.OVERHEAD_BYTES, greeting.toHostBytes());
        session.subscribe(
                request.getSubscription(),
                ids(request.getChannelsList()),
                Integer.toUnsignedLong(request.getPeriodUs()) * US,
                request.getDeadBand());
        return DONE;
    }

    private static int[] ids(List<Integer> channels) {
        int[] ids = new int[channels.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = channels.get(i);
        }
        return ids;
    }
}
