package dev.platine.mcu.peripheral.adc;

/** Data of several converters on its way through the common data register, oldest first. */
final class SharedData {
    private static final int ROOM = 4;

    private final int[] from = new int[ROOM];
    private final int[] data = new int[ROOM];
    private int first;
    private int size;
    private int last;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    boolean holds(int converter) {
        for (int i = 0; i < size; i++) {
            if (from[(first + i) % ROOM] == converter) {
                return true;
            }
        }
        return size == ROOM;
    }

    void put(int converter, int value) {
        int at = (first + size) % ROOM;
        from[at] = converter;
        data[at] = value;
        size++;
    }

    /** What the register shows: one, two halfwords or two bytes. */
    int value(boolean two, boolean bytes) {
        if (size == 0) {
            return last;
        }
        int low = data[first];
        int high = size > 1 ? data[(first + 1) % ROOM] : 0;
        if (bytes) {
            last = (low & 0xFF) | ((high & 0xFF) << 8);
        } else {
            last = two ? low | (high << 16) : low;
        }
        return last;
    }

    /** Takes the oldest. */
    int take() {
        int converter = from[first];
        first = (first + 1) % ROOM;
        size--;
        return converter;
    }
}
