package dev.platine.sim.body;

import org.jspecify.annotations.Nullable;

/**
 * The serial line between a firmware that speaks the board protocol itself and its host, of which there is one at a time.
 *
 * <p>Inside the rack only. Bytes that arrive wake the firmware at once, so what it answers is with the listener when
 * {@link #give} returns.
 */
public interface HostLine {
    /** Gets what the firmware says. Called inside the rack, by whoever is in it. */
    interface Listener {
        /**
         * Bytes from the firmware.
         *
         * @param bytes holds them from index 0 on, until this returns
         * @param length how many, above 0
         * @return how many were taken; what was not taken is offered again after {@link HostLine#resume}
         */
        int received(byte[] bytes, int length);
    }

    /**
     * Connects a host, as the terminal-ready signal of a serial line does. What the firmware said before is forgotten.
     *
     * @param listener the host
     * @return false when another host is connected
     */
    boolean connect(Listener listener);

    /**
     * Takes the host away again. Does nothing when it is not the one that is connected.
     *
     * @param listener the host
     */
    void disconnect(Listener listener);

    /**
     * Gives bytes to the firmware and lets it run.
     *
     * @param bytes holds them
     * @param offset first index
     * @param length how many
     * @return how many the firmware had room for; the others are lost, as on a serial line
     */
    int give(byte[] bytes, int offset, int length);

    /** Offers the listener what waits: there is room again. */
    void resume();

    /**
     * Tells whether the firmware has asked to be restarted, and was not yet.
     *
     * @return true from its request to its next boot
     */
    boolean restartDue();

    /**
     * The host that is connected.
     *
     * @return its listener, or null
     */
    @Nullable
    Listener connected();
}
