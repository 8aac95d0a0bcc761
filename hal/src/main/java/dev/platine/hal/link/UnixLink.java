package dev.platine.hal.link;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import java.nio.charset.StandardCharsets;

/** Connects Unix sockets, by path or by abstract name. */
final class UnixLink {
    private UnixLink() {}

    static SocketLink open(LinkUri uri, long deadlineNs) {
        byte[] name = uri.path().getBytes(StandardCharsets.UTF_8);
        boolean named = name[0] == '@';
        // A path ends in a zero byte within the field; an abstract name begins with one and has a length instead.
        int maxBytes = LinuxCalls.SOCKADDR_UN_PATH_BYTES - (named ? 0 : 1);
        if (name.length > maxBytes) {
            throw uri.malformed("must be at most " + maxBytes + " bytes: path=" + uri.path());
        }
        int fd = LinuxCalls.socket(LinuxCalls.AF_UNIX, LinuxCalls.SOCK_STREAM | LinuxCalls.SOCK_CLOEXEC, 0);
        if (fd < 0) {
            throw failure(uri, LinuxCalls.errno());
        }
        NativeBlock address = new NativeBlock(LinuxCalls.SOCKADDR_UN_PATH + name.length + (named ? 0 : 1));
        address.bytes().putShort(0, (short) LinuxCalls.AF_UNIX).put(LinuxCalls.SOCKADDR_UN_PATH, name);
        if (named) {
            address.bytes().put(LinuxCalls.SOCKADDR_UN_PATH, (byte) 0);
        }
        int errno = connect(fd, address, deadlineNs);
        if (errno != 0) {
            LinuxCalls.close(fd);
            throw failure(uri, errno);
        }
        return new SocketLink(fd, "unix " + uri.place());
    }

    /** Waits while the listener's queue is full, for which poll does not serve. */
    private static int connect(int fd, NativeBlock address, long deadlineNs) {
        while (true) {
            SocketOptions.setTimeout(fd, LinuxCalls.SO_SNDTIMEO, deadlineNs - System.nanoTime());
            int result = LinuxCalls.connect(fd, address.address(), address.sizeBytes());
            int errno = result == 0 ? 0 : LinuxCalls.errno();
            address.keep();
            if (result == 0) {
                return 0;
            }
            if (errno != Errno.EINTR || deadlineNs - System.nanoTime() <= 0) {
                return errno;
            }
        }
    }

    private static BoardException failure(LinkUri uri, int errno) {
        return switch (errno) {
            case Errno.ENOENT, Errno.ENOTDIR -> uri.noSuchSocket();
            case Errno.ECONNREFUSED -> uri.nothingListens();
            case Errno.EAGAIN, Errno.EINTR -> uri.noAnswer();
            case Errno.EACCES, Errno.EPERM ->
                uri.failure(Kind.PERMISSION, "may not connect to " + uri.place() + ": " + Errno.text(errno), null);
            default -> uri.unreachable(Errno.text(errno), null);
        };
    }
}
