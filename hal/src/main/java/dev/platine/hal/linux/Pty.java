package dev.platine.hal.linux;

import java.io.IOException;

/**
 * The master's end of a pseudo terminal: what stands behind a serial line that is none. A host opens {@link #path()} as its
 * serial device; what it writes is read here, and the other way round.
 *
 * <p>Clients may come and go: while nobody has the line open, {@link #read} waits and looks for a client every 20 ms, and
 * what {@link #write} writes is gone, as on a wire that ends nowhere. One thread at a time may read and one may write; any
 * thread may close. Reading and writing allocate nothing.
 */
public final class Pty implements AutoCloseable {
    /** Closed on this side. */
    public static final int CLOSED = PolledFd.CLOSED;

    private static final long LOOK_NS = 20_000_000;

    private final PolledFd fd;
    private final String path;

    private Pty(PolledFd fd, String path) {
        this.fd = fd;
        this.path = path;
    }

    /**
     * Makes a pseudo terminal, raw and without echo.
     *
     * @return the master's end; the caller closes it
     * @throws IOException when this is not Linux or the system has no more of them
     */
    public static Pty open() throws IOException {
        if (!LinuxHere.supported()) {
            throw new IOException("pseudo terminals need 64-bit Linux: os=" + System.getProperty("os.name"));
        }
        int flags = LinuxCalls.O_RDWR | LinuxCalls.O_NOCTTY | LinuxCalls.O_NONBLOCK | LinuxCalls.O_CLOEXEC;
        NativeBlock device = NativeBlock.text("/dev/ptmx");
        int fd = LinuxCalls.open(device.address(), flags);
        device.keep();
        if (fd < 0) {
            throw new IOException("/dev/ptmx: " + Errno.text(LinuxCalls.errno()));
        }
        try {
            String path = unlock(fd);
            makeRaw(fd);
            return new Pty(new PolledFd(fd, () -> {}), path);
        } catch (IOException | RuntimeException e) {
            LinuxCalls.close(fd);
            throw e;
        }
    }

    private static String unlock(int fd) throws IOException {
        NativeBlock number = new NativeBlock(4);
        if (LinuxCalls.ioctl(fd, LinuxCalls.TIOCSPTLCK, number.address()) != 0
                || LinuxCalls.ioctl(fd, LinuxCalls.TIOCGPTN, number.address()) != 0) {
            throw new IOException("/dev/ptmx: " + Errno.text(LinuxCalls.errno()));
        }
        return "/dev/pts/" + number.bytes().getInt(0);
    }

    private static void makeRaw(int fd) throws IOException {
        Termios2 settings = new Termios2();
        int errno = settings.load(fd);
        if (errno == 0) {
            settings.makeRaw(115_200, 0);
            errno = settings.store(fd);
        }
        if (errno != 0) {
            throw new IOException("/dev/ptmx: " + Errno.text(errno));
        }
    }

    /**
     * The device that a client opens.
     *
     * @return for example {@code /dev/pts/3}
     */
    public String path() {
        return path;
    }

    /**
     * Reads what the client wrote, waiting for at least one byte.
     *
     * @param dst where to
     * @param offset first index in dst
     * @param length how many bytes at most, at least 1
     * @param deadlineNs when to give up, a value of {@link System#nanoTime()}
     * @return bytes read; 0 when none came by the deadline; {@link #CLOSED}
     * @throws IndexOutOfBoundsException when dst has no such range
     */
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        while (true) {
            int count = fd.read(dst, offset, length, deadlineNs);
            if (count != PolledFd.LOST) {
                return count;
            }
            long now = System.nanoTime();
            if (deadlineNs - now <= 0) {
                return 0;
            }
            fd.awaitClose(now + Math.min(LOOK_NS, deadlineNs - now));
        }
    }

    /**
     * Writes what goes, waiting for room for at least one byte. While nobody has the line open, all goes, to nowhere.
     *
     * @param src from where
     * @param offset first index in src
     * @param length how many bytes at most, at least 1
     * @param deadlineNs when to give up, a value of {@link System#nanoTime()}
     * @return bytes written; 0 when there was no room by the deadline; {@link #CLOSED}
     * @throws IndexOutOfBoundsException when src has no such range
     */
    public int write(byte[] src, int offset, int length, long deadlineNs) {
        int count = fd.writeSome(src, offset, length, deadlineNs);
        return count == PolledFd.LOST ? length : count;
    }

    /**
     * The settings that the client has chosen; the rate is kept, parity, stop bits and flow control are not.
     *
     * @return a copy
     * @throws IOException when this end is closed
     */
    public Termios2 settings() throws IOException {
        Termios2 settings = new Termios2();
        int code = fd.use(settings::load);
        if (code != 0) {
            throw new IOException(path + ": " + (code == CLOSED ? "closed" : Errno.text(code)));
        }
        return settings;
    }

    /** Unplugs the line: a client's reads and writes fail. Does nothing the second time. */
    @Override
    public void close() {
        fd.close();
    }
}
