package dev.platine.boards.evcharger;

/** Drives the plug's lock and watches that it follows within {@value #FOLLOW_NS} ns. */
final class PlugLock {
    static final long FOLLOW_NS = 1_500_000_000;

    private final Debounce late = new Debounce(FOLLOW_NS, 0);
    private boolean driven;
    private boolean locked;

    void step(boolean wanted, boolean feedbackLocked, long nowNs) {
        driven = wanted;
        locked = feedbackLocked;
        late.step(wanted && !feedbackLocked, nowNs);
    }

    boolean driven() {
        return driven;
    }

    boolean locked() {
        return locked;
    }

    boolean failed() {
        return late.on();
    }
}
