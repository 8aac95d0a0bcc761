package dev.platine.hal.remote;

import dev.platine.hal.link.Link;

/** Opens a link to a board, each time anew. */
@FunctionalInterface
public interface LinkOpener {
    /**
     * Opens a link.
     *
     * @param deadlineNs when to give up, a value of {@link System#nanoTime()}
     * @return the open link; the caller closes it
     * @throws dev.platine.hal.BoardException when it cannot, by the deadline
     */
    Link open(long deadlineNs);
}
