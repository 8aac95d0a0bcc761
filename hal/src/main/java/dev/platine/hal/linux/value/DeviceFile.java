package dev.platine.hal.linux.value;

import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.board.LinuxErrors;
import java.nio.file.Path;

/** An open device file that is used by ioctl. One thread at a time. */
public final class DeviceFile {
    private final String shown;
    private int fd;

    private DeviceFile(String shown, int fd) {
        this.shown = shown;
        this.fd = fd;
    }

    /**
     * Opens it for reading and writing.
     *
     * @param folder of device files
     * @param name its name there, or a path of its own
     * @return the open file; the caller closes it
     * @throws dev.platine.hal.local.LocalException when it cannot be opened
     */
    public static DeviceFile open(Path folder, String name) {
        Path path = folder.resolve(name); // of an absolute one, the name alone
        NativeBlock text = NativeBlock.text(path.toString());
        int fd = LinuxCalls.open(text.address(), LinuxCalls.O_RDWR | LinuxCalls.O_CLOEXEC);
        text.keep();
        if (fd < 0) {
            throw LinuxErrors.opening(LinuxCalls.errno(), path + " cannot be opened", null);
        }
        return new DeviceFile(path.getFileName().toString(), fd);
    }

    /**
     * Device control; a signal does not end it.
     *
     * @param request which
     * @param argument address or number
     * @return 0, or the error number
     */
    public int control(long request, long argument) {
        while (LinuxCalls.ioctl(fd, request, argument) < 0) {
            int errno = LinuxCalls.errno();
            if (errno != Errno.EINTR) {
                return errno;
            }
        }
        return 0;
    }

    /**
     * Its name, for messages.
     *
     * @return such as {@code i2c-1}
     */
    public String shown() {
        return shown;
    }

    /** Closes it. Does nothing the second time. */
    public void close() {
        if (fd >= 0) {
            LinuxCalls.close(fd);
            fd = -1;
        }
    }
}
