package dev.platine.sim.server;

import dev.platine.core.frame.FrameFormat;
import java.time.Duration;

/**
 * How much a server gives to its clients, so that none of them can hurt it or the others. Immutable, safe for any thread.
 *
 * @param maxConnections connections at once, 1 to 100,000; one more is told so and closed
 * @param maxFrameBytes largest frame both ways, bytes before COBS, 256 to 65,535; about three times as much memory is held
 *     for each connection
 * @param helloDeadline how long a connection may take from its beginning to its Hello, above 0
 * @param outputBytes bytes that may wait for a client that does not read, at least 4,096; then nothing more is read from it
 *     and its events wait in its session, which forgets the oldest
 */
public record ServerLimits(int maxConnections, int maxFrameBytes, Duration helloDeadline, int outputBytes) {
    /** 2,000 connections, frames of 4,096 bytes, 5 s to say hello, 64 KiB of output. */
    public static final ServerLimits DEFAULT = new ServerLimits(2_000, 4_096, Duration.ofSeconds(5), 65_536);

    public ServerLimits {
        require(maxConnections >= 1 && maxConnections <= 100_000, "1 to 100000: maxConnections=" + maxConnections);
        require(
                maxFrameBytes >= FrameFormat.MIN_LIMIT_BYTES && maxFrameBytes <= FrameFormat.MAX_LIMIT_BYTES,
                "256 to 65535: maxFrameBytes=" + maxFrameBytes);
        require(!helloDeadline.isNegative() && !helloDeadline.isZero(), "above 0: helloDeadline=" + helloDeadline);
        require(outputBytes >= 4_096, "at least 4096: outputBytes=" + outputBytes);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("must be " + rule);
        }
    }

    /**
     * The same with another number of connections.
     *
     * @param connections 1 to 100,000
     * @return the new limits
     */
    public ServerLimits withMaxConnections(int connections) {
        return new ServerLimits(connections, maxFrameBytes, helloDeadline, outputBytes);
    }

    /**
     * The same with another largest frame.
     *
     * @param bytes 256 to 65,535
     * @return the new limits
     */
    public ServerLimits withMaxFrameBytes(int bytes) {
        return new ServerLimits(maxConnections, bytes, helloDeadline, outputBytes);
    }

    /**
     * The same with another time to say hello.
     *
     * @param deadline above 0
     * @return the new limits
     */
    public ServerLimits withHelloDeadline(Duration deadline) {
        return new ServerLimits(maxConnections, maxFrameBytes, deadline, outputBytes);
    }
}
