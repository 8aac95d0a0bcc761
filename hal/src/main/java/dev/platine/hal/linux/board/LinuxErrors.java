package dev.platine.hal.linux.board;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.local.LocalException;
import org.jspecify.annotations.Nullable;

/** What the kernel's error numbers mean to who uses a board. */
public final class LinuxErrors {
    private LinuxErrors() {}

    /**
     * Why a device could not be opened or set up.
     *
     * @param errno the error number
     * @param what what was tried, such as {@code /dev/gpiochip0 cannot be opened}
     * @param channel which channel is to blame, or null
     * @return the refusal, with what to do
     */
    public static LocalException opening(int errno, String what, @Nullable String channel) {
        return of(opensAs(errno), errno, what, channel);
    }

    private static Kind opensAs(int errno) {
        return switch (errno) {
            case Errno.EACCES, Errno.EPERM -> Kind.PERMISSION;
            case Errno.EBUSY -> Kind.BUSY;
            case Errno.ENOENT -> Kind.NOT_FOUND;
            case Errno.ENODEV, Errno.ENXIO -> Kind.UNREACHABLE;
            case Errno.EINVAL, Errno.ENOTTY -> Kind.UNSUPPORTED;
            default -> Kind.BOARD_FAILURE;
        };
    }

    /**
     * Why a device that was open does not do what it should.
     *
     * @param errno the error number
     * @param what what was tried, such as {@code gpiochip0: the lines cannot be read}
     * @param channel which channel is to blame, or null
     * @return the refusal, with what to do
     */
    public static LocalException using(int errno, String what, @Nullable String channel) {
        Kind kind = isGone(errno)
                ? Kind.LINK_LOST
                : errno == Errno.EACCES || errno == Errno.EPERM ? Kind.PERMISSION : Kind.BOARD_FAILURE;
        return of(kind, errno, what, channel);
    }

    /**
     * Whether the device itself is gone.
     *
     * @param errno the error number
     * @return true when it was unplugged or its driver removed
     */
    public static boolean isGone(int errno) {
        return errno == Errno.ENODEV || errno == Errno.ENXIO;
    }

    private static LocalException of(Kind kind, int errno, String what, @Nullable String channel) {
        return new LocalException(kind, errno, channel, what + ": " + Errno.text(errno) + advice(errno));
    }

    private static String advice(int errno) {
        return switch (errno) {
            case Errno.EACCES, Errno.EPERM ->
                "; get the right to it, often by its group ('ls -l' shows it), or be root";
            case Errno.EBUSY -> "; find who has it and end that first";
            case Errno.ENOENT -> "; check the name, and that the driver is loaded";
            case Errno.ENODEV, Errno.ENXIO -> "; plug it in or load its driver";
            default -> "";
        };
    }
}
