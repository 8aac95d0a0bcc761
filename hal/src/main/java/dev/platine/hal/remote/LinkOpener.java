package dev.platine.hal.remote;

import dev.platine.hal.link.Link;

/** Opens a link to a board, each time anew. */
@FunctionalInterface
interface LinkOpener {
    /**
     * Opens a link.
     *
     * @throws dev.platine.hal.BoardException when it cannot, by the deadline
     */
    Link open(long deadlineNs);
}
