package dev.platine.hal;

/**
 * Told of what happens to a board unasked. All methods do nothing unless overridden.
 *
 * <p>Called on the board's dispatcher thread, one call at a time, in order. A listener may call the board. One that takes
 * long delays other listeners and subscriptions of this board; when more than {@value Dispatcher#MAX_EVENTS} events wait,
 * the oldest is dropped. What a listener throws goes to the thread's uncaught-exception handler; the others are still told.
 */
public interface BoardListener {
    /**
     * The link broke; calls fail with kind LINK_LOST until it is back.
     *
     * @param reason one line
     */
    default void linkLost(String reason) {}

    /**
     * The link is back; exchanges and subscriptions go on.
     *
     * @param rebooted whether the board restarted meanwhile, so that its time began again
     */
    default void linkRestored(boolean rebooted) {}

    /**
     * Outputs went to their safe values although this connection did not ask for it.
     *
     * @param reason one line, such as {@code set-point lifetime expired: contactor}
     * @param boardTimeNs when, in nanoseconds since the board's boot
     */
    default void outputsMadeSafe(String reason, long boardTimeNs) {}

    /**
     * A line from the board itself, worth a place in a log.
     *
     * @param text the line
     * @param boardTimeNs when, in nanoseconds since the board's boot
     */
    default void notice(String text, long boardTimeNs) {}
}
