package dev.platine.hal.linux.spi;

import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.YamlBlock;
import dev.platine.hal.linux.board.BusKind;
import dev.platine.hal.linux.board.BusPlan;
import dev.platine.hal.linux.board.ChannelTable;
import dev.platine.hal.linux.value.Field;
import dev.platine.hal.linux.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Section {@code spi}: transfers to and from a device on an SPI bus. */
public final class SpiKind implements BusKind {
    private static final int MAX_SPEED_HZ = 200_000_000;
    private static final int MAX_BYTES = 32;
    private static final int MAX_DELAY_US = 10_000;

    /** A kind; does nothing. */
    public SpiKind() {}

    @Override
    public String section() {
        return "spi";
    }

    @Override
    public BusPlan read(YamlBlock device, ChannelTable channels) {
        String file = device.text("device", "name or path of the device's file, as spidev0.0");
        int mode = (int) device.whole("mode", 0, 0, 3);
        Map<String, Integer> select = new LinkedHashMap<>();
        select.put("low", 0);
        select.put("high", SpiAbi.SPI_CS_HIGH);
        select.put("none", SpiAbi.SPI_NO_CS);
        mode |= device.choice("select", select, 0);
        mode |= device.flag("lsbFirst", false) ? SpiAbi.SPI_LSB_FIRST : 0;
        mode |= device.flag("threeWire", false) ? SpiAbi.SPI_3WIRE : 0;
        int bits = (int) device.whole("bits", 8, 8, 8);
        device.needs("speedHz", "rate of the clock");
        int speedHz = (int) device.whole("speedHz", 1_000_000, 1, MAX_SPEED_HZ);
        int delayUs = (int) device.whole("delayUs", 0, 0, MAX_DELAY_US);
        List<List<Long>> first = new ArrayList<>();
        for (YamlBlock write : device.blocks("init")) {
            first.add(send(write));
            write.end();
        }
        List<SpiSettings.Signal> signals = new ArrayList<>();
        channels.each(device, (name, channel) -> signals.add(signal(name, channel, channels)));
        SpiSettings settings =
                new SpiSettings(file, mode, bits, speedHz, delayUs, List.copyOf(first), List.copyOf(signals));
        return context -> SpiBus.open(settings, context);
    }

    private static SpiSettings.Signal signal(String name, YamlBlock channel, ChannelTable channels) {
        Direction direction = channels.direction(channel);
        List<Long> send = send(channel);
        Field field = Field.read(channel);
        int last = Math.max(0, send.size() - field.type().bytes());
        if (field.type().bytes() > send.size() && channel.has("send")) {
            channel.mistake("type", "has more bytes than send, must fit into it; make send longer");
        }
        int at = (int) channel.whole("at", last, 0, last);
        Value value = Value.read(
                name, channel, channels, direction, field.bits(), field.type().signed());
        return new SpiSettings.Signal(value, send, at, field);
    }

    private static List<Long> send(YamlBlock block) {
        block.needs("send", "the bytes to send, as [1, 0x80, 0]");
        List<Long> bytes = block.wholes("send", 0, 0xff);
        if (bytes.size() > MAX_BYTES) {
            block.mistake("send", "has " + bytes.size() + " bytes, must have at most " + MAX_BYTES + "; cut it");
        } else if (bytes.isEmpty() && block.has("send")) {
            block.mistake("send", "is empty, must have at least one byte; add one");
        }
        return List.copyOf(bytes);
    }
}
