package dev.platine.benchmarks.contender;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;

/** The kinds of socket that two ends can meet over. */
public enum Reach {
    /** TCP over the loopback, without delay of small packets. */
    TCP(StandardProtocolFamily.INET),
    /** A Unix socket in the file system. */
    UNIX(StandardProtocolFamily.UNIX);

    private final StandardProtocolFamily family;

    Reach(StandardProtocolFamily family) {
        this.family = family;
    }

    /**
     * The family to open a channel with.
     *
     * @return {@code INET} or {@code UNIX}
     */
    public StandardProtocolFamily family() {
        return family;
    }

    /**
     * Reads an address as {@link #text} wrote it.
     *
     * @param text {@code PORT} or {@code /PATH}
     * @return the address
     * @throws IllegalArgumentException when it is neither
     */
    public static SocketAddress address(String text) {
        if (text.startsWith("/")) {
            return UnixDomainSocketAddress.of(text);
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(text));
    }

    /**
     * Writes an address so that another process can read it.
     *
     * @param address of the loopback or a Unix socket
     * @return {@code PORT} or {@code /PATH}
     */
    public static String text(SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            return Integer.toString(inet.getPort());
        }
        return ((UnixDomainSocketAddress) address).getPath().toString();
    }
}
