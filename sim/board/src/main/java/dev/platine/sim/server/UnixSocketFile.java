package dev.platine.sim.server;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a Unix socket: what a dead server left is removed, what a live one uses is not. */
final class UnixSocketFile {
    private static final Logger LOG = LoggerFactory.getLogger(UnixSocketFile.class);

    /** For how long a socket must answer before its server counts as alive; a started process lets go in far less. */
    private static final long PATIENCE_NS = 2_000_000_000L;

    private static final long PAUSE_NS = 50_000_000L;

    private UnixSocketFile() {}

    /**
     * Makes room for a socket.
     *
     * @throws BoardException of kind BUSY when somebody listens there or it is no socket; UNREACHABLE when its directory
     *     is not there
     */
    static void prepare(ListenUri uri) {
        Path path = Path.of(uri.path());
        Path directory = path.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new BoardException(Kind.UNREACHABLE, uri.text(), "listen", "no such directory: " + directory);
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(path)) {
            throw new BoardException(
                    Kind.BUSY, uri.text(), "listen", "a file that is no socket is in the way; remove it");
        }
        if (somebodyListens(path)) {
            throw new BoardException(
                    Kind.BUSY, uri.text(), "listen", "another server listens there; choose another path");
        }
        remove(path);
    }

    private static boolean isSocket(Path path) {
        try {
            return (((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS)) & 0170000) == 0140000;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * Whether somebody listens there and goes on doing so. A process that was being started when the server died holds
     * its socket for some milliseconds more, so one connection that works proves nothing.
     */
    private static boolean somebodyListens(Path path) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (accepts(path)) {
            if (System.nanoTime() - deadline >= 0) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        return false;
    }

    private static boolean accepts(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Only who runs the server may connect. */
    static void restrict(Path path) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("{}: permissions could not be set: {}", path, e.toString());
        }
    }

    static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{}: could not be removed: {}", path, e.toString());
        }
    }
}
