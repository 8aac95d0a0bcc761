package dev.platine.hal.remote;

/** Opens boards over plain TCP. Stateless, safe for any thread. */
public final class TcpProvider extends RemoteProvider {
    /** For the service loader. */
    public TcpProvider() {
        super("tcp");
    }
}
