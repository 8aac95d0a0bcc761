package dev.platine.hal.linux.board;

import java.util.List;

/** The kinds of bus that a file can describe, in the order in which their channels are numbered and their outputs applied. */
final class BusKinds {
    private BusKinds() {}

    static List<BusKind> all() {
        return List.of();
    }
}
