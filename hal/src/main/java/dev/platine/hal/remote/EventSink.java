package dev.platine.hal.remote;

/** Takes the events of a connection. */
@FunctionalInterface
interface EventSink {
    /**
     * An event, on the reading thread; must neither block nor throw.
     *
     * @return false when it cannot be decoded
     */
    boolean event(byte[] in, int offset, int length);
}
