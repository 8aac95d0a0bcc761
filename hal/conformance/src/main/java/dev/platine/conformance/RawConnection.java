package dev.platine.conformance;

import java.io.IOException;
import java.time.Duration;

/** A stream of plain bytes to a board's endpoint, for peers that do not keep to the protocol. One thread at a time. */
public interface RawConnection extends AutoCloseable {
    /** {@link #receive}: the far end has closed the connection. */
    int CLOSED = -1;

    /**
     * Sends all bytes, or fails.
     *
     * @param bytes what to send
     * @throws IOException when the far end has closed the connection
     */
    void send(byte[] bytes) throws IOException;

    /**
     * Waits for bytes.
     *
     * @param into takes them
     * @param deadline how long to wait at most
     * @return how many came, 0 when none did in time, {@link #CLOSED} when there will be none
     */
    int receive(byte[] into, Duration deadline);

    /**
     * Tells the far end that nothing more will be sent, and stays open for what it sends.
     *
     * @throws IOException when the connection is broken
     */
    void closeSending() throws IOException;

    @Override
    void close();
}
