package dev.platine.hal;

import java.time.Duration;

/**
 * How a board is opened: deadlines, identity, reconnection. Immutable, safe for any thread.
 *
 * @param connectDeadline how long opening may take, 1 ms to 365 days
 * @param requestDeadline how long a call may take that names no deadline itself, 1 ms to 365 days
 * @param reconnect whether a broken link is opened again by itself
 * @param clientName who is calling, for the board's records, at most 31 characters
 */
public record OpenOptions(Duration connectDeadline, Duration requestDeadline, boolean reconnect, String clientName) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    /** 5 s to connect, 1 s for a call, with reconnection. */
    public static final OpenOptions DEFAULT =
            new OpenOptions(Duration.ofSeconds(5), Duration.ofSeconds(1), true, "platine");

    public OpenOptions {
        requireWithin("connectDeadline", connectDeadline);
        requireWithin("requestDeadline", requestDeadline);
        if (clientName.length() > 31) {
            throw new IllegalArgumentException("must have at most 31 characters: clientName=" + clientName);
        }
    }

    private static void requireWithin(String what, Duration deadline) {
        if (deadline.compareTo(SHORTEST) < 0 || deadline.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be at least 1 ms and at most 365 days: " + what + "=" + deadline);
        }
    }

    /**
     * The same with another deadline for opening.
     *
     * @param deadline 1 ms to 365 days
     * @return the new options
     */
    public OpenOptions withConnectDeadline(Duration deadline) {
        return new OpenOptions(deadline, requestDeadline, reconnect, clientName);
    }

    /**
     * The same with another deadline for calls.
     *
     * @param deadline 1 ms to 365 days
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
