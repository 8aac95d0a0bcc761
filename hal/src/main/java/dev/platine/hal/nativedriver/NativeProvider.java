package dev.platine.hal.nativedriver;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.local.LocalBoardPort;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.BoardProvider;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Opens {@code native:PATH?key=value&...}: a maker's driver, a shared library behind {@code platine_driver.h}. The keys are
 * the driver's own, but {@code platine.call}: {@code own} (as when it is not given) calls the driver on a thread of the board's, so that
 * every call keeps its deadline; {@code direct} calls it on the caller's thread, which is faster and waits for a driver that
 * blocks.
 */
public final class NativeProvider implements BoardProvider {
    private static final String FORM = "native:LIBRARY.so[?platine.call=own|direct&KEY=VALUE...]";
    private static final String CALL = "platine.call";

    /** A provider; does nothing. */
    public NativeProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("native");
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
        Path file = file(text, path.startsWith("//") ? path.substring(2) : path);
        StringBuilder config = new StringBuilder();
        boolean direct = false;
        if (mark >= 0 && mark + 1 < rest.length()) {
            for (String pair : rest.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                String key = decode(text, equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(text, pair.substring(equals + 1));
                if (equals <= 0 || key.chars().anyMatch(Character::isISOControl) || value.indexOf('\n') >= 0) {
                    throw malformed(text, "must be KEY=VALUE: " + pair);
                } else if (key.equals(CALL)) {
                    direct = isDirect(text, value);
                } else if (key.startsWith("platine.")) {
                    throw malformed(text, "the only key of Platine's own is " + CALL + ": " + key);
                } else {
                    config.append(key).append('=').append(value).append('\n');
                }
            }
        }
        String given = config.toString();
        String what = "the driver " + file.getFileName();
        return LocalBoardPort.open(text, what, () -> NativeDevice.open(file, given), options, direct);
    }

    private static boolean isDirect(String uri, String value) {
        if (!value.equals("own") && !value.equals("direct")) {
            throw malformed(uri, "must be own or direct: " + CALL + "=" + value);
        }
        return value.equals("direct");
    }

    private static Path file(String uri, String path) {
        try {
            if (!path.isEmpty() && !path.endsWith("/")) {
                return Path.of(path).toAbsolutePath().normalize();
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
