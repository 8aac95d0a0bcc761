package dev.platine.hal.linux.i2c;

import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.board.Bus;
import dev.platine.hal.linux.board.BusContext;
import dev.platine.hal.linux.board.LinuxErrors;
import dev.platine.hal.linux.value.DeviceFile;
import dev.platine.hal.linux.value.Field;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The registers of one device. All inputs are read in one call; a register whose outputs changed is written once. A device that does
 * not acknowledge is asked once more, then it is gone. One thread at a time.
 */
final class I2cBus implements Bus {
    private final I2cSettings settings;
    private final DeviceFile file;
    private final I2cRegister[] inputs;
    private final I2cRegister[] outputs;
    private final I2cMessages reads;
    private final I2cMessages writes;
    private int failed;

    private I2cBus(I2cSettings settings, DeviceFile file) {
        this.settings = settings;
        this.file = file;
        inputs = registers(Direction.INPUT);
        outputs = registers(Direction.OUTPUT);
        reads = new I2cMessages(settings.address(), 2 * inputs.length);
        writes = new I2cMessages(settings.address(), outputs.length);
    }

    private record Key(int register, Field.Type type) {}

    private I2cRegister[] registers(Direction direction) {
        Map<Key, List<I2cSettings.Signal>> groups = new LinkedHashMap<>();
        for (I2cSettings.Signal signal : settings.signals()) {
            if (signal.value().spec().direction() == direction) {
                Field.Type type = signal.field().type();
                Key key = new Key(signal.register(), new Field.Type(type.bytes(), false, type.big()));
                groups.computeIfAbsent(key, any -> new ArrayList<>()).add(signal);
            }
        }
        List<I2cRegister> registers = new ArrayList<>();
        groups.forEach((key, signals) -> registers.add(new I2cRegister(key.register(), key.type(), signals)));
        return registers.toArray(new I2cRegister[0]);
    }

    static I2cBus open(I2cSettings settings, BusContext context) {
        DeviceFile file = DeviceFile.open(context.dev(), settings.bus());
        try {
            I2cBus bus = new I2cBus(settings, file);
            bus.check();
            bus.begin();
            return bus;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void check() {
        NativeBlock functions = new NativeBlock(8);
        int errno = file.control(I2cAbi.I2C_FUNCS, functions.address());
        if (errno != 0) {
            throw LinuxErrors.opening(errno, file.shown() + " is no I2C bus", null);
        }
        if ((functions.bytes().getLong(0) & I2cAbi.I2C_FUNC_I2C) == 0) {
            throw new LocalException(
                    Kind.UNSUPPORTED,
                    file.shown() + " can only SMBus commands, not I2C messages; use another bus of this computer");
        }
        errno = file.control(I2cAbi.I2C_SLAVE, settings.address());
        if (errno == Errno.EBUSY) {
            throw new LocalException(Kind.BUSY, where() + " belongs to a driver of the kernel; unbind it or use iio");
        }
    }

    /** Initial writes, then outputs at their safe values. */
    private void begin() {
        for (I2cSettings.Write write : settings.first()) {
            I2cMessages one = new I2cMessages(settings.address(), 1);
            I2cRegister register = new I2cRegister(write.register(), write.type(), List.of());
            register.prepareWrite(one, settings.registerBytes());
            register.begin(write.number());
            register.putSafe(one);
            require(send(one, 0, 1));
        }
        for (I2cRegister input : inputs) {
            input.prepareRead(reads, settings.registerBytes());
        }
        for (I2cRegister output : outputs) {
            if (output.isShared()) {
                I2cMessages two = new I2cMessages(settings.address(), 2);
                output.prepareRead(two, settings.registerBytes());
                require(send(two, 0, two.count()));
                output.begin(output.read(two));
            }
            output.prepareWrite(writes, settings.registerBytes());
            output.putSafe(writes);
            require(send(writes, output.first(), 1));
        }
    }

    private void require(int status) {
        if (status != LocalDevice.OK) {
            throw failure();
        }
    }

    private int send(I2cMessages messages, int first, int many) {
        if (many == 0) {
            return LocalDevice.OK;
        }
        int errno = messages.send(file, first, many);
        if (isNack(errno) || errno == Errno.EAGAIN) {
            errno = messages.send(file, first, many); // a device that is busy with itself, or a lost arbitration
        }
        failed = errno;
        return errno == 0 ? LocalDevice.OK : isNack(errno) ? LocalDevice.LOST : LocalDevice.FAILED;
    }

    private static boolean isNack(int errno) {
        return errno == Errno.ENXIO || errno == Errno.EREMOTEIO || errno == Errno.ENODEV;
    }

    @Override
    public int apply(int[] values, long[] untilNs) {
        for (I2cRegister output : outputs) {
            if (output.put(writes, values, untilNs)) {
                int status = send(writes, output.first(), 1);
                if (status != LocalDevice.OK) {
                    return status;
                }
                output.written(writes);
            }
        }
        return LocalDevice.OK;
    }

    @Override
    public int sample(int[] values) {
        int status = send(reads, 0, reads.count());
        for (int i = 0; status == LocalDevice.OK && i < inputs.length; i++) {
            inputs[i].take(reads, values);
        }
        return status;
    }

    private String where() {
        return file.shown() + " address 0x" + Integer.toHexString(settings.address());
    }

    @Override
    public LocalException failure() {
        if (isNack(failed)) {
            return new LocalException(
                    Kind.UNREACHABLE,
                    failed,
                    null,
                    "no device answers on " + where()
                            + "; check wiring, supply and address (i2cdetect shows who does)");
        }
        String what = where() + (failed == Errno.ETIMEDOUT ? ": the bus is stuck" : ": a message failed");
        return LinuxErrors.using(failed, what, null);
    }

    @Override
    public void close() {
        file.close();
    }
}
