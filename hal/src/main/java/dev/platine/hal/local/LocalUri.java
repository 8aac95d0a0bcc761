package dev.platine.hal.local;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code SCHEME:PATH[?KEY=VALUE&...]}, which names a file of this computer. What is wrong with it is a {@link BoardException} of kind
 * {@link Kind#MALFORMED} that says the rule and the form. Immutable.
 */
public final class LocalUri {
    /** The key that says on whose thread the device is called. */
    public static final String CALL = "platine.call";

    private final String text;
    private final String form;
    private final String path;
    private final List<String> pairs;

    /**
     * Takes a URI apart.
     *
     * @param uri what was given
     * @param form how it should look, for messages
     * @throws BoardException when its path is not encoded as it must be
     */
    public LocalUri(URI uri, String form) {
        this.text = uri.toString();
        this.form = form;
        String rest = uri.getRawSchemeSpecificPart();
        int mark = rest.indexOf('?');
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        String decoded = decode(mark < 0 ? rest : rest.substring(0, mark));
        this.path = decoded.startsWith("//") ? decoded.substring(2) : decoded;
        this.pairs = query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    /**
     * The whole of it.
     *
     * @return as it was given
     */
    public String text() {
        return text;
    }

    /**
     * What it names.
     *
     * @return the path, normalized
     * @throws BoardException when there is none, or it is a folder's
     */
    public Path file() {
        if (path.endsWith("/")) {
            throw malformed("must name a file");
        }
        return path(path);
    }

    /**
     * A path in it.
     *
     * @param part decoded
     * @return the path, normalized
     * @throws BoardException when it is empty or can be no path
     */
    public Path path(String part) {
        try {
            if (!part.isEmpty()) {
                return Path.of(part).normalize();
            }
        } catch (InvalidPathException e) {
            throw malformed("no path of a file, " + e.getReason());
        }
        throw malformed("must name a file");
    }

    /**
     * What stands behind the question mark.
     *
     * @return what is between the ampersands, not decoded
     */
    public List<String> pairs() {
        return pairs;
    }

    /**
     * Takes percent signs out; a plus stays one.
     *
     * @param part a part of the URI
     * @return the text meant
     * @throws BoardException when a percent sign is not followed by two digits, or a zero character is meant
     */
    public String decode(String part) {
        try {
            String decoded = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw malformed("% must be followed by two hexadecimal digits: " + part);
        }
        throw malformed("must have no zero character");
    }

    /**
     * Reads the value of {@link #CALL}.
     *
     * @param value own or direct
     * @return whether it is direct
     * @throws BoardException when it is neither
     */
    public boolean direct(String value) {
        if (!value.equals("own") && !value.equals("direct")) {
            throw malformed("must be own or direct: " + CALL + "=" + value);
        }
        return value.equals("direct");
    }

    /**
     * What to throw when a rule is broken.
     *
     * @param rule the rule, and what breaks it
     * @return one line with the form
     */
    public BoardException malformed(String rule) {
        return new BoardException(Kind.MALFORMED, text, "open", rule + "; the form is " + form);
    }
}
