package dev.platine.hal.remote;

/** Opens boards over serial lines. Stateless, safe for any thread. */
public final class SerialProvider extends RemoteProvider {
    /** For the service loader. */
    public SerialProvider() {
        super("serial");
    }
}
