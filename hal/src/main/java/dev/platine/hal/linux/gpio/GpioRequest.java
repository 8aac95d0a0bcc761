package dev.platine.hal.linux.gpio;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.board.LinuxErrors;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of one chip and direction: requested together, read and written by one call each. One thread at a time. */
final class GpioRequest {
    /** The most events that the kernel keeps for a request. */
    private static final int EVENT_BUFFER = 1_024;

    private static final byte[] CONSUMER = "platine".getBytes(StandardCharsets.US_ASCII);

    private final String chip;
    private final int fd;
    private final int[] channels;
    private final boolean[] levels;
    private final NativeBlock values = new NativeBlock(GpioAbi.VALUES_BYTES);
    private final long inputMask;
    private int errno;
    private String doing = "";

    private GpioRequest(String chip, int fd, List<GpioLine> lines) {
        this.chip = chip;
        this.fd = fd;
        this.channels = lines.stream().mapToInt(line -> line.channel().id()).toArray();
        this.levels = new boolean[channels.length];
        long mask = 0;
        for (int i = 0; i < levels.length; i++) {
            levels[i] = !lines.get(i).counts();
            mask |= 1L << i;
        }
        this.inputMask = mask;
    }

    /** Requests lines of a chip, all inputs or all outputs; outputs take their safe values. */
    static GpioRequest open(GpioChip chip, List<GpioLine> lines, int[] offsets) {
        require(chip, lines.size() <= GpioAbi.GPIO_V2_LINES_MAX, lines.size() + " lines", GpioAbi.GPIO_V2_LINES_MAX);
        refuseUsed(chip, lines, offsets);
        NativeBlock request = new NativeBlock(GpioAbi.REQUEST_BYTES);
        for (int i = 0; i < offsets.length; i++) {
            request.bytes().putInt(GpioAbi.REQUEST_OFFSETS + i * Integer.BYTES, offsets[i]);
        }
        request.bytes().put(GpioAbi.REQUEST_CONSUMER, CONSUMER);
        request.bytes().putInt(GpioAbi.REQUEST_LINES_COUNT, offsets.length);
        boolean edges = lines.stream().anyMatch(GpioLine::tellsEdges);
        request.bytes().putInt(GpioAbi.REQUEST_BUFFER_SIZE, edges ? EVENT_BUFFER : 0);
        settings(chip, lines, request);
        int errno = chip.request(request);
        if (errno == Errno.EBUSY) {
            refuseUsed(chip, lines, offsets); // somebody was faster
        }
        if (errno != 0) {
            throw refused(chip, lines, errno, edges);
        }
        int fd = request.bytes().getInt(GpioAbi.REQUEST_FD);
        GpioRequest open = new GpioRequest(chip.shown(), fd, lines);
        open.unblock();
        return open;
    }

    private static void refuseUsed(GpioChip chip, List<GpioLine> lines, int[] offsets) {
        for (int i = 0; i < offsets.length; i++) {
            GpioChip.Info info = chip.line(offsets[i]);
            if (info.used()) {
                String by = info.consumer().isEmpty() ? "somebody" : "'" + info.consumer() + "'";
                String name = info.name().isEmpty() ? "" : " '" + info.name() + "'";
                throw new LocalException(
                        Kind.BUSY,
                        Errno.EBUSY,
                        lines.get(i).channel().name(),
                        "line " + offsets[i] + name + " of " + chip.shown() + " is in use by " + by
                                + "; end that first, or take another line");
            }
        }
    }

    private static LocalException refused(GpioChip chip, List<GpioLine> lines, int errno, boolean edges) {
        String which = String.join(
                ", ", lines.stream().map(line -> line.channel().name()).toList());
        if (errno == Errno.ENXIO && edges) {
            return new LocalException(
                    Kind.UNSUPPORTED,
                    errno,
                    null,
                    chip.shown() + " cannot tell edges of all of " + which + "; write 'events: false' there");
        }
        return LinuxErrors.opening(errno, chip.shown() + " does not give the lines of " + which, null);
    }

