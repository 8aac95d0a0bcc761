package dev.platine.hal.linux.board;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a device in the kernel's tree, kept open: a number in a file. Read and written from its beginning each time, by one
 * system call, and without allocation. One thread at a time.
 */
public final class SysFile {
    private static final int BYTES = 64;
    private static final int NO_NUMBER = -1;

    private final Path path;
    private final @Nullable String channel;
    private final int fd;
    private final NativeBlock block = new NativeBlock(BYTES);
    private double number;
    private int errno;
    private String doing = "";

    private SysFile(Path path, @Nullable String channel, int fd) {
        this.path = path;
        this.channel = channel;
        this.fd = fd;
    }

    /**
     * Opens an attribute.
     *
     * @param path its file
     * @param flags {@link LinuxCalls#O_RDONLY}, {@link LinuxCalls#O_WRONLY} or {@link LinuxCalls#O_RDWR}
     * @param channel which channel needs it, or null
     * @return the open file
     * @throws LocalException when it cannot be opened
     */
    public static SysFile open(Path path, int flags, @Nullable String channel) {
        NativeBlock name = NativeBlock.text(path.toString());
        int fd = LinuxCalls.open(name.address(), flags | LinuxCalls.O_CLOEXEC);
        int errno = fd < 0 ? LinuxCalls.errno() : 0;
        name.keep();
        if (fd < 0) {
            throw LinuxErrors.opening(errno, path + " cannot be opened", channel);
        }
        return new SysFile(path, channel, fd);
    }

    /**
     * Reads an attribute once. Not for the hot path.
     *
     * @param path its file
     * @return its text without white space at the ends, empty when there is no such file
     * @throws LocalException when it cannot be read
     */
    public static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new LocalException(Kind.BOARD_FAILURE, path + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The descriptor, for a lock.
     *
     * @return open until {@link #close}
     */
    public int fd() {
        return fd;
    }

    /**
     * Reads the number; {@link #number} has it.
     *
     * @return OK, LOST or FAILED of {@link LocalDevice}
     */
    public int read() {
        long bytes = LinuxCalls.pread(fd, block.address(), BYTES, 0);
        if (bytes < 0) {
            return failed("cannot be read");
        }
        number = parse((int) bytes);
        if (Double.isNaN(number)) {
            errno = NO_NUMBER;
            return LocalDevice.FAILED;
        }
        return LocalDevice.OK;
    }

    /**
     * What was read last.
     *
     * @return a finite number
     */
    public double number() {
        return number;
    }

    /** A sign, digits, perhaps a point and more digits; what follows is a unit or another number. */
    private double parse(int bytes) {
        int at = 0;
        boolean negative = bytes > 0 && block.bytes().get(0) == '-';
        at += negative ? 1 : 0;
        int digits = 0;
        double value = 0;
        double part = 0;
        for (; at < bytes; at++) {
            byte c = block.bytes().get(at);
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                part *= 10;
                digits++;
            } else if (c == '.' && part == 0) {
                part = 1;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        double whole = part == 0 ? value : value / part;
        return negative ? -whole : whole;
    }

    /**
     * Writes a whole number.
     *
     * @param value the number
     * @return OK, LOST or FAILED of {@link LocalDevice}
     */
    public int write(long value) {
        int at = BYTES;
        block.bytes().put(--at, (byte) '\n');
        long rest = Math.abs(value);
        do {
            block.bytes().put(--at, (byte) ('0' + rest % 10));
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            block.bytes().put(--at, (byte) '-');
        }
        long written = LinuxCalls.pwrite(fd, block.address() + at, BYTES - at, 0);
        if (written == BYTES - at) {
            return LocalDevice.OK;
        }
        number = value;
        return failed("does not take");
    }

    /**
     * Writes a word. Not for the hot path.
     *
     * @param word the word
     * @throws LocalException when it is not taken
     */
    public void write(String word) {
        NativeBlock text = NativeBlock.text(word + "\n");
        long bytes = text.sizeBytes() - 1L;
        long written = LinuxCalls.pwrite(fd, text.address(), bytes, 0);
        int why = written < 0 ? LinuxCalls.errno() : 0;
        text.keep();
        if (written != bytes) {
            throw LinuxErrors.opening(why, path + " does not take '" + word + "'", channel);
        }
    }

    private int failed(String what) {
        errno = LinuxCalls.errno();
        doing = what;
        return LinuxErrors.isGone(errno) ? LocalDevice.LOST : LocalDevice.FAILED;
    }

    /**
     * Why the last call was not OK.
     *
     * @return the reason
     */
    public LocalException failure() {
        if (errno == NO_NUMBER) {
            return new LocalException(Kind.BOARD_FAILURE, 0, channel, path + " holds no number; look at it with cat");
        }
        String value = doing.endsWith("take") ? " " + (long) number : "";
        return LinuxErrors.using(errno, path + " " + doing + value, channel);
    }

    /** Closes it. */
    public void close() {
        LinuxCalls.close(fd);
        block.keep();
    }
}
