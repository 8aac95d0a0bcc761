package dev.platine.hal.remote;

/** Opens boards over TLS with certificates on both sides. Stateless, safe for any thread. */
public final class TlsProvider extends RemoteProvider {
    /** For the service loader. */
    public TlsProvider() {
        super("tls");
    }
}
