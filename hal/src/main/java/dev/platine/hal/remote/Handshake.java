package dev.platine.hal.remote;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.frame.FrameFormat;
import dev.platine.core.protocol.Descriptions;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ChannelDescription;
import dev.platine.core.protocol.proto.DescribeBoard;
import dev.platine.core.protocol.proto.DescribeChannels;
import dev.platine.core.protocol.proto.Feature;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.core.protocol.proto.HelloReply;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.OpenOptions;
import java.util.ArrayList;
import java.util.List;

/** The first words on a connection: hello and describe. Believes nothing without a check, and ends by its deadline. */
final class Handshake {
    private static final int OLDEST = 1;
    private static final int NEWEST = ProtocolLimits.VERSION;
    private static final String NO_VERSION = "no common protocol version";
    private static final int FEATURES = Feature.FEATURE_SUBSCRIBE_VALUE
            | Feature.FEATURE_LIFETIME_VALUE
            | Feature.FEATURE_TEXT_VALUE
            | Feature.FEATURE_RESET_VALUE;

    private final Requests requests;
    private final Connection connection;
    private final long deadlineNs;
    private final long againNs;

    /**
     * Prepares one.
     *
     * @param againNs after this a request without an answer is sent again, as a frame may be lost; then after twice as long, and so on
     */
    Handshake(Requests requests, Connection connection, long deadlineNs, long againNs) {
        this.requests = requests;
        this.connection = connection;
        this.deadlineNs = deadlineNs;
        this.againNs = againNs;
    }

    /** Says hello to a board; agrees on versions and sizes. */
    Session hello(String board, OpenOptions options) {
        BoardRequest request =
                BoardRequest.newBuilder().setHello(message(board, options)).build();
        try {
            BoardReply reply = ask(request, BoardReply.parser(), "hello");
            return agree(reply.hasHello(), reply.getHello(), Replies.bodyName(reply));
        } catch (BoardException e) {
            throw explain(e);
        }
    }

    /** Asks what may be asked twice. */
    private <R extends MessageLite> R ask(MessageLite request, Parser<R> parser, String operation) {
        for (long patienceNs = againNs; ; patienceNs *= 2) {
            long now = System.nanoTime();
            long untilNs = deadlineNs - now < patienceNs ? deadlineNs : now + patienceNs;
            try {
                return requests.ask(connection, request, parser, operation, null, untilNs);
            } catch (BoardException e) {
                if (e.kind() != Kind.DEADLINE || deadlineNs - System.nanoTime() <= 0) {
                    throw e;
                }
            }
        }
    }

    /** Says hello to a bench. */
    Session benchHello(String board, OpenOptions options) {
        BenchRequest request =
                BenchRequest.newBuilder().setHello(message(board, options)).build();
        try {
            BenchReply reply = ask(request, BenchReply.parser(), "hello");
            return agree(reply.hasHello(), reply.getHello(), Replies.bodyName(reply));
        } catch (BoardException e) {
            throw explain(e);
        }
    }

    private Hello message(String board, OpenOptions options) {
        return Hello.newBuilder()
                .setProtocolMin(OLDEST)
                .setProtocolMax(NEWEST)
                .setMaxFrameSend(connection.maxFrameBytes())
                .setMaxFrameReceive(connection.maxFrameBytes())
                .setWindow(ProtocolLimits.MAX_WINDOW)
                .setFeatures(FEATURES)
                .setBoard(board)
                .setClient(options.clientName())
                .build();
    }

    private BoardException explain(BoardException e) {
        if (e.kind() != Kind.VERSION || requests.reason(e).startsWith(NO_VERSION)) {
            return e;
        }
        String reason = NO_VERSION + ": this host speaks " + OLDEST + " to " + NEWEST + ", the board says: "
                + requests.reason(e);
        return requests.error(Kind.VERSION, "hello", null, reason);
    }

    private Session agree(boolean isHello, HelloReply reply, String bodyName) {
        require(isHello, "the board answered hello with " + bodyName);
        int version = reply.getProtocol();
        if (version < OLDEST || version > NEWEST) {
            String reason = NO_VERSION + ": this host speaks " + OLDEST + " to " + NEWEST + ", the board speaks "
                    + Integer.toUnsignedString(version);
            throw requests.error(Kind.VERSION, "hello", null, reason);
        }
        int toBoard = frame(reply.getMaxFrameToBoard(), "to board");
        int toHost = frame(reply.getMaxFrameToHost(), "to host");
        int window = reply.getWindow();
        require(window >= 1 || window < 0, "the board takes no requests: window=0");
        connection.agree(toBoard, toHost, clamp(window, ProtocolLimits.MAX_WINDOW));
        return new Session(
                Replies.oneLine(reply.getBoard()),
                reply.getSchemaHash(),
                reply.getBootId(),
                clamp(reply.getMaxPlans(), ProtocolLimits.MAX_PLANS),
                clamp(reply.getMaxSubscriptions(), ProtocolLimits.MAX_SUBSCRIPTIONS),
                channels(reply.getMaxPlanReads()),
                channels(reply.getMaxPlanWrites()),
                channels(reply.getMaxSubscriptionChannels()));
    }

    /** How many channels the board says that something may have; 0 is an older board, which does not say. */
    private static int channels(int said) {
        return said == 0 ? ProtocolLimits.MAX_PLAN_CHANNELS : clamp(said, ProtocolLimits.MAX_PLAN_CHANNELS);
    }

    private int frame(int bytes, String which) {
        require(
                bytes >= FrameFormat.MIN_LIMIT_BYTES && bytes <= connection.maxFrameBytes(),
                "frames must be of " + FrameFormat.MIN_LIMIT_BYTES + " to " + connection.maxFrameBytes()
                        + " bytes as asked for: " + which + "=" + Integer.toUnsignedString(bytes));
        return bytes;
    }

    /** An unsigned number, at most so much. */
    private static int clamp(int unsigned, int most) {
        return Integer.compareUnsigned(unsigned, most) > 0 ? most : unsigned;
    }

    /** Reads who the board is and all its channels, page by page. */
    BoardDescription describe() {
        BoardRequest who = BoardRequest.newBuilder()
                .setDescribeBoard(DescribeBoard.getDefaultInstance())
                .build();
        BoardReply answer = ask(who, BoardReply.parser(), "describe");
        require(answer.hasDescribeBoard(), "the board answered describe with " + Replies.bodyName(answer));
        try {
            int count = answer.getDescribeBoard().getChannelCount();
            var info = Descriptions.info(answer.getDescribeBoard());
            List<ChannelSpec> channels = new ArrayList<>();
            while (channels.size() < count) {
                page(channels, count);
            }
            return new BoardDescription(info, channels);
        } catch (IllegalArgumentException e) {
            throw requests.protocol("describe", Replies.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private void page(List<ChannelSpec> channels, int count) {
        int first = channels.size();
        BoardRequest request = BoardRequest.newBuilder()
                .setDescribeChannels(DescribeChannels.newBuilder().setFirst(first))
                .build();
        BoardReply reply = ask(request, BoardReply.parser(), "describe");
        List<ChannelDescription> page = reply.getDescribeChannels().getChannelsList();
        require(!page.isEmpty(), "the board has " + count + " channels but describes none from " + first + " on");
        require(page.size() <= count - first, "the board has " + count + " channels but describes more");
        for (ChannelDescription channel : page) {
            channels.add(Descriptions.channel(channel));
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw requests.protocol("open", otherwise);
        }
    }
}
