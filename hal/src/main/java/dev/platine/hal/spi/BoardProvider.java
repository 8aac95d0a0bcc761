package dev.platine.hal.spi;

import dev.platine.hal.Bench;
import dev.platine.hal.OpenOptions;
import java.net.URI;
import java.util.Set;

/**
 * Opens boards of one or more URI schemes. Found by {@link java.util.ServiceLoader}.
 *
 * <p>Two providers for one scheme are an error that {@code Boards.open} reports with both class names: nobody is replaced
 * silently. A provider is stateless and safe for any thread; its constructor does nothing.
 */
public interface BoardProvider {
    /**
     * The schemes that this provider opens, in lower case.
     *
     * @return at least one, always the same
     */
    Set<String> schemes();

    /**
     * One line for people: the form of this provider's URIs.
     *
     * @return for example {@code tcp://HOST:PORT[/BOARD]}
     */
    String uriForm();

    /**
     * Opens a board.
     *
     * @param uri names the board; its scheme is one of {@link #schemes()}
     * @param options deadlines and identity
     * @return the open port; the caller closes it
     * @throws dev.platine.hal.BoardException when the URI is malformed or the board cannot be reached within the connect
     *     deadline
     */
    BoardPort open(URI uri, OpenOptions options);

    /**
     * Opens the bench on which a simulated board stands, without the board where that is possible: a board whose power is off
     * cannot be opened, but its bench can.
     *
     * @param uri names the board; its scheme is one of {@link #schemes()}
     * @param options deadlines and identity
     * @return the bench; the caller closes it
     * @throws dev.platine.hal.BoardException of kind UNSUPPORTED when the board is real; else as {@link #open} does
     */
    default Bench openBench(URI uri, OpenOptions options) {
        try (BoardPort port = open(uri, options)) {
            return port.openBench(System.nanoTime() + options.connectDeadline().toNanos());
        }
    }
}
