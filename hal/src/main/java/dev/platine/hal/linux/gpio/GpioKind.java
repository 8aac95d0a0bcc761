package dev.platine.hal.linux.gpio;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.YamlBlock;
import dev.platine.hal.linux.board.BusKind;
import dev.platine.hal.linux.board.BusPlan;
import dev.platine.hal.linux.board.ChannelTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Section {@code gpio}: lines of a chip, or of whichever chip has a line of that name. Inputs tell edges unless {@code events:
 * false}; with {@code count} an input is a counter of edges.
 */
public final class GpioKind implements BusKind {
    private static final int MAX_OFFSET = 1_023;
    private static final int MAX_NAME = GpioAbi.GPIO_MAX_NAME_SIZE - 1;

    private static final Map<String, Long> BIAS = words(
            "as-is", 0L,
            "off", GpioAbi.GPIO_V2_LINE_FLAG_BIAS_DISABLED,
            "pull-up", GpioAbi.GPIO_V2_LINE_FLAG_BIAS_PULL_UP,
            "pull-down", GpioAbi.GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN);
    private static final Map<String, Long> ACTIVE = words("high", 0L, "low", GpioAbi.GPIO_V2_LINE_FLAG_ACTIVE_LOW);
    private static final Map<String, Long> DRIVE = words(
            "push-pull", 0L,
            "open-drain", GpioAbi.GPIO_V2_LINE_FLAG_OPEN_DRAIN,
            "open-source", GpioAbi.GPIO_V2_LINE_FLAG_OPEN_SOURCE);
    private static final Map<String, Long> COUNT = words(
            "rising", GpioAbi.GPIO_V2_LINE_FLAG_EDGE_RISING,
            "falling", GpioAbi.GPIO_V2_LINE_FLAG_EDGE_FALLING,
            "both", GpioLine.EDGES);

    /** A kind; does nothing. */
    public GpioKind() {}

    private static Map<String, Long> words(Object... pairs) {
        Map<String, Long> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put((String) pairs[i], (Long) pairs[i + 1]);
        }
        return words;
    }

    @Override
    public String section() {
        return "gpio";
    }

    @Override
    public BusPlan read(YamlBlock device, ChannelTable channels) {
        String chip = device.textOr("chip", "the chip's name, label or path", "");
        List<GpioLine> lines = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        channels.each(device, (name, channel) -> {
            GpioLine line = line(name, channel, channels, device.has("chip"));
            String other = taken.putIfAbsent(line.given(), name);
            if (other != null && (line.offset() >= 0 || !line.name().isEmpty())) {
                channel.mistake("line", line.given() + " is also that of " + other + ", must be once; change one");
            }
            lines.add(line);
        });
        List<GpioLine> all = List.copyOf(lines);
        return context -> GpioBus.open(chip, all, context);
    }

    private static GpioLine line(String name, YamlBlock block, ChannelTable channels, boolean hasChip) {
        block.needs("line", "name or number of the line");
        int offset = -1;
        String lineName = "";
        if (block.isNumber("line")) {
            offset = (int) block.whole("line", 0, 0, MAX_OFFSET);
            if (!hasChip) {
                block.mistake("line", "is a number, so its chip must be known; add 'chip:' above, or write its name");
            }
        } else {
            lineName = block.shortText("line", "name or number of the line", MAX_NAME);
        }
        Direction direction = channels.direction(block);
        long flags = block.choice("bias", BIAS, 0L) | block.choice("active", ACTIVE, 0L);
        if (direction == Direction.OUTPUT) {
            flags |= block.choice("drive", DRIVE, 0L) | GpioAbi.GPIO_V2_LINE_FLAG_OUTPUT;
            return new GpioLine(channels.digital(name, block, direction), lineName, offset, flags, 0);
        }
        int debounceUs = (int) block.whole("debounceUs", 0, 0, 10_000_000);
        flags |= GpioAbi.GPIO_V2_LINE_FLAG_INPUT;
        if (block.has("count")) {
            flags |= block.choice("count", COUNT, GpioLine.EDGES);
            ChannelSpec counter = channels.counter(name, block, direction);
            return new GpioLine(counter, lineName, offset, flags, debounceUs);
        }
        flags |= block.flag("events", true) ? GpioLine.EDGES : 0;
        return new GpioLine(channels.digital(name, block, direction), lineName, offset, flags, debounceUs);
    }
}
