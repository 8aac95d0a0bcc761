package dev.platine.hal;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import java.time.Duration;
import java.util.List;

/** Says what a {@link Subscription} samples, and when. Built by {@link Board#subscribe}; used once, by one thread. */
public final class SubscriptionPlan {
    /** Samples that wait for a slow reader when {@link #queue} is not called. */
    public static final int DEFAULT_QUEUE = 1024;

    /** Most samples that can wait. */
    public static final int MAX_QUEUE = 1 << 20;

    private static final Duration MAX_PERIOD = Duration.ofHours(1);

    private final Board board;
    private final List<ChannelSpec> channels;
    private long periodNs;
    private float deadBand;
    private int queue = DEFAULT_QUEUE;

    SubscriptionPlan(Board board, List<ChannelSpec> channels) {
        this.board = board;
        this.channels = channels;
    }

    /**
     * One sample each period. Without this or {@link #onChange}, any change makes a sample.
     *
     * @param period 1 us to 1 h, rounded up to a whole microsecond; the board may refuse what it cannot do
     * @return this
     */
    public SubscriptionPlan every(Duration period) {
        if (period.isNegative() || period.isZero() || period.compareTo(MAX_PERIOD) > 0) {
            throw new IllegalArgumentException("must be above 0 and at most 1 h: period=" + period);
        }
        periodNs = (period.toNanos() + 999) / 1_000 * 1_000;
        deadBand = 0;
        return this;
    }

    /**
     * One sample whenever a channel changes, and one at the start.
     *
     * @param deadBand least difference of an analog or PWM value that counts, in its unit; 0 for any
     * @return this
     */
    public SubscriptionPlan onChange(double deadBand) {
        if (!(deadBand >= 0 && deadBand <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("must be >= 0 and finite: deadBand=" + deadBand);
        }
        this.deadBand = (float) deadBand;
        periodNs = 0;
        return this;
    }

    /**
     * How many samples wait for a slow reader. When one more comes, the oldest is lost and counted.
     *
     * @param samples 1 to {@value #MAX_QUEUE}
     * @return this
     */
    public SubscriptionPlan queue(int samples) {
        if (samples < 1 || samples > MAX_QUEUE) {
            throw new IllegalArgumentException("must be 1 to " + MAX_QUEUE + ": samples=" + samples);
        }
        queue = samples;
        return this;
    }

    /**
     * Starts the subscription.
     *
     * @return the running subscription, to be closed by the caller
     * @throws BoardException of kind WRONG_DIRECTION when text stands beside other channels, of kind TOO_LARGE when the
     *     subscription has too many channels or the board no room for another one; of another kind when the board refuses, the link is lost or no answer comes in
     *     time
     */
    public Subscription open() {
        if (channels.size() > 1) {
            for (ChannelSpec channel : channels) {
                if (channel.kind() == ChannelKind.TEXT) {
                    String reason = "a text channel is subscribed by itself: open one subscription for it alone";
                    throw new BoardException(
                            Kind.WRONG_DIRECTION, 0, board.name(), channel.name(), "subscribe", reason, null);
                }
            }
        }
        return Subscription.open(board, channels, periodNs, deadBand, queue);
    }
}
