package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sample of a {@link Subscription}: its channels' values at one instant. Immutable, safe for any thread. */
public final class Sample {
    private final List<ChannelSpec> channels;
    private final int[] values;
    private final @Nullable String text;
    private final long sequence;
    private final long lostBefore;
    private final int marks;
    private final long boardTimeNs;
    private final long hostTimeNs;

    static final int GAP = 1;
    static final int REBOOTED = 2;

    Sample(
            List<ChannelSpec> channels,
            int[] values,
            @Nullable String text,
            long sequence,
            long lostBefore,
            int marks,
            long boardTimeNs,
            long hostTimeNs) {
        this.channels = channels;
        this.values = values;
        this.text = text;
        this.sequence = sequence;
        this.lostBefore = lostBefore;
        this.marks = marks;
        this.boardTimeNs = boardTimeNs;
        this.hostTimeNs = hostTimeNs;
    }

    /**
     * The board's number of this sample. It counts lost samples too and may begin again after a gap.
     *
     * @return 0 to 4,294,967,295, then 0 again
     */
    public long sequence() {
        return sequence;
    }

    /**
     * How many samples were lost between the one before and this one: on the board, on the link and in the host's queue
     * together. After a gap only what is known.
     *
     * @return 0 or more
     */
    public long lostBefore() {
        return lostBefore;
    }

    /**
     * Whether the link broke and came back between the sample before and this one.
     *
     * @return true when an unknown number of samples is missing
     */
    public boolean gapBefore() {
        return (marks & GAP) != 0;
    }

    /**
     * Whether the board restarted between the sample before and this one, so that its time began again.
     *
     * @return true only together with {@link #gapBefore}
     */
    public boolean rebooted() {
        return (marks & REBOOTED) != 0;
    }

    /**
     * When the sample was taken.
     *
     * @return nanoseconds since the board's boot
     */
    public long boardTimeNs() {
        return boardTimeNs;
    }

    /**
     * When the host received it.
     *
     * @return a value of {@link System#nanoTime()}
     */
    public long hostTimeNs() {
        return hostTimeNs;
    }

    /**
     * The channels, in the order of the subscription.
     *
     * @return the same list for every sample of a subscription
     */
    public List<ChannelSpec> channels() {
        return channels;
    }

    /**
     * A value as a number.
     *
     * @param index position of the channel in the subscription
     * @return in the channel's unit; 0 or 1 for a digital channel
     * @throws IndexOutOfBoundsException when there is no such position, or the channel is text
     */
    public double number(int index) {
        return channels.get(index).toNumber(values[index]);
    }

    /**
     * A value as a number.
     *
     * @param channel name of a channel of the subscription
     * @return in the channel's unit; 0 or 1 for a digital channel
     * @throws IllegalArgumentException when the channel is not part of the subscription
     */
    public double number(String channel) {
        return number(indexOf(channel));
    }

    /**
     * A digital value.
     *
     * @param index position of the channel in the subscription
     * @return true for anything but 0
     * @throws IndexOutOfBoundsException when there is no such position, or the channel is text
     */
    public boolean flag(int index) {
        return number(index) != 0;
    }

    /**
     * A digital value.
     *
     * @param channel name of a channel of the subscription
     * @return true for anything but 0
     * @throws IllegalArgumentException when the channel is not part of the subscription
     */
    public boolean flag(String channel) {
        return number(channel) != 0;
    }

    /**
     * The line of a text channel.
     *
     * @return the line; empty for a subscription of other kinds
     */
    public String text() {
        return text == null ? "" : text;
    }

    private int indexOf(String channel) {
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).name().equals(channel)) {
                return i;
            }
        }
        throw new IllegalArgumentException("must be a channel of this subscription: channel=" + channel);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder("#")
                .append(sequence)
                .append(" at ")
                .append(boardTimeNs)
                .append(" ns");
        for (int i = 0; i < values.length; i++) {
            line.append(' ').append(channels.get(i).name()).append('=').append(number(i));
        }
        return text == null ? line.toString() : line.append(' ').append(text).toString();
    }
}