    /** Flags of all lines, and attributes for those that differ. */
    private static void settings(GpioChip chip, List<GpioLine> lines, NativeBlock request) {
        Map<Long, Long> byFlags = new LinkedHashMap<>();
        Map<Integer, Long> byDebounce = new LinkedHashMap<>();
        long safe = 0;
        for (int i = 0; i < lines.size(); i++) {
            GpioLine line = lines.get(i);
            long bit = 1L << i;
            byFlags.merge(line.flags(), bit, (a, b) -> a | b);
            byDebounce.merge(line.debounceUs(), bit, (a, b) -> a | b);
            safe |= line.channel().safeBits() == 0 ? 0 : bit;
        }
        byDebounce.remove(0);
        boolean output = lines.get(0).isOutput();
        int count = byFlags.size() - 1 + byDebounce.size() + (output ? 1 : 0);
        require(
                chip,
                count <= GpioAbi.GPIO_V2_LINE_NUM_ATTRS_MAX,
                count + " different settings of " + (output ? "outputs" : "inputs"),
                GpioAbi.GPIO_V2_LINE_NUM_ATTRS_MAX);
        long common = lines.get(0).flags();
        request.bytes().putLong(GpioAbi.REQUEST_FLAGS, common);
        byFlags.remove(common);
        byFlags.forEach((flags, mask) -> attribute(request, GpioAbi.GPIO_V2_LINE_ATTR_ID_FLAGS, flags, mask));
        byDebounce.forEach((us, mask) -> attribute(request, GpioAbi.GPIO_V2_LINE_ATTR_ID_DEBOUNCE, us, mask));
        if (output) {
            attribute(request, GpioAbi.GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES, safe, (2L << (lines.size() - 1)) - 1);
        }
    }

    private static void attribute(NativeBlock request, int id, long value, long mask) {
        int index = request.bytes().getInt(GpioAbi.REQUEST_ATTRS_COUNT);
        request.bytes().putInt(GpioAbi.REQUEST_ATTRS_COUNT, index + 1);
        int at = GpioAbi.REQUEST_ATTRS + index * GpioAbi.ATTR_BYTES;
        request.bytes().putInt(at + GpioAbi.ATTR_ID, id);
        if (id == GpioAbi.GPIO_V2_LINE_ATTR_ID_DEBOUNCE) {
            request.bytes().putInt(at + GpioAbi.ATTR_DEBOUNCE_US, (int) value);
        } else {
            request.bytes().putLong(at + GpioAbi.ATTR_FLAGS, value);
        }
        request.bytes().putLong(at + GpioAbi.ATTR_MASK, mask);
    }

    private static void require(GpioChip chip, boolean holds, String what, int limit) {
        if (!holds) {
            throw new LocalException(
                    Kind.TOO_LARGE,
                    chip.shown() + " is asked for " + what + ", the kernel takes " + limit
                            + " at once; split the device into two of the same chip");
        }
    }

    /** So that looking for events does not wait. */
    private void unblock() {
        NativeBlock yes = new NativeBlock(Integer.BYTES);
        yes.bytes().putInt(0, 1);
        int done = LinuxCalls.ioctl(fd, LinuxCalls.FIONBIO, yes.address());
        int why = done < 0 ? LinuxCalls.errno() : 0;
        yes.keep();
        if (done < 0) {
            close();
            throw LinuxErrors.opening(why, chip + ": reading events cannot be made not to wait", null);
        }
    }

    int fd() {
        return fd;
    }

    /** Reads all lines by one call. */
    int read(int[] into) {
        int status = readLevels();
        if (status != LocalDevice.OK) {
            return status;
        }
        long bits = values.bytes().getLong(GpioAbi.VALUES_BITS);
        for (int i = 0; i < channels.length; i++) {
            if (levels[i]) {
                into[channels[i]] = (int) (bits >>> i) & 1;
            }
        }
        return LocalDevice.OK;
    }

    /** Reads all lines; {@link #level} has them. */
    int readLevels() {
        values.bytes().putLong(GpioAbi.VALUES_MASK, inputMask);
        int done = LinuxCalls.ioctl(fd, GpioAbi.GPIO_V2_LINE_GET_VALUES_IOCTL, values.address());
        return done < 0 ? failed("the inputs cannot be read") : LocalDevice.OK;
    }

    /** A line's level as it was read last. */
    int level(int line) {
        return (int) (values.bytes().getLong(GpioAbi.VALUES_BITS) >>> line) & 1;
    }

    /** Sets the lines whose set-points are new, by one call. */
    int write(int[] from, long[] untilNs) {
        long mask = 0;
        long bits = 0;
        for (int i = 0; i < channels.length; i++) {
            if (untilNs[channels[i]] != LocalDevice.LEAVE) {
                mask |= 1L << i;
                bits |= (long) (from[channels[i]] & 1) << i;
            }
        }
        if (mask == 0) {
            return LocalDevice.OK;
        }
        values.bytes().putLong(GpioAbi.VALUES_MASK, mask);
        values.bytes().putLong(GpioAbi.VALUES_BITS, bits);
        int done = LinuxCalls.ioctl(fd, GpioAbi.GPIO_V2_LINE_SET_VALUES_IOCTL, values.address());
        return done < 0 ? failed("the outputs cannot be set") : LocalDevice.OK;
    }

    private int failed(String what) {
        errno = LinuxCalls.errno();
        doing = what;
        return LinuxErrors.isGone(errno) ? LocalDevice.LOST : LocalDevice.FAILED;
    }

    LocalException failure() {
        return LinuxErrors.using(errno, chip + ": " + doing, null);
    }

    void close() {
        LinuxCalls.close(fd);
        values.keep();
    }
}
