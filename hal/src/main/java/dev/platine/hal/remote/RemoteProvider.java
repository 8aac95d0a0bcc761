package dev.platine.hal.remote;

import dev.platine.hal.Bench;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.link.Links;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.BoardProvider;
import java.net.URI;
import java.util.Set;

/** Opens boards at the far end of the links of one scheme. Stateless, safe for any thread. */
abstract class RemoteProvider implements BoardProvider {
    private final String scheme;

    RemoteProvider(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public final Set<String> schemes() {
        return Set.of(scheme);
    }

    @Override
    public final String uriForm() {
        return Links.form(scheme);
    }

    @Override
    public final BoardPort open(URI uri, OpenOptions options) {
        LinkOpener opener = deadlineNs -> Links.open(uri, deadlineNs);
        return RemoteBoardPort.open(uri.toString(), opener, Links.board(uri), options, Timing.DEFAULT);
    }

    @Override
    public final Bench openBench(URI uri, OpenOptions options) {
        LinkOpener opener = deadlineNs -> Links.open(uri, deadlineNs);
        long deadlineNs = System.nanoTime() + options.connectDeadline().toNanos();
        return BenchClient.open(uri.toString(), opener, Links.board(uri), options, deadlineNs);
    }
}
