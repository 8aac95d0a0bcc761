package dev.platine.hal;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.BoardProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Opens boards by URI. Which schemes there are depends on the {@link BoardProvider}s on the path: {@link #uriForms} lists
 * them. Static and stateless, safe for any thread.
 */
public final class Boards {
    private Boards() {}

    /**
     * Opens a board with {@link OpenOptions#DEFAULT}.
     *
     * @param uri for example {@code tcp://127.0.0.1:4040/charger} or {@code sim:ev-charger}
     * @return the open board, to be closed by the caller
     * @throws BoardException of kind MALFORMED when the URI has a wrong form, of kind UNSUPPORTED when nobody opens its scheme
     *     or more than one provider would, of kind UNREACHABLE or DEADLINE when the board is not there; of another kind when it
     *     refuses
     */
    public static Board open(String uri) {
        return open(uri, OpenOptions.DEFAULT);
    }

    /**
     * Opens a board.
     *
     * @param uri for example {@code tcp://127.0.0.1:4040/charger} or {@code sim:ev-charger}
     * @param options deadlines, identity, reconnection
     * @return the open board, to be closed by the caller
     * @throws BoardException as {@link #open(String)} does
     */
    public static Board open(String uri, OpenOptions options) {
        return open(uri, options, installed());
    }

    static Board open(String uri, OpenOptions options, List<BoardProvider> providers) {
        Map<String, BoardProvider> byScheme = byScheme(uri, providers);
        URI parsed = parse(uri, byScheme);
        return over(provider(uri, parsed, byScheme).open(parsed, options), uri, options);
    }

    /**
     * Opens the bench on which a simulated board stands, without the board: it can be had while the board's power is off.
     *
     * @param uri names the board
     * @param options deadlines and identity
     * @return the bench, to be closed by the caller
     * @throws BoardException of kind UNSUPPORTED when the board is real; else as {@link #open(String)} does
     */
    public static Bench openBench(String uri, OpenOptions options) {
        Map<String, BoardProvider> byScheme = byScheme(uri, installed());
        URI parsed = parse(uri, byScheme);
        return provider(uri, parsed, byScheme).openBench(parsed, options);
    }

    private static BoardProvider provider(String uri, URI parsed, Map<String, BoardProvider> byScheme) {
        String scheme = parsed.getScheme().toLowerCase(Locale.ROOT);
        BoardProvider provider = byScheme.get(scheme);
        if (provider == null) {
            String reason = "nobody opens " + scheme + ":; " + formsHint(byScheme);
            throw new BoardException(Kind.UNSUPPORTED, uri, "open", reason);
        }
        return provider;
    }

    /**
     * A board over a port that is already open: a rack's board in the same JVM, or a test's.
     *
     * @param port the port; closed together with the board
     * @param name what the board is called in messages
     * @param options the request deadline counts
     * @return the board, to be closed by the caller
     */
    public static Board over(BoardPort port, String name, OpenOptions options) {
        return new Board(port, name, options);
    }

    /**
     * The forms of URI that can be opened here, for people.
     *
     * @return one line each, in the order of their schemes
     */
    public static List<String> uriForms() {
        return forms(byScheme("", installed()));
    }

    private static List<BoardProvider> installed() {
        List<BoardProvider> found = new ArrayList<>();
        try {
            ServiceLoader.load(BoardProvider.class).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            String reason = "a provider of boards cannot be loaded: " + e.getMessage();
            throw new BoardException(Kind.UNSUPPORTED, 0, "platine", null, "open", reason, e);
        }
        return found;
    }

    private static Map<String, BoardProvider> byScheme(String uri, List<BoardProvider> providers) {
        Map<String, BoardProvider> byScheme = new TreeMap<>();
        for (BoardProvider provider : providers) {
            for (String scheme : provider.schemes()) {
                BoardProvider other = byScheme.put(scheme, provider);
                if (other != null) {
                    String reason = "two providers open " + scheme + ":, "
                            + other.getClass().getName() + " and "
                            + provider.getClass().getName() + "; take one off the path";
                    throw new BoardException(Kind.UNSUPPORTED, uri, "open", reason);
                }
            }
        }
        return byScheme;
    }

    private static URI parse(String uri, Map<String, BoardProvider> byScheme) {
        try {
            URI parsed = new URI(uri);
            if (parsed.getScheme() != null) {
                return parsed;
            }
        } catch (URISyntaxException e) {
            String reason = "not a URI, " + e.getReason() + " at " + e.getIndex() + "; " + formsHint(byScheme);
            throw new BoardException(Kind.MALFORMED, 0, uri, null, "open", reason, e);
        }
        throw new BoardException(Kind.MALFORMED, uri, "open", "must begin with a scheme; " + formsHint(byScheme));
    }

    private static String formsHint(Map<String, BoardProvider> byScheme) {
        List<String> forms = forms(byScheme);
        return forms.isEmpty() ? "there is no provider of boards on the path" : "forms are " + String.join(", ", forms);
    }

    private static List<String> forms(Map<String, BoardProvider> byScheme) {
        return byScheme.values().stream().distinct().map(BoardProvider::uriForm).toList();
    }
}
