package dev.platine.mcu.peripheral.flash;

/** A lock that two keys open, one behind the other; a wrong one keeps it shut until reset. */
final class KeyLock {
    private final int first;
    private final int second;
    private int state;

    private static final int SHUT = 0;
    private static final int HALF = 1;
    private static final int OPEN = 2;
    private static final int BROKEN = 3;

    KeyLock(int first, int second) {
        this.first = first;
        this.second = second;
    }

    void reset() {
        state = SHUT;
    }

    /** Shuts it; keys open it again. */
    void close() {
        if (state == OPEN) {
            state = SHUT;
        }
    }

    boolean open() {
        return state == OPEN;
    }

    /** Takes a key. Returns whether it was a right one. */
    boolean next(int key) {
        boolean right = (state == SHUT && key == first) || (state == HALF && key == second);
        state = right ? state + 1 : BROKEN;
        return right;
    }
}
