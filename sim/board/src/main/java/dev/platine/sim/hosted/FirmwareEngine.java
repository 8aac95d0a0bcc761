package dev.platine.sim.hosted;

/**
 * Runs one life of a firmware over its block. Inside the rack only.
 *
 * <p>What a call throws is {@link FirmwareFailure}: the firmware has died, with how.
 */
interface FirmwareEngine extends AutoCloseable {
    /** Makes ready for a life: gives the block that it will have, to be cleared and filled. */
    FirmwareBlock prepare();

    /** Begins the life. Returns what the firmware returned. */
    long init();

    /** Lets it run; 0 bytes are allocated. Returns what the firmware returned. */
    long step(long nowNs);

    /** Ends this life; the firmware is told when it is well. Does nothing when none has begun. */
    void end(boolean well);

    /** Gives everything back; no life follows. */
    @Override
    void close();
}
