package dev.platine.hal.link;

import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.PolledFd;
import dev.platine.hal.linux.Termios2;

/**
 * A serial line of Linux, or the client's end of a pseudo terminal. Its settings are put back on close, and nobody else can
 * use it meanwhile.
 */
final class SerialLink implements Link {
    private final PolledFd fd;
    private final String description;

    /** Takes over a locked and configured descriptor. */
    SerialLink(int fd, Termios2 before, String description) {
        this.description = description;
        this.fd = new PolledFd(fd, () -> giveBack(fd, before));
    }

    /** Puts the settings back and lets others in. A program that is just being started may share the line a moment longer than this end. */
    static void giveBack(int fd, Termios2 before) {
        before.store(fd);
        LinuxCalls.ioctl(fd, LinuxCalls.TIOCNXCL, 0);
        LinuxCalls.flock(fd, LinuxCalls.LOCK_UN);
    }

    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        return fd.read(dst, offset, length, deadlineNs);
    }

    @Override
    public int writeSome(byte[] src, int offset, int length, long deadlineNs) {
        return fd.writeSome(src, offset, length, deadlineNs);
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public String lossReason() {
        if (!fd.isLost()) {
            return "";
        }
        int errno = fd.lossErrno();
        return errno == 0 ? "unplugged" : "unplugged (" + Errno.text(errno) + ")";
    }

    @Override
    public void close() {
        fd.close();
    }
}
