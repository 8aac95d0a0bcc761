package dev.platine.sim.server;

/**
 * What a server has seen since it was started. Immutable.
 *
 * @param open connections open now
 * @param accepted connections accepted so far
 * @param refused connections closed because there were too many
 * @param helloTimeouts connections closed because they did not say hello in time
 * @param badFrames frames that were not whole, too long or could not be parsed, on closed and open connections
 * @param lostEvents events that slow readers lost, on closed connections
 */
public record ServerStatistics(
        int open, long accepted, long refused, long helloTimeouts, long badFrames, long lostEvents) {}
