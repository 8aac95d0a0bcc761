package dev.platine.hal.remote;

/** Opens boards over CAN, by ISO-TP. Stateless, safe for any thread. */
public final class CanProvider extends RemoteProvider {
    /** For the service loader. */
    public CanProvider() {
        super("can");
    }
}
