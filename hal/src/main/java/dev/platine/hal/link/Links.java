package dev.platine.hal.link;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.LinuxHere;
import java.net.URI;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;

/** Opens links by URI. Stateless, safe for any thread. */
public final class Links {
    private Links() {}

    /**
     * The schemes that {@link #open} knows.
     *
     * @return in lower case
     */
    public static Set<String> schemes() {
        return Set.of("tcp", "tls", "unix", "serial", "can");
    }

    /**
     * The form of the URIs of a scheme, for people.
     *
     * @param scheme one of {@link #schemes()}
     * @return one line, such as {@code tcp://HOST:PORT[/BOARD]}
     * @throws IllegalArgumentException when the scheme is none of them
     */
    public static String form(String scheme) {
        for (LinkUri.Form form : LinkUri.Form.values()) {
            if (form.name().equalsIgnoreCase(scheme)) {
                return form.text();
            }
        }
        throw new IllegalArgumentException("must be one of tcp, tls, unix, serial, can: scheme=" + scheme);
    }

    /**
     * The board that a URI names at its far end: the path of {@code tcp} and {@code tls}, the key {@code board} of the others.
     *
     * @param uri a link's URI
     * @return the name, empty when the URI names none
     * @throws BoardException of kind MALFORMED when the URI is not of its form
     */
    public static String board(URI uri) {
        return LinkUri.parse(uri).board();
    }

    /**
     * Opens a link.
     *
     * @param uri where to
     * @param deadlineNs when to give up, a value of {@link System#nanoTime()}
     * @return the open link; the caller closes it
     * @throws BoardException of kind MALFORMED when the URI is not of its form; NOT_FOUND when there is no such host, socket or
     *     device; UNREACHABLE when nothing listens or answers there by the deadline; PERMISSION when this user or certificate
     *     may not; BUSY when somebody else has the serial line; UNSUPPORTED when this system has no such link; INTERRUPTED
     *     when the thread was interrupted while a host's name was looked up
     */
    public static Link open(URI uri, long deadlineNs) {
        LinkUri parsed = LinkUri.parse(uri);
        boolean linuxOnly = parsed.form() == LinkUri.Form.SERIAL || parsed.form() == LinkUri.Form.CAN;
        boolean wantsNative = !linuxOnly
                && parsed.oneOf("transport", List.of("auto", "native", "nio")).equals("native");
        boolean nio = !LinuxHere.supported() || parsed.get("transport", "").equals("nio");
        if (nio && (linuxOnly || wantsNative)) {
            throw parsed.failure(
                    Kind.UNSUPPORTED, "needs 64-bit Linux: this is " + System.getProperty("os.name"), null);
        }
        return switch (parsed.form()) {
            case TCP -> nio ? NioLink.openTcp(parsed, deadlineNs) : TcpLink.open(parsed, deadlineNs);
            case UNIX -> nio ? NioLink.openUnix(parsed, deadlineNs) : UnixLink.open(parsed, deadlineNs);
            case SERIAL -> SerialPorts.open(parsed);
            case CAN -> CanLink.open(parsed);
            case TLS -> openTls(parsed, nio, deadlineNs);
        };
    }

    private static Link openTls(LinkUri uri, boolean nio, long deadlineNs) {
        SSLEngine engine = TlsContexts.engine(uri);
        Link under = nio ? NioLink.openTcp(uri, deadlineNs) : TcpLink.open(uri, deadlineNs);
        return TlsLink.open(uri, engine, under, deadlineNs);
    }
}
