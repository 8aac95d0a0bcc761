package dev.platine.hal.link;

import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;

/** Options of a socket of Linux. An option that the kernel does not know is left as it is: none is needed to work. */
final class SocketOptions {
    private SocketOptions() {}

    static void set(int fd, int level, int option, int number) {
        NativeBlock value = new NativeBlock(4);
        value.bytes().putInt(0, number);
        LinuxCalls.setsockopt(fd, level, option, value.address(), 4);
        value.keep();
    }

    /** Sets a timeval of at least a microsecond: 0 would mean for ever. */
    static void setTimeout(int fd, int option, long timeoutNs) {
        long us = Math.max(1, timeoutNs / 1000);
        NativeBlock value = new NativeBlock(LinuxCalls.TIMESPEC_BYTES);
        value.bytes().putLong(0, us / 1_000_000).putLong(LinuxCalls.TIMESPEC_FRACTION, us % 1_000_000);
        LinuxCalls.setsockopt(fd, LinuxCalls.SOL_SOCKET, option, value.address(), LinuxCalls.TIMESPEC_BYTES);
        value.keep();
    }

    /** The error number that is pending, 0 for none. */
    static int pendingError(int fd) {
        NativeBlock value = new NativeBlock(8);
        value.bytes().putInt(4, 4);
        LinuxCalls.getsockopt(fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_ERROR, value.address(), value.address() + 4);
        return value.bytes().getInt(0);
    }

    static void makeBlocking(int fd) {
        NativeBlock zero = new NativeBlock(4);
        LinuxCalls.ioctl(fd, LinuxCalls.FIONBIO, zero.address());
        zero.keep();
    }
}
