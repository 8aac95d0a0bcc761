package dev.platine.hal.linux.iio;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.linux.board.Scaling;
import dev.platine.hal.linux.board.SysFile;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalException;

/** A channel of a device: {@code (raw + offset) * scale} is the kernel's unit. Allocates nothing. One thread at a time. */
final class IioChannel {
    private final ChannelSpec spec;
    private final SysFile file;
    private final double scale;
    private final double offset;
    private final Scaling scaling;

    IioChannel(ChannelSpec spec, SysFile file, double scale, double offset, Scaling scaling) {
        this.spec = spec;
        this.file = file;
        this.scale = scale;
        this.offset = offset;
        this.scaling = scaling;
    }

    int id() {
        return spec.id();
    }

    boolean isOutput() {
        return spec.direction() == Direction.OUTPUT;
    }

    int read(int[] values) {
        int status = file.read();
        if (status == LocalDevice.OK) {
            double value = scaling.value((file.number() + offset) * scale);
            values[spec.id()] = Float.floatToRawIntBits((float) value);
        }
        return status;
    }

    int write(int bits) {
        double unit = scaling.raw(Float.intBitsToFloat(bits));
        return file.write(Math.round(unit / scale - offset));
    }

    void makeSafe() {
        if (write(spec.safeBits()) != LocalDevice.OK) {
            throw failure();
        }
    }

    LocalException failure() {
        return file.failure();
    }

    void close() {
        file.close();
    }
}
