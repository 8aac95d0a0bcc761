package dev.platine.hal;

import java.time.Duration;

/**
 * How a board is opened: deadlines, identity, reconnection. Immutable, safe for any thread.
 *
 * @param connectDeadline how long opening may take, at least 1 ms
 * @param requestDeadline how long a call may take that names no deadline itself, at least 1 ms
 * @param reconnect whether a broken link is opened again by itself
 * @param clientName who is calling, for the board's records, at most 31 characters
 */
public record OpenOptions(Duration connectDeadline, Duration requestDeadline, boolean reconnect, String clientName) {
    /** 5 s to connect, 1 s for a call, with reconnection. */
    public static final OpenOptions DEFAULT =
            new OpenOptions(Duration.ofSeconds(5), Duration.ofSeconds(1), true, "platine");

    public OpenOptions {
        if (connectDeadline.toNanos() < 1_000_000) {
            throw new IllegalArgumentException("must be at least 1 ms: connectDeadline=" + connectDeadline);
        }
        if (requestDeadline.toNanos() < 1_000_000) {
            throw new IllegalArgumentException("must be at least 1 ms: requestDeadline=" + requestDeadline);
        }
        if (clientName.length() > 31) {
            throw new IllegalArgumentException("must have at most 31 characters: clientName=" + clientName);
        }
    }

    /**
     * The same with another deadline for opening.
     *
     * @param deadline at least 1 ms
     * @return the new options
     */
    public OpenOptions withConnectDeadline(Duration deadline) {
        return new OpenOptions(deadline, requestDeadline, reconnect, clientName);
    }

    /**
     * The same with another deadline for calls.
     *
     * @param deadline at least 1 ms
     * @return the new options
     */
    public OpenOptions withRequestDeadline(Duration deadline) {
        return new OpenOptions(connectDeadline, deadline, reconnect, clientName);
    }

    /**
     * The same with or without reconnection.
     *
     * @param again whether a broken link is opened again
     * @return the new options
     */
    public OpenOptions withReconnect(boolean again) {
        return new OpenOptions(connectDeadline, requestDeadline, again, clientName);
    }

    /**
     * The same under another name.
     *
     * @param name at most 31 characters
     * @return the new options
     */
    public OpenOptions withClientName(String name) {
        return new OpenOptions(connectDeadline, requestDeadline, reconnect, name);
    }
}
