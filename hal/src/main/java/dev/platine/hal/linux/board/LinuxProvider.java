package dev.platine.hal.linux.board;

import dev.platine.core.yaml.MistakesException;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.linux.LinuxHere;
import dev.platine.hal.local.LocalBoardPort;
import dev.platine.hal.local.LocalUri;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.BoardProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
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
            Map.of(LocalUri.CALL, "own", "test.dev", "/dev", "test.sys", "/sys");

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
        LocalUri local = new LocalUri(uri, FORM);
        Map<String, String> given = keys(local);
        boolean direct = local.direct(String.valueOf(given.get(LocalUri.CALL)));
        Path source = local.file();
        if (!LinuxHere.supported()) {
            throw new BoardException(
                    Kind.UNSUPPORTED, local.text(), "open", "needs 64-bit Linux; this computer is another one");
        }
        LinuxFile file = load(local.text(), source);
        Path dev = local.path(String.valueOf(given.get("test.dev")));
        Path sys = local.path(String.valueOf(given.get("test.sys")));
        String what = "a bus of " + source.getFileName();
        return LocalBoardPort.open(local.text(), what, () -> LinuxDevice.open(file, dev, sys), options, direct);
    }

    private static Map<String, String> keys(LocalUri uri) {
        Map<String, String> keys = new TreeMap<>(KEYS);
        for (String pair : uri.pairs()) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !KEYS.containsKey(key)) {
                throw uri.malformed("no key of a Linux board: " + pair);
            }
            keys.put(key, uri.decode(pair.substring(equals + 1)));
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
}
