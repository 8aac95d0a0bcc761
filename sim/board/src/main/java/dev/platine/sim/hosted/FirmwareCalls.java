package dev.platine.sim.hosted;

/**
 * The functions that a firmware's library exports. Public because its implementation is loaded once more for each library, by a
 * loader of its own.
 */
public interface FirmwareCalls {
    /**
     * Power-on or reset.
     *
     * @param block address of the block
     * @return when the first step is due, or a negative code
     */
    long callInit(long block);

    /**
     * Runs what is due.
     *
     * @param nowNs nanoseconds since init
     * @return when the next step is due, or a negative code
     */
    long callStep(long nowNs);

    /** Power-off. */
    void callExit();
}
