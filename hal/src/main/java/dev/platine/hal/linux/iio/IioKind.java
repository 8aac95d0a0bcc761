package dev.platine.hal.linux.iio;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.YamlBlock;
import dev.platine.hal.linux.board.BusKind;
import dev.platine.hal.linux.board.BusPlan;
import dev.platine.hal.linux.board.ChannelTable;
import dev.platine.hal.linux.board.Scaling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Section {@code iio}: channels of a converter or sensor. The kernel's own scale and offset are applied first, which gives the units
 * of its documentation (millivolt, milliampere, thousandths of a degree Celsius, ...); then those of the file.
 */
public final class IioKind implements BusKind {
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_-]{0,46}");

    /** A kind; does nothing. */
    public IioKind() {}

    /**
     * A channel as the file describes it.
     *
     * @param spec what the board makes of it
     * @param name the kernel's name of it, such as {@code voltage0}
     * @param scaling from the kernel's unit to the channel's
     */
    record Wanted(ChannelSpec spec, String name, Scaling scaling) {
        boolean isOutput() {
            return spec.direction() == Direction.OUTPUT;
        }
    }

    @Override
    public String section() {
        return "iio";
    }

    @Override
    public BusPlan read(YamlBlock device, ChannelTable channels) {
        String given = device.text("device", "the device's name, label, or iio:deviceN");
        List<Wanted> wanted = new ArrayList<>();
        Map<String, String> outputs = new HashMap<>();
        channels.each(device, (name, block) -> {
            String channel = block.text("channel", "the kernel's name of it, such as voltage0");
            if (!channel.isEmpty() && !CHANNEL.matcher(channel).matches()) {
                block.mistake("channel", "'" + channel + "' does not fit, must be a name such as voltage0; correct it");
            }
            Direction direction = channels.direction(block);
            String other = direction == Direction.OUTPUT ? outputs.putIfAbsent(channel, name) : null;
            if (other != null) {
                block.mistake("channel", "'" + channel + "' is also set by " + other + ", must be once; change one");
            }
            wanted.add(new Wanted(channels.analog(name, block, direction), channel, Scaling.read(block)));
        });
        List<Wanted> all = List.copyOf(wanted);
        return context -> IioBus.open(given, all, context);
    }
}
