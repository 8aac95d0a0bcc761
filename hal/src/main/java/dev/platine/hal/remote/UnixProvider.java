package dev.platine.hal.remote;

/** Opens boards over Unix sockets. Stateless, safe for any thread. */
public final class UnixProvider extends RemoteProvider {
    /** For the service loader. */
    public UnixProvider() {
        super("unix");
    }
}
