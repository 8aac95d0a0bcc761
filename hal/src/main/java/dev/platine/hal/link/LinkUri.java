package dev.platine.hal.link;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The URI of a link, taken apart strictly: an unknown key, a missing part or a part too many is an error that shows the right
 * form. Immutable, safe for any thread.
 */
final class LinkUri {
    /** What each scheme looks like, and the keys that it knows. */
    enum Form {
        TCP("tcp://HOST:PORT[/BOARD]", "transport"),
        TLS("tls://HOST:PORT[/BOARD]?cert=FILE&key=FILE&ca=FILE", "cert, key, ca, name, transport"),
        UNIX("unix:///PATH[?board=BOARD] or unix:@NAME", "board, transport"),
        SERIAL("serial:///dev/DEVICE?baud=115200", "baud, data, parity, stop, flow, board"),
        CAN("can://INTERFACE?tx=0x701&rx=0x700[&board=BOARD]", "tx, rx, address, pad, block, stmin, bytes, board");

        private final String text;
        private final String keys;

        Form(String text, String keys) {
            this.text = text;
            this.keys = keys;
        }

        String text() {
            return text;
        }

        boolean isNetwork() {
            return this == TCP || this == TLS;
        }
    }

    private final URI uri;
    private final Form form;
    private final String host;
    private final int port;
    private final String path;
    private final Map<String, String> query;

    private LinkUri(URI uri, Form form, String host, int port, String path, Map<String, String> query) {
        this.uri = uri;
        this.form = form;
        this.host = host;
        this.port = port;
        this.path = path;
        this.query = query;
    }

    /**
     * Takes a URI apart.
     *
     * @throws BoardException of kind MALFORMED
     */
    static LinkUri parse(URI uri) {
        Form form = form(uri);
        if (uri.getRawFragment() != null) {
            throw malformed(uri, form, "no # part is known");
        }
        return form.isNetwork() ? network(uri, form) : local(uri, form);
    }

    private static Form form(URI uri) {
        String scheme = uri.getScheme();
        for (Form form : Form.values()) {
            if (form.name().equalsIgnoreCase(scheme)) {
                return form;
            }
        }
        throw new BoardException(
                Kind.MALFORMED, uri.toString(), "open", "must be one of tcp, tls, unix, serial, can: scheme=" + scheme);
    }

    private static LinkUri network(URI uri, Form form) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            throw malformed(uri, form, "no host, or a port that is no number");
        }
        if (uri.getPort() < 1 || uri.getPort() > 65_535) {
            throw malformed(uri, form, "port must be 1 to 65535: port=" + uri.getPort());
        }
        String path = uri.getPath();
        if (path.indexOf('/', 1) >= 0) {
            throw malformed(uri, form, "a board's name has no slash: path=" + path);
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new LinkUri(uri, form, bare, uri.getPort(), path, query(uri, form, uri.getRawQuery()));
    }

    private static LinkUri local(URI uri, Form form) {
        String rest = uri.getRawSchemeSpecificPart();
        int mark = rest.indexOf('?');
        Map<String, String> query = query(uri, form, mark < 0 ? null : rest.substring(mark + 1));
        String path = mark < 0 ? rest : rest.substring(0, mark);
        if (path.startsWith("//")) {
            path = path.substring(2);
        }
        if (form == Form.CAN) {
            if (!path.matches("[A-Za-z0-9_.-]{1,15}")) {
                throw malformed(uri, form, "needs an interface, a name of 1 to 15 characters");
            }
            return new LinkUri(uri, form, "", -1, path, query);
        }
        boolean abstractName = form == Form.UNIX && path.startsWith("@") && path.length() > 1;
        if (!abstractName && (!path.startsWith("/") || path.length() < 2)) {
            throw malformed(uri, form, "needs an absolute path");
        }
        return new LinkUri(uri, form, "", -1, decode(uri, form, path.replace("+", "%2B")), query);
    }

    private static Map<String, String> query(URI uri, Form form, @Nullable String raw) {
        Map<String, String> map = new TreeMap<>();
        if (raw == null) {
            return map;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (!List.of(form.keys.split(", ")).contains(key)) {
                throw malformed(uri, form, "unknown key '" + key + "', known are " + form.keys);
            }
            String value = equals < 0
                    ? ""
                    : decode(uri, form, pair.substring(equals + 1).replace("+", "%2B"));
            if (value.isEmpty()) {
                throw malformed(uri, form, "needs a value: " + key + "=");
            }
            if (map.put(key, value) != null) {
                throw malformed(uri, form, "given twice: " + key);
            }
        }
        return map;
    }

    private static String decode(URI uri, Form form, String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed(uri, form, "bad % sequence in '" + text + "'");
        }
    }

    private static BoardException malformed(URI uri, Form form, String rule) {
        return new BoardException(Kind.MALFORMED, uri.toString(), "open", rule + " (form: " + form.text + ")");
    }

    BoardException malformed(String rule) {
        return malformed(uri, form, rule);
    }

    BoardException failure(Kind kind, String reason, @Nullable Throwable cause) {
        return new BoardException(kind, 0, uri.toString(), null, "open", reason, cause);
    }

    URI uri() {
        return uri;
    }

    Form form() {
        return form;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** The file of a socket or device; {@code @NAME} for an abstract socket. */
    String path() {
        return path;
    }

    @Nullable
    String get(String key) {
        return query.get(key);
    }

    String get(String key, String otherwise) {
        return query.getOrDefault(key, otherwise);
    }

    /** One of several words. */
    String oneOf(String key, List<String> words) {
        String value = get(key, words.get(0));
        if (!words.contains(value)) {
            throw malformed("must be one of " + String.join(", ", words) + ": " + key + "=" + value);
        }
        return value;
    }

    /** A number in decimal or, behind 0x, hexadecimal. */
    int number(String key, String otherwise, int least, int most) {
        String text = get(key, otherwise);
        long value = text.matches("0[xX][0-9a-fA-F]{1,8}")
                ? Long.parseLong(text.substring(2), 16)
                : text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw malformed("must be " + least + " to " + most + ": " + key + "=" + text);
        }
        return (int) value;
    }

    String board() {
        return form.isNetwork() ? (path.length() > 1 ? path.substring(1) : "") : get("board", "");
    }

    /** Host and port, or the path, as people write them. */
    String place() {
        return form.isNetwork() ? (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port : path;
    }

    BoardException nothingListens() {
        return failure(Kind.UNREACHABLE, "nothing listens on " + place() + " - is the board running?", null);
    }

    BoardException noAnswer() {
        return failure(Kind.UNREACHABLE, "no answer from " + place() + " in time - is the address right?", null);
    }

    BoardException noSuchSocket() {
        return failure(Kind.NOT_FOUND, "no such socket: " + path + " - is the board running?", null);
    }

    BoardException unreachable(String why, @Nullable Throwable cause) {
        return failure(Kind.UNREACHABLE, "cannot reach " + place() + ": " + why, cause);
    }
}
