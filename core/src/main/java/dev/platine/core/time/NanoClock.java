package dev.platine.core.time;

/**
 * Where the time comes from: the computer's clock, or a rack's virtual one.
 *
 * <p>Nothing in Platine asks the computer for the time by itself; it is handed one of these.
 */
@FunctionalInterface
public interface NanoClock {
    /** The computer's monotonic clock; its zero is arbitrary. */
    NanoClock SYSTEM = System::nanoTime;

    /**
     * The time now.
     *
     * @return nanoseconds since this clock's zero; never steps back
     */
    long nowNs();
}
