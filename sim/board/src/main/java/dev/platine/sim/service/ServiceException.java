package dev.platine.sim.service;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import java.util.Locale;

/**
 * A request that a board refused; nothing of it was done. The message is one line: what, where, what to do.
 *
 * <p>Immutable. It carries no stack trace: it is an answer to a peer, not a fault of the program.
 */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No single channel is to blame. */
    public static final int NO_CHANNEL = -1;

    private final Kind kind;
    private final int channel;

    /**
     * A refusal.
     *
     * @param kind what is wrong
     * @param channel id of the channel that is to blame, or {@link #NO_CHANNEL}
     * @param reason one line
     */
    public ServiceException(Kind kind, int channel, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
        this.channel = channel;
    }

    /**
     * A refusal for which no single channel is to blame.
     *
     * @param kind what is wrong
     * @param reason one line
     */
    public ServiceException(Kind kind, String reason) {
        this(kind, NO_CHANNEL, reason);
    }

    /**
     * What is wrong.
     *
     * @return one of the closed set
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Which channel is to blame.
     *
     * @return its id, or {@link #NO_CHANNEL}
     */
    public int channel() {
        return channel;
    }

    /**
     * Why it was refused.
     *
     * @return one line, never null
     */
    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    static ServiceException outOfRange(ChannelSpec spec, int bits) {
        String unit = spec.unit().isEmpty() ? "" : " " + spec.unit();
        String range = switch (spec.kind()) {
            case DIGITAL -> "0 or 1";
            default -> String.format(Locale.ROOT, "%s to %s%s", spec.minimum(), spec.maximum(), unit);
        };
        String value =
                spec.kind().isReal() ? Float.toString(Float.intBitsToFloat(bits)) : Integer.toUnsignedString(bits);
        return new ServiceException(
                Kind.OUT_OF_RANGE,
                spec.id(),
                "must be " + range + ": " + spec.name() + "=" + value + "; nothing was written");
    }
}
