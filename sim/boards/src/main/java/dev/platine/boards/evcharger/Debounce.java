package dev.platine.boards.evcharger;

/** A condition that counts only when it held for a time without a break, and is over only after another. */
final class Debounce {
    private final long onNs;
    private final long offNs;
    private boolean on;
    private boolean last;
    private long sinceNs;

    Debounce(long onNs, long offNs) {
        this.onNs = onNs;
        this.offNs = offNs;
    }

    boolean step(boolean condition, long nowNs) {
        if (condition != last) {
            last = condition;
            sinceNs = nowNs;
        }
        if (last != on && nowNs - sinceNs >= (last ? onNs : offNs)) {
            on = last;
        }
        return on;
    }

    boolean on() {
        return on;
    }
}
