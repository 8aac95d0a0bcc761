package dev.platine.sim.server;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where to listen, taken apart strictly.
 *
 * @param text the URI as given
 * @param scheme {@code tcp}, {@code tls}, {@code unix} or {@code pty}
 * @param host of TCP and TLS, never empty
 * @param port of TCP and TLS, 0 for any
 * @param path of a Unix socket, or of a pty's link, then maybe empty
 * @param query what stands behind the question mark
 */
record ListenUri(String text, String scheme, String host, int port, String path, Map<String, String> query) {
    private static final String FORMS =
            "tcp://HOST:PORT, tls://HOST:PORT?cert=FILE&key=FILE&ca=FILE, unix:///PATH or pty:[/LINK]";
    private static final Set<String> TLS_KEYS = Set.of("cert", "key", "ca");
    private static final String LOOPBACK = "127.0.0.1";

    static ListenUri parse(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        int mark = rest.indexOf('?');
        Map<String, String> query = query(text, mark < 0 ? "" : rest.substring(mark + 1));
        String place = mark < 0 ? rest : rest.substring(0, mark);
        ListenUri uri = switch (scheme) {
            case "tcp", "tls" -> network(text, scheme, place, query);
            case "unix" -> new ListenUri(text, scheme, "", 0, socketPath(text, place), query);
            case "pty" -> new ListenUri(text, scheme, "", 0, place, query);
            default -> throw malformed(text, "must be " + FORMS);
        };
        Set<String> known = scheme.equals("tls") ? TLS_KEYS : Set.of();
        if (!query.keySet().equals(known)) {
            throw malformed(
                    text, known.isEmpty() ? "takes nothing behind ?" : "needs cert, key and ca, and nothing else");
        }
        return uri;
    }

    private static ListenUri network(String text, String scheme, String place, Map<String, String> query) {
        int colon = place.lastIndexOf(':');
        if (!place.startsWith("//") || colon < 2 || place.indexOf('/', 2) >= 0) {
            throw malformed(text, "must be " + scheme + "://HOST:PORT");
        }
        String host = place.substring(2, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new ListenUri(
                text, scheme, host.isEmpty() ? LOOPBACK : host, port(text, place.substring(colon + 1)), "", query);
    }

    private static int port(String text, String digits) {
        if (digits.matches("\\d{1,5}") && Integer.parseInt(digits) <= 65_535) {
            return Integer.parseInt(digits);
        }
        throw malformed(text, "port must be 0 (any) to 65535: " + digits);
    }

    private static String socketPath(String text, String place) {
        String path = place.startsWith("//") ? place.substring(2) : place;
        if (!path.startsWith("/") || path.length() < 2) {
            throw malformed(text, "must be unix:///PATH with an absolute path");
        }
        int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 107) {
            throw malformed(text, "a socket's path must have at most 107 bytes: " + bytes);
        }
        return path;
    }

    private static Map<String, String> query(String text, String query) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw malformed(text, "must be KEY=VALUE behind ?: " + pair);
            }
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            if (values.put(pair.substring(0, equals), value) != null) {
                throw malformed(text, "must be given once: " + pair.substring(0, equals));
            }
        }
        return values;
    }

    static BoardException malformed(String text, String rule) {
        return new BoardException(Kind.MALFORMED, text, "listen", rule);
    }
}
