package dev.platine.core.protocol;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.frame.FrameFormat;

/**
 * The bounds of the board protocol. A microcontroller sizes its static buffers by them, and whoever reads a message from a
 * peer refuses what goes beyond. Lengths of text are bytes of UTF-8.
 */
public final class ProtocolLimits {
    /** The protocol version of this code, the oldest and the newest that it speaks. */
    public static final int VERSION = 1;

    /** Largest frame before both ends have agreed on another, both ways: bytes before COBS. */
    public static final int HELLO_FRAME_BYTES = FrameFormat.MIN_LIMIT_BYTES;
    /** Largest frame that two ends can agree on: bytes before COBS. */
    public static final int MAX_FRAME_BYTES = FrameFormat.MAX_LIMIT_BYTES;

    /** Longest name of a board, vendor, model, revision, serial number, firmware version, build or client. */
    public static final int MAX_IDENTITY_BYTES = 31;
    /** Longest name of a channel. */
    public static final int MAX_CHANNEL_NAME_BYTES = ChannelSpec.MAX_NAME_CHARS;
    /** Longest unit of a channel. */
    public static final int MAX_UNIT_BYTES = ChannelSpec.MAX_UNIT_CHARS;
    /** Longest label of a channel. */
    public static final int MAX_LABEL_BYTES = ChannelSpec.MAX_LABEL_CHARS;
    /** Longest line of a text channel, of a notice, and longest reason of an error; each fits a Hello frame. */
    public static final int MAX_TEXT_BYTES = 191;

    /** Most channels of a board. */
    public static final int MAX_CHANNELS = 4_096;
    /** Most channels that one plan reads, and most that it writes. The frame that was agreed on may allow fewer. */
    public static final int MAX_PLAN_CHANNELS = 64;
    /** Most channels of one subscription. The frame that was agreed on may allow fewer. */
    public static final int MAX_SUBSCRIPTION_CHANNELS = 64;
    /** Most plans that one connection may register. */
    public static final int MAX_PLANS = 256;
    /** Most subscriptions that one connection may have. */
    public static final int MAX_SUBSCRIPTIONS = 256;
    /** Most requests in flight on one connection. */
    public static final int MAX_WINDOW = 64;

    private ProtocolLimits() {}

    /**
     * The largest frame that an exchange of so many values needs, whatever the plan's number, the time and the flags are:
     * the greater of request and reply.
     *
     * @param reads channels that are read, from 0 to {@link #MAX_PLAN_CHANNELS}
     * @param writes channels that are written, from 0 to {@link #MAX_PLAN_CHANNELS}
     * @return bytes before COBS
     */
    public static int exchangeFrameBytes(int reads, int writes) {
        int message = Math.max(ExchangeCodec.maxRequestBytes(writes), ExchangeCodec.maxReplyBytes(reads));
        return FrameFormat.OVERHEAD_BYTES + message;
    }
}
