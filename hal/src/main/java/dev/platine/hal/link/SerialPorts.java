package dev.platine.hal.link;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.Termios2;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Opens serial lines: exclusive, raw, at any rate. */
final class SerialPorts {
    private static final int MIN_BAUD = 50;
    private static final int MAX_BAUD = 20_000_000;
    /** A receiver that samples in the middle of bits stands about this much difference between both ends. */
    private static final double MAX_RATE_ERROR = 0.03;

    private static final int FORMAT =
            Termios2.CS8 | Termios2.PARENB | Termios2.PARODD | Termios2.CSTOPB | Termios2.CRTSCTS;

    private SerialPorts() {}

    static SerialLink open(LinkUri uri) {
        int baud = baud(uri);
        int flags = flags(uri);
        int openFlags = LinuxCalls.O_RDWR | LinuxCalls.O_NOCTTY | LinuxCalls.O_NONBLOCK | LinuxCalls.O_CLOEXEC;
        NativeBlock path = NativeBlock.text(uri.path());
        int fd = LinuxCalls.open(path.address(), openFlags);
        path.keep();
        if (fd < 0) {
            throw failure(uri, LinuxCalls.errno());
        }
        try {
            Termios2 before = new Termios2();
            check(uri, before.load(fd));
            lock(uri, fd);
            return take(uri, fd, before, baud, flags);
        } catch (RuntimeException e) {
            LinuxCalls.close(fd);
            throw e;
        }
    }

    private static SerialLink take(LinkUri uri, int fd, Termios2 before, int baud, int flags) {
        try {
            configure(uri, fd, baud, flags);
            return new SerialLink(fd, before, "serial " + uri.path());
        } catch (RuntimeException e) {
            SerialLink.giveBack(fd, before);
            throw e;
        }
    }

    private static int baud(LinkUri uri) {
        String text = uri.get("baud", "115200");
        int baud = text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : -1;
        if (baud < MIN_BAUD || baud > MAX_BAUD) {
            throw uri.malformed("must be " + MIN_BAUD + " to " + MAX_BAUD + ": baud=" + text);
        }
        return baud;
    }

    private static int flags(LinkUri uri) {
        uri.oneOf("data", List.of("8"));
        int parity = switch (uri.oneOf("parity", List.of("none", "even", "odd"))) {
            case "even" -> Termios2.PARENB;
            case "odd" -> Termios2.PARENB | Termios2.PARODD;
            default -> 0;
        };
        int stop = uri.oneOf("stop", List.of("1", "2")).equals("2") ? Termios2.CSTOPB : 0;
        int flow = uri.oneOf("flow", List.of("none", "rtscts")).equals("rtscts") ? Termios2.CRTSCTS : 0;
        return parity | stop | flow;
    }

    /** Root is let past TIOCEXCL, other programs do not ask for the lock: it takes both. */
    private static void lock(LinkUri uri, int fd) {
        if (LinuxCalls.flock(fd, LinuxCalls.LOCK_EX | LinuxCalls.LOCK_NB) != 0) {
            check(uri, LinuxCalls.errno());
        }
        if (LinuxCalls.ioctl(fd, LinuxCalls.TIOCEXCL, 0) != 0) {
            check(uri, LinuxCalls.errno());
        }
    }

    private static void configure(LinkUri uri, int fd, int baud, int flags) {
        Termios2 settings = new Termios2();
        check(uri, settings.load(fd));
        settings.makeRaw(baud, flags);
        check(uri, settings.store(fd));
        check(uri, settings.load(fd));
        if (Math.abs(settings.baud() - baud) > baud * MAX_RATE_ERROR) {
            throw uri.failure(
                    Kind.UNSUPPORTED, "the line cannot run at baud=" + baud + ", nearest is " + settings.baud(), null);
        }
        boolean pseudo = isPseudo(uri.path());
        if (!pseudo && (settings.controlFlags() & FORMAT) != (flags | Termios2.CS8)) {
            throw uri.failure(Kind.UNSUPPORTED, "the line does not support this parity, stop or flow", null);
        }
        LinuxCalls.ioctl(fd, LinuxCalls.TCFLSH, LinuxCalls.TCIOFLUSH);
    }

    /** Pseudo terminals take every format and keep none. */
    private static boolean isPseudo(String path) {
        try {
            return Path.of(path).toRealPath().startsWith("/dev/pts");
        } catch (IOException e) {
            return false;
        }
    }

    private static void check(LinkUri uri, int errno) {
        if (errno != 0) {
            throw failure(uri, errno);
        }
    }

    private static BoardException failure(LinkUri uri, int errno) {
        String path = uri.path();
        return switch (errno) {
            case Errno.ENOENT, Errno.ENOTDIR, Errno.ENXIO, Errno.ENODEV, Errno.EIO ->
                uri.failure(Kind.NOT_FOUND, "no such device: " + path + " - is it plugged in?", null);
            case Errno.EACCES, Errno.EPERM ->
                uri.failure(
                        Kind.PERMISSION,
                        "no right to " + path + " - is the user in the group that owns it (often dialout)?",
                        null);
            case Errno.EBUSY, Errno.EAGAIN -> uri.failure(Kind.BUSY, busy(path), null);
            case Errno.ENOTTY, Errno.EINVAL -> uri.failure(Kind.UNSUPPORTED, "not a serial line: " + path, null);
            default -> uri.failure(Kind.UNREACHABLE, "cannot open " + path + ": " + Errno.text(errno), null);
        };
    }

    private static String busy(String path) {
        OptionalLong holder = LockHolder.of(Path.of(path));
        return "somebody else has " + path + (holder.isPresent() ? ": process " + holder.getAsLong() : "");
    }
}
