package dev.platine.hal.link;

import java.io.IOException;

/** The far end of a link under test, by other means than the link's own. */
interface Peer extends AutoCloseable {
    /** Bytes read, at least 1; -1 at the end. */
    int receive(byte[] dst) throws IOException;

    void send(byte[] src, int length) throws IOException;

    /** Ends this end's output only. */
    default void endOutput() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Ends the connection as a crashed machine does. */
    default void reset() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    void close() throws IOException;

    default byte[] receiveAll(int length) throws IOException {
        byte[] all = new byte[length];
        byte[] some = new byte[length];
        for (int done = 0; done < length; ) {
            int count = receive(some);
            if (count < 0) {
                throw new IOException("ended after " + done + " of " + length + " bytes");
            }
            System.arraycopy(some, 0, all, done, Math.min(count, length - done));
            done += count;
        }
        return all;
    }

    /** Sends back what comes until the end, on a thread of its own. */
    default void echo() {
        Thread thread = new Thread(() -> {
            byte[] bytes = new byte[65_536];
            try {
                for (int count = receive(bytes); count >= 0; count = receive(bytes)) {
                    send(bytes, count);
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        thread.setName("echo");
        thread.setDaemon(true);
        thread.start();
    }
}
