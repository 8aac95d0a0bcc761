package dev.platine.hal.nativedriver;

import dev.platine.hal.OpenOptions;
import dev.platine.hal.local.LocalBoardPort;
import dev.platine.hal.local.LocalUri;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.BoardProvider;
import java.net.URI;
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
        LocalUri local = new LocalUri(uri, FORM);
        Path file = local.file().toAbsolutePath();
        StringBuilder config = new StringBuilder();
        boolean direct = false;
        for (String pair : local.pairs()) {
            int equals = pair.indexOf('=');
            String key = local.decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : local.decode(pair.substring(equals + 1));
            if (equals <= 0 || key.chars().anyMatch(Character::isISOControl) || value.indexOf('\n') >= 0) {
                throw local.malformed("must be KEY=VALUE: " + pair);
            } else if (key.equals(LocalUri.CALL)) {
                direct = local.direct(value);
            } else if (key.startsWith("platine.")) {
                throw local.malformed("the only key of Platine's own is " + LocalUri.CALL + ": " + key);
            } else {
                config.append(key).append('=').append(value).append('\n');
            }
        }
        String given = config.toString();
        String what = "the driver " + file.getFileName();
        return LocalBoardPort.open(local.text(), what, () -> NativeDevice.open(file, given), options, direct);
    }
}
