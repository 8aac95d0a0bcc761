package dev.platine.sim.server;

import dev.platine.core.frame.FrameFormat;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.Feature;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.core.protocol.proto.HelloReply;
import dev.platine.hal.BoardException.Kind;
import dev.platine.sim.service.ServiceException;
import dev.platine.sim.service.Session;
import java.util.List;

/**
 * What Hello agrees on. Immutable.
 *
 * @param board which board the host means
 * @param client who calls
 * @param toBoardBytes largest frame to the board
 * @param toHostBytes largest frame to the host
 * @param window requests in flight
 * @param features bits that both understand
 */
record Greeting(String board, String client, int toBoardBytes, int toHostBytes, int window, int features) {
    private static final int FEATURES = Feature.FEATURE_SUBSCRIBE_VALUE
            | Feature.FEATURE_LIFETIME_VALUE
            | Feature.FEATURE_TEXT_VALUE
            | Feature.FEATURE_RESET_VALUE;

    /**
     * Agrees with a host, or says clearly why not.
     *
     * @throws ServiceException of kind VERSION, NOT_FOUND or OUT_OF_RANGE
     */
    static Greeting agree(Hello hello, List<String> boards, int maxFrameBytes) {
        int version = ProtocolLimits.VERSION;
        if (Integer.compareUnsigned(hello.getProtocolMin(), version) > 0
                || Integer.compareUnsigned(hello.getProtocolMax(), version) < 0) {
            throw new ServiceException(
                    Kind.VERSION,
                    "no common protocol version: this board speaks " + version + ", the host "
                            + Integer.toUnsignedString(hello.getProtocolMin()) + " to "
                            + Integer.toUnsignedString(hello.getProtocolMax()) + "; update the older one");
        }
        int window = hello.getWindow();
        return new Greeting(
                board(hello.getBoard(), boards),
                hello.getClient(),
                frame("max_frame_send", hello.getMaxFrameSend(), maxFrameBytes),
                frame("max_frame_receive", hello.getMaxFrameReceive(), maxFrameBytes),
                window >= 1 && window <= ProtocolLimits.MAX_WINDOW
                        ? window
                        : window == 0 ? 1 : ProtocolLimits.MAX_WINDOW,
                hello.getFeatures() & FEATURES);
    }

    private static String board(String wanted, List<String> boards) {
        if (wanted.isEmpty() && boards.size() == 1) {
            return boards.get(0);
        }
        if (boards.contains(wanted)) {
            return wanted;
        }
        String which = wanted.isEmpty() ? "name the board" : "no board named " + wanted;
        throw new ServiceException(Kind.NOT_FOUND, which + "; here are " + String.join(", ", boards));
    }

    private static int frame(String what, int bytes, int maxFrameBytes) {
        if (bytes >= 0 && bytes < FrameFormat.MIN_LIMIT_BYTES) {
            throw new ServiceException(
                    Kind.OUT_OF_RANGE, "must be at least " + FrameFormat.MIN_LIMIT_BYTES + ": " + what + "=" + bytes);
        }
        return bytes < 0 ? maxFrameBytes : Math.min(bytes, maxFrameBytes); // unsigned on the wire
    }

    boolean understands(Feature feature) {
        return (features & feature.getNumber()) != 0;
    }

    HelloReply reply(int schemaHash, int bootId) {
        return HelloReply.newBuilder()
                .setProtocol(ProtocolLimits.VERSION)
                .setMaxFrameToBoard(toBoardBytes)
                .setMaxFrameToHost(toHostBytes)
                .setWindow(window)
                .setFeatures(features)
                .setSchemaHash(schemaHash)
                .setBootId(bootId)
                .setBoard(board)
                .setMaxPlans(Session.MAX_PLANS)
                .setMaxSubscriptions(Session.MAX_SUBSCRIPTIONS)
                .setMaxPlanReads(ProtocolLimits.MAX_PLAN_CHANNELS)
                .setMaxPlanWrites(ProtocolLimits.MAX_PLAN_CHANNELS)
                .setMaxSubscriptionChannels(ProtocolLimits.MAX_PLAN_CHANNELS)
                .build();
    }
}
