package dev.platine.sim.rack;

import dev.platine.sim.net.Net;

/**
 * Hears everything that can be observed of a rack's boards, in order. Inside the rack only; must not block, throw, or change
 * anything.
 */
public interface EventLog {
    /** Hears nothing, and costs nothing. */
    EventLog NONE = new EventLog() {};

    /**
     * A net changed.
     *
     * @param nowNs virtual time
     * @param board the board's name
     * @param net the net as it is now
     */
    default void net(long nowNs, String board, Net net) {}

    /**
     * A channel's value changed.
     *
     * @param nowNs virtual time
     * @param board the board's name
     * @param channel the channel's id
     * @param bits its new value
     */
    default void channel(long nowNs, String board, int channel, int bits) {}

    /**
     * A line: on a text channel, or on the board's console.
     *
     * @param nowNs virtual time
     * @param board the board's name
     * @param channel the channel's id, or -1 for the console
     * @param line the line
     */
    default void line(long nowNs, String board, int channel, String line) {}

    /**
     * A board booted.
     *
     * @param nowNs virtual time
     * @param board the board's name
     * @param bootId the number of this boot
     */
    default void boot(long nowNs, String board, int bootId) {}

    /**
     * A board lost its power.
     *
     * @param nowNs virtual time
     * @param board the board's name
     */
    default void powerOff(long nowNs, String board) {}

    /**
     * A board crashed.
     *
     * @param nowNs virtual time
     * @param board the board's name
     * @param cause what its firmware, a part or its plant threw
     */
    default void crash(long nowNs, String board, Throwable cause) {}

    /**
     * Something that can be seen of a board's microcontroller beside its nets, see {@link dev.platine.sim.body.BodyEvents}.
     *
     * @param ns virtual time; it may be a little after that of the rack
     * @param board the board's name
     * @param kind {@code net}, {@code uart}, {@code reset}, {@code fault}, {@code sleep}
     * @param name what it happened to
     * @param value what
     */
    default void body(long ns, String board, String kind, String name, String value) {}
}
