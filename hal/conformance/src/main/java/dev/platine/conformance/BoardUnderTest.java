package dev.platine.conformance;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Board;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.util.Set;

/**
 * A board that the suite tries, and the place around it. One for each test class; used by one thread at a time, but for
 * {@link #open}, which several threads may call at once when it takes many clients.
 *
 * <p>The board should have, each at least once and with a range of more than one value: a digital, an analog and a PWM
 * output that nothing but the suite drives, an input, and a text output. What it lacks is skipped and shown as such.
 */
public interface BoardUnderTest extends AutoCloseable {
    /**
     * Which kind of board this is: the column of the table.
     *
     * @return a short word of letters, digits and hyphens, such as {@code tcp}
     */
    String kind();

    /**
     * What can be done to it.
     *
     * @return the abilities, always the same
     */
    Set<Ability> abilities();

    /**
     * Opens a connection of its own.
     *
     * @param options deadlines and reconnection
     * @return the board; the suite closes it
     */
    Board open(OpenOptions options);

    /**
     * Opens a board of another name behind the same endpoint. Only with {@link Ability#OTHER_BOARD}.
     *
     * @param name a name that no board there has
     * @param options deadlines and reconnection
     * @return never, when all is well
     */
    default Board openOther(String name, OpenOptions options) {
        throw new UnsupportedOperationException(kind() + " cannot " + Ability.OTHER_BOARD.words());
    }

    /**
     * Tells whether the suite may drive an output: nobody else moves it, and no value of its range makes the board do so.
     *
     * @param output an output of the board
     * @return true unless overridden
     */
    default boolean mayDrive(ChannelSpec output) {
        return true;
    }

    /**
     * Tells whether the board runs only while it is open: each opening, also the one after a loss, is a restart with safe
     * outputs, and closing makes outputs safe. True of the buses of the host's own computer.
     *
     * @return false unless overridden
     */
    default boolean startsWhenOpened() {
        return false;
    }

    /** Breaks the link under every open connection, once. Only with {@link Ability#BREAK_LINK}. */
    default void breakLinks() {
        throw new UnsupportedOperationException(kind() + " cannot " + Ability.BREAK_LINK.words());
    }

    /**
     * Makes the far end silent, or lets it speak again: what is sent is neither answered nor refused, and the link stands.
     * Only with {@link Ability#FREEZE}.
     *
     * @param frozen true for silence
     */
    default void freeze(boolean frozen) {
        throw new UnsupportedOperationException(kind() + " cannot " + Ability.FREEZE.words());
    }

    /**
     * Takes the far end away, so that links to it break and none can be opened, or brings it back as it was. Only with
     * {@link Ability#ABSENCE}.
     *
     * @param present false to take it away
     */
    default void present(boolean present) {
        throw new UnsupportedOperationException(kind() + " cannot " + Ability.ABSENCE.words());
    }

    /**
     * Opens a connection of plain bytes to the board's endpoint. Only with {@link Ability#RAW_BYTES}.
     *
     * @return the connection; the suite closes it
     * @throws IOException when it cannot be opened
     */
    default RawConnection openRaw() throws IOException {
        throw new UnsupportedOperationException(kind() + " cannot " + Ability.RAW_BYTES.words());
    }

    /** Takes everything down. */
    @Override
    void close();
}
