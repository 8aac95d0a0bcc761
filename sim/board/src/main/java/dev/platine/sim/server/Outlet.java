package dev.platine.sim.server;

/**
 * The way out of a conversation: one connection's bytes, and the thread that it lives on. Methods are called on that
 * thread, but for those that say otherwise.
 */
interface Outlet {
    /**
     * Sends bytes, at the latest with the next {@link #flush()}.
     *
     * @param array holds them; copied before this returns
     */
    void write(byte[] array, int offset, int length);

    void flush();

    /** Whether there is room for more without growing: false while the client does not read. */
    boolean roomy();

    /** Runs a task on the connection's thread, soon. Any thread. */
    void later(Runnable task);

    /** Runs a task on the connection's thread after real time. Any thread. */
    void after(long delayNs, Runnable task);

    /** Closes the connection after what was written. A line that cannot be closed, such as a serial one, stays. Any thread. */
    void hangUp(String reason);
}
