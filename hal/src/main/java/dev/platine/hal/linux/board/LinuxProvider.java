package dev.platine.hal.linux.board;

import dev.platine.core.yaml.MistakesException;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.linux.LinuxHere;
import dev.platine.hal.local.LocalBoardPort;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.BoardProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Opens {@code linux:FILE.yaml}: the buses of this computer that a file describes, as one board. Keys: {@code platine.call}, which is
 * {@code own} (as when it is not given: a thread of the board's, so that every call keeps its deadline) or {@code direct} (the
 * caller's thread, faster, and waits for a bus that blocks). For tests: {@code test.dev} and {@code test.sys} are folders
 * instead of {@code /dev} and {@code /sys}.
 */
public final class LinuxProvider implements BoardProvider {
    private static final String FORM = "linux:FILE.yaml[?platine.call=own|direct]";
    private static final int MAX_BYTES_READ = (1 << 20) + 1;
    private static final Map<String, String> KEYS =
            Map.of("platine.call", "own", "test.dev", "/dev", "test.sys", "/sys");

    /** A provider; does nothing. */
    public LinuxProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("linux");
    }

    @Override
    public String uriForm() {
        return FORM;
    }

    @Override
    public BoardPort open(URI uri, OpenOptions options) {
        String text = uri.toString();
        String rest = uri.getRawSchemeSpecificPart();
        int mark = rest.indexOf('?');
        String path = decode(text, mark < 0 ? rest : rest.substring(0, mark));
        Map<String, String> given = keys(text, mark < 0 ? "" : rest.substring(mark + 1));
        String call = given.get("platine.call");
        if (!"own".equals(call) && !"direct".equals(call)) {
            throw malformed(text, "must be own or direct: platine.call=" + call);
        }
        Path source = path(text, path.startsWith("//") ? path.substring(2) : path);
        if (!LinuxHere.supported()) {
            throw new BoardException(
                    Kind.UNSUPPORTED, text, "open", "needs 64-bit Linux; this computer is another one");
        }
        LinuxFile file = load(text, source);
        Path dev = path(text, String.valueOf(given.get("test.dev")));
        Path sys = path(text, String.valueOf(given.get("test.sys")));
        String what = "a bus of " + source.getFileName();
        return LocalBoardPort.open(text, what, () -> LinuxDevice.open(file, dev, sys), options, "direct".equals(call));
    }

    private static Map<String, String> keys(String uri, String query) {
        Map<String, String> keys = new TreeMap<>(KEYS);
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !KEYS.containsKey(key)) {
                throw malformed(uri, "no key of a Linux board: " + pair);
            }
            keys.put(key, decode(uri, pair.substring(equals + 1)));
        }
        return keys;
    }

    private static LinuxFile load(String uri, Path source) {
        try (InputStream in = Files.newInputStream(source)) {
            return LinuxFile.read(source.toString(), in.readNBytes(MAX_BYTES_READ), BusKinds.all());
        } catch (MistakesException e) {
            throw new BoardException(Kind.MALFORMED, 0, uri, null, "open", e.firstLine(), e);
        } catch (NoSuchFileException e) {
            throw new BoardException(Kind.NOT_FOUND, 0, uri, null, "open", "no such file; check the path", e);
        } catch (AccessDeniedException e) {
            throw new BoardException(
                    Kind.PERMISSION, 0, uri, null, "open", "no right to read the file; see 'ls -l " + source + "'", e);
        } catch (IOException e) {
            throw new BoardException(
                    Kind.NOT_FOUND, 0, uri, null, "open", "cannot be read: " + e.getMessage() + "; name a file", e);
        }
    }

    private static Path path(String uri, String path) {
        try {
            if (!path.isEmpty()) {
                return Path.of(path).normalize();
            }
        } catch (InvalidPathException e) {
            throw malformed(uri, "no path of a file, " + e.getReason());
        }
        throw malformed(uri, "must name a file");
    }

    private static String decode(String uri, String text) {
        try {
            String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(uri, "% must be followed by two hexadecimal digits: " + text);
        }
        throw malformed(uri, "must have no zero character");
    }

    private static BoardException malformed(String uri, String rule) {
        return new BoardException(Kind.MALFORMED, uri, "open", rule + "; the form is " + FORM);
    }
}
