package dev.platine.hal.link;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.PollSet;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Connects TCP sockets: each address of the host in turn, within one deadline. */
final class TcpLink {
    private static final int KEEP_IDLE_S = 5;
    private static final int KEEP_INTERVAL_S = 2;
    private static final int KEEP_PROBES = 3;
    private static final int UNACKNOWLEDGED_MS = 10_000;

    private TcpLink() {}

    static SocketLink open(LinkUri uri, long deadlineNs) {
        InetAddress[] addresses = HostNames.resolve(uri, deadlineNs);
        int errno = 0;
        for (int i = 0; i < addresses.length; i++) {
            long now = System.nanoTime();
            long share = (deadlineNs - now) / (addresses.length - i);
            int result = connect(addresses[i], uri.port(), now + share);
            if (result >= 0) {
                return new SocketLink(result, "tcp " + uri.place());
            }
            errno = -result;
        }
        throw failure(uri, errno);
    }

    /** The connected descriptor, or an error number as a negative one. */
    private static int connect(InetAddress address, int port, long deadlineNs) {
        int domain = address instanceof Inet6Address ? LinuxCalls.AF_INET6 : LinuxCalls.AF_INET;
        int type = LinuxCalls.SOCK_STREAM | LinuxCalls.SOCK_NONBLOCK | LinuxCalls.SOCK_CLOEXEC;
        int fd = LinuxCalls.socket(domain, type, 0);
        if (fd < 0) {
            return -LinuxCalls.errno();
        }
        NativeBlock socketAddress = socketAddress(address, port);
        int errno = 0;
        if (LinuxCalls.connect(fd, socketAddress.address(), socketAddress.sizeBytes()) != 0) {
            errno = LinuxCalls.errno();
            if (errno == Errno.EINPROGRESS) {
                errno = finish(fd, deadlineNs);
            }
        }
        socketAddress.keep();
        if (errno != 0) {
            LinuxCalls.close(fd);
            return -errno;
        }
        configure(fd);
        return fd;
    }

    private static int finish(int fd, long deadlineNs) {
        PollSet writable = new PollSet(fd, LinuxCalls.POLLOUT);
        while (writable.await(deadlineNs) == 0) {
            if (deadlineNs - System.nanoTime() <= 0) {
                return Errno.ETIMEDOUT;
            }
        }
        return SocketOptions.pendingError(fd);
    }

    private static void configure(int fd) {
        SocketOptions.makeBlocking(fd);
        SocketOptions.set(fd, LinuxCalls.IPPROTO_TCP, LinuxCalls.TCP_NODELAY, 1);
        SocketOptions.set(fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_KEEPALIVE, 1);
        SocketOptions.set(fd, LinuxCalls.IPPROTO_TCP, LinuxCalls.TCP_KEEPIDLE, KEEP_IDLE_S);
        SocketOptions.set(fd, LinuxCalls.IPPROTO_TCP, LinuxCalls.TCP_KEEPINTVL, KEEP_INTERVAL_S);
        SocketOptions.set(fd, LinuxCalls.IPPROTO_TCP, LinuxCalls.TCP_KEEPCNT, KEEP_PROBES);
        SocketOptions.set(fd, LinuxCalls.IPPROTO_TCP, LinuxCalls.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS);
    }

    /** A sockaddr_in or sockaddr_in6. */
    private static NativeBlock socketAddress(InetAddress address, int port) {
        byte[] raw = address.getAddress();
        boolean six = raw.length == 16;
        NativeBlock block = new NativeBlock(six ? LinuxCalls.SOCKADDR_IN6_BYTES : LinuxCalls.SOCKADDR_IN_BYTES);
        ByteBuffer bytes = block.bytes();
        bytes.putShort(0, (short) (six ? LinuxCalls.AF_INET6 : LinuxCalls.AF_INET));
        bytes.order(ByteOrder.BIG_ENDIAN)
                .putShort(LinuxCalls.SOCKADDR_IN_PORT, (short) port)
                .order(ByteOrder.nativeOrder());
        bytes.put(six ? LinuxCalls.SOCKADDR_IN6_ADDRESS : LinuxCalls.SOCKADDR_IN_ADDRESS, raw);
        if (address instanceof Inet6Address scoped) {
            bytes.putInt(LinuxCalls.SOCKADDR_IN6_SCOPE, scoped.getScopeId());
        }
        return block;
    }

    private static BoardException failure(LinkUri uri, int errno) {
        return switch (errno) {
            case Errno.ECONNREFUSED -> uri.nothingListens();
            case Errno.ETIMEDOUT -> uri.noAnswer();
            case Errno.EACCES, Errno.EPERM ->
                uri.failure(Kind.PERMISSION, "may not connect to " + uri.place() + ": " + Errno.text(errno), null);
            default -> uri.unreachable(Errno.text(errno), null);
        };
    }
}
