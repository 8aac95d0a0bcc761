package dev.platine.hal.linux.gpio;

import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.board.LinuxErrors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An open chip: its device file, and what the kernel says of it. Not on the hot path. One thread at a time. */
final class GpioChip implements AutoCloseable {
    private final Path path;
    private final int fd;
    private String name = "";
    private String label = "";
    private int lineCount;

    private GpioChip(Path path, int fd) {
        this.path = path;
        this.fd = fd;
    }

    /**
     * A line as the kernel sees it.
     *
     * @param offset its number
     * @param name its name, often empty
     * @param consumer who has it
     * @param used whether somebody has it
     */
    record Info(int offset, String name, String consumer, boolean used) {}

    static GpioChip open(Path path) {
        NativeBlock file = NativeBlock.text(path.toString());
        int fd = LinuxCalls.open(file.address(), LinuxCalls.O_RDWR | LinuxCalls.O_CLOEXEC);
        int errno = fd < 0 ? LinuxCalls.errno() : 0;
        file.keep();
        if (fd < 0) {
            throw LinuxErrors.opening(errno, path + " cannot be opened", null);
        }
        GpioChip chip = new GpioChip(path, fd);
        try {
            chip.readInfo();
            return chip;
        } catch (RuntimeException e) {
            chip.close();
            throw e;
        }
    }

    private void readInfo() {
        NativeBlock info = new NativeBlock(GpioAbi.CHIP_BYTES);
        control(GpioAbi.GPIO_GET_CHIPINFO_IOCTL, info, path + " is no GPIO chip");
        name = text(info, GpioAbi.CHIP_NAME);
        label = text(info, GpioAbi.CHIP_LABEL);
        lineCount = info.bytes().getInt(GpioAbi.CHIP_LINES);
        info.keep();
    }

    private void control(long request, NativeBlock block, String otherwise) {
        int done = LinuxCalls.ioctl(fd, request, block.address());
        int errno = done < 0 ? LinuxCalls.errno() : 0;
        block.keep();
        if (done < 0) {
            throw LinuxErrors.opening(errno, otherwise, null);
        }
    }

    String name() {
        return name;
    }

    String label() {
        return label;
    }

    int lineCount() {
        return lineCount;
    }

    Path path() {
        return path;
    }

    /** As people know it, for messages. */
    String shown() {
        return label.isEmpty() || label.equals(name) ? name : name + " (" + label + ")";
    }

    Info line(int offset) {
        NativeBlock info = new NativeBlock(GpioAbi.LINE_BYTES);
        info.bytes().putInt(GpioAbi.LINE_OFFSET, offset);
        control(GpioAbi.GPIO_V2_GET_LINEINFO_IOCTL, info, shown() + ": line " + offset + " cannot be looked at");
        boolean used = (info.bytes().getLong(GpioAbi.LINE_FLAGS) & GpioAbi.GPIO_V2_LINE_FLAG_USED) != 0;
        Info found = new Info(offset, text(info, GpioAbi.LINE_NAME), text(info, GpioAbi.LINE_CONSUMER), used);
        info.keep();
        return found;
    }

    /** Requests lines; returns 0, or the error number, with the descriptor in the block. */
    int request(NativeBlock request) {
        int done = LinuxCalls.ioctl(fd, GpioAbi.GPIO_V2_GET_LINE_IOCTL, request.address());
        int errno = done < 0 ? LinuxCalls.errno() : 0;
        request.keep();
        return errno;
    }

    private static String text(NativeBlock block, int at) {
        byte[] bytes = new byte[GpioAbi.GPIO_MAX_NAME_SIZE];
        block.bytes().get(at, bytes);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        LinuxCalls.close(fd);
    }
}
