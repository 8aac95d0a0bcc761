package dev.platine.hal.linux.i2c;

import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.YamlBlock;
import dev.platine.hal.linux.board.BusKind;
import dev.platine.hal.linux.board.BusPlan;
import dev.platine.hal.linux.board.ChannelTable;
import dev.platine.hal.linux.value.Field;
import dev.platine.hal.linux.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Section {@code i2c}: registers of a device on an I2C bus. */
public final class I2cKind implements BusKind {
    private static final int MAX_BUS = 255;

    /** A kind; does nothing. */
    public I2cKind() {}

    @Override
    public String section() {
        return "i2c";
    }

    @Override
    public BusPlan read(YamlBlock device, ChannelTable channels) {
        device.needs("bus", "number or path of the bus, as 1 for /dev/i2c-1");
        device.needs("address", "address of the device, 0x03 to 0x77");
        String bus = device.isNumber("bus")
                ? "i2c-" + device.whole("bus", 0, 0, MAX_BUS)
                : device.textOr("bus", "number or path of the bus", "");
        int address = (int) device.whole("address", 3, 3, 0x77);
        int registerBytes = (int) device.whole("registerBytes", 1, 0, 2);
        List<I2cSettings.Write> first = new ArrayList<>();
        for (YamlBlock write : device.blocks("init")) {
            Field.Type type = Field.Type.read(write);
            write.needs("value", "what to write");
            long most = (1L << (8 * type.bytes())) - 1;
            first.add(new I2cSettings.Write(
                    register(write, registerBytes), type, write.whole("value", 0, -most / 2 - 1, most)));
            write.end();
        }
        List<I2cSettings.Signal> signals = new ArrayList<>();
        channels.each(device, (name, channel) -> {
            Direction direction = channels.direction(channel);
            int register = register(channel, registerBytes);
            Field field = Field.read(channel);
            boolean signed = field.type().signed();
            Value value = Value.read(name, channel, channels, direction, field.bits(), signed);
            signals.add(new I2cSettings.Signal(value, register, field));
        });
        I2cSettings settings = new I2cSettings(bus, address, registerBytes, List.copyOf(first), List.copyOf(signals));
        return context -> I2cBus.open(settings, context);
    }

    private static int register(YamlBlock block, int registerBytes) {
        if (registerBytes == 0) {
            if (block.has("register")) {
                block.mistake("register", "is given although registerBytes is 0, must not be; leave it out");
            }
            return 0;
        }
        block.needs("register", "number of the register");
        return (int) block.whole("register", 0, 0, registerBytes == 1 ? 0xff : 0xffff);
    }
}
