package dev.platine.hal.linux;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalException;

/** Opens sockets of AF_CAN. */
final class CanSockets {
    private CanSockets() {}

    /** A socket that does not block; throws what {@link CanErrors#opening} says. */
    static int open(int type, int protocol, String name) {
        if (!LinuxHere.supported()) {
            throw new LocalException(
                    Kind.UNSUPPORTED, "CAN needs 64-bit Linux: this is " + System.getProperty("os.name"));
        }
        int flags = LinuxCalls.SOCK_NONBLOCK | LinuxCalls.SOCK_CLOEXEC;
        int fd = LinuxCalls.socket(LinuxCalls.AF_CAN, type | flags, protocol);
        if (fd < 0) {
            throw CanErrors.opening(LinuxCalls.errno(), name, protocol == CanNumbers.CAN_ISOTP);
        }
        return fd;
    }

    /** Binds to an interface that is up; returns 0 or the error number. */
    static int bind(int fd, String name, int rxId, int txId) {
        NativeBlock text = NativeBlock.text(name);
        int index = LinuxCalls.if_nametoindex(text.address());
        text.keep();
        if (index == 0) {
            return Errno.ENODEV;
        }
        NativeBlock address = new NativeBlock(CanNumbers.SOCKADDR_CAN_BYTES);
        address.bytes()
                .putShort(0, (short) LinuxCalls.AF_CAN)
                .putInt(CanNumbers.SOCKADDR_CAN_IFINDEX, index)
                .putInt(CanNumbers.SOCKADDR_CAN_RX_ID, rxId)
                .putInt(CanNumbers.SOCKADDR_CAN_TX_ID, txId);
        int errno = LinuxCalls.bind(fd, address.address(), address.sizeBytes()) == 0 ? 0 : LinuxCalls.errno();
        address.keep();
        return errno != 0 ? errno : pendingError(fd);
    }

    /** The kernel lets bind to an interface that is down, and tells so afterwards. */
    private static int pendingError(int fd) {
        NativeBlock value = new NativeBlock(8);
        value.bytes().putInt(4, 4);
        int result = LinuxCalls.getsockopt(
                fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_ERROR, value.address(), value.address() + 4);
        return result == 0 ? value.bytes().getInt(0) : LinuxCalls.errno();
    }

    /** Sets an option; returns 0 or the error number. */
    static int set(int fd, int level, int option, NativeBlock value) {
        int result = LinuxCalls.setsockopt(fd, level, option, value.address(), value.sizeBytes());
        int errno = result == 0 ? 0 : LinuxCalls.errno();
        value.keep();
        return errno;
    }

    static int set(int fd, int level, int option, int value) {
        NativeBlock block = new NativeBlock(4);
        block.bytes().putInt(0, value);
        return set(fd, level, option, block);
    }

    /** An eventfd for waking; throws when there are no descriptors left. */
    static int wakeFd() {
        int wakeFd = LinuxCalls.eventfd(0, LinuxCalls.EFD_NONBLOCK | LinuxCalls.EFD_CLOEXEC);
        if (wakeFd < 0) {
            throw new LocalException(Kind.BUSY, "eventfd: " + Errno.text(LinuxCalls.errno()));
        }
        return wakeFd;
    }

    /** Guards descriptors that are closed together, the first one being the socket; the last one wakes. */
    static GuardedFd guard(int... fds) {
        NativeBlock one = new NativeBlock(8);
        one.bytes().putLong(0, 1);
        int wakeFd = fds[fds.length - 1];
        return new GuardedFd(fds[0], () -> LinuxCalls.write(wakeFd, one.address(), one.sizeBytes()), () -> {
            for (int fd : fds) {
                if (fd >= 0) {
                    LinuxCalls.close(fd);
                }
            }
        });
    }
}
