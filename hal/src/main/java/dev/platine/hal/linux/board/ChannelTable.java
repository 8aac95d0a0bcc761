package dev.platine.hal.linux.board;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.Numbers;
import dev.platine.core.yaml.Units;
import dev.platine.core.yaml.YamlBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Collects the channels of a file while the kinds of bus read it, and reads the keys that channels have whatever their bus:
 * {@code direction}, {@code label}, {@code unit}, {@code min}, {@code max}, {@code resolution}, {@code safe}. A channel's number is
 * its place in the file. One thread.
 */
public final class ChannelTable {
    /** Most channels of a board. */
    public static final int MAX_CHANNELS = 256;

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{1,31}");
    private static final Map<String, Direction> DIRECTIONS = directions();

    private final List<ChannelSpec> channels = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();
    private final Map<String, String> taken = new HashMap<>();
    private int owner = -1;

    ChannelTable() {}

    private static Map<String, Direction> directions() {
        Map<String, Direction> words = new LinkedHashMap<>();
        words.put("input", Direction.INPUT);
        words.put("output", Direction.OUTPUT);
        return words;
    }

    /** Reads one channel; {@link ChannelTable} ends its block. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads the keys of the bus, then declares the channel.
         *
         * @param name the channel's name
         * @param channel its block
         */
        void read(String name, YamlBlock channel);
    }

    /**
     * Reads the block {@code channels} of a device, at least one.
     *
     * @param device the device
     * @param reader called for each, in the order of the file
     */
    public void each(YamlBlock device, Reader reader) {
        device.needs("channels", "the device's channels, each as 'name: {...}'");
        YamlBlock block = device.block("channels");
        List<String> names = block.keys();
        if (names.isEmpty() && device.has("channels")) {
            device.mistake("channels", "is empty, must have at least one channel; add one as 'name: {...}'");
        }
        for (String name : names) {
            if (channels.size() >= MAX_CHANNELS) {
                block.mistakeOfKey(name, "a board has at most " + MAX_CHANNELS + " channels; leave some out");
                return;
            }
            YamlBlock channel = block.block(name);
            if (!NAME.matcher(name).matches()) {
                block.mistakeOfKey(
                        name, "name '" + name + "' does not fit, must be 1 to 31 of a-z, 0-9, '_', '.'; rename it");
            }
            String other = taken.putIfAbsent(name, channel.at());
            if (other != null) {
                block.mistakeOfKey(name, "'" + name + "' is also " + other + ", must be once; rename one");
            }
            reader.read(name, channel);
            channel.end();
        }
    }

    /**
     * Reads {@code direction}, which must be there.
     *
     * @param channel the channel's block
     * @return the direction
     */
    public Direction direction(YamlBlock channel) {
        channel.needs("direction", "input or output");
        return channel.choice("direction", DIRECTIONS, Direction.INPUT);
    }

    /**
     * Declares a digital channel: {@code label}, and {@code safe} of an output, off when left out.
     *
     * @param name its name
     * @param channel its block
     * @param direction which way
     * @return the channel
     */
    public ChannelSpec digital(String name, YamlBlock channel, Direction direction) {
        boolean safe = direction == Direction.OUTPUT && channel.flag("safe", false);
        return add(name, channel, ChannelKind.DIGITAL, direction, "", 0, 1, 1, safe ? 1 : 0);
    }

    /**
     * Declares an analog channel: {@code unit}, {@code min} and {@code max}, {@code resolution}, {@code label}, and {@code safe} of an
     * output, which must be there.
     *
     * @param name its name
     * @param channel its block
     * @param direction which way
     * @return the channel
     */
    public ChannelSpec analog(String name, YamlBlock channel, Direction direction) {
        channel.needs("min", "least value, in the unit");
        channel.needs("max", "greatest value, in the unit");
        float min = (float) channel.number("min", 0, -Float.MAX_VALUE, Float.MAX_VALUE);
        float max = (float) channel.number("max", Math.max(min, 1), -Float.MAX_VALUE, Float.MAX_VALUE);
        if (min > max) {
            channel.mistake(
                    "min",
                    "min " + Numbers.plain(min) + " is above max " + Numbers.plain(max) + ", must not be; swap them");
            max = min;
        }
        return real(name, channel, ChannelKind.ANALOG, direction, unit(channel), min, max);
    }

    /**
     * Declares a PWM channel, 0 to 1: {@code resolution}, {@code label}, and {@code safe} of an output, 0 when left out.
     *
     * @param name its name
     * @param channel its block
     * @param direction which way
     * @return the channel
     */
    public ChannelSpec pwm(String name, YamlBlock channel, Direction direction) {
        return real(name, channel, ChannelKind.PWM, direction, "", 0, 1);
    }

    private ChannelSpec real(
            String name, YamlBlock channel, ChannelKind kind, Direction direction, String unit, float min, float max) {
        float resolution = (float) channel.number("resolution", 0, 0, Float.MAX_VALUE);
        int safeBits = 0;
        if (direction == Direction.OUTPUT) {
            if (kind == ChannelKind.ANALOG) {
                channel.needs("safe", "value that is safe, in the unit");
            }
            safeBits = Float.floatToRawIntBits((float) channel.number("safe", min, min, max));
        }
        return add(name, channel, kind, direction, unit, min, max, resolution, safeBits);
    }

    /**
     * Declares a counter, 0 to 4,294,967,295: {@code unit}, {@code label}, and {@code safe} of an output, 0 when left out.
     *
     * @param name its name
     * @param channel its block
     * @param direction which way
     * @return the channel
     */
    public ChannelSpec counter(String name, YamlBlock channel, Direction direction) {
        int safe = direction == Direction.OUTPUT ? (int) channel.whole("safe", 0, 0, (long) ChannelSpec.MAX_COUNT) : 0;
        return add(
                name,
                channel,
                ChannelKind.COUNTER,
                direction,
                unit(channel),
                0,
                (float) ChannelSpec.MAX_COUNT,
                1,
                safe);
    }

    /**
     * Declares a text channel: {@code label}.
     *
     * @param name its name
     * @param channel its block
     * @param direction which way
     * @return the channel
     */
    public ChannelSpec text(String name, YamlBlock channel, Direction direction) {
        return add(name, channel, ChannelKind.TEXT, direction, "", 0, 0, 0, 0);
    }

    private static String unit(YamlBlock channel) {
        String unit = channel.textOr("unit", "a UCUM code such as V", "");
        if (Units.KNOWN.contains(unit)) {
            return unit;
        }
        channel.mistake("unit", "'" + unit + "' is not a UCUM code that is known" + Units.hint(unit));
        return "";
    }

    private ChannelSpec add(
            String name,
            YamlBlock channel,
            ChannelKind kind,
            Direction direction,
            String unit,
            float min,
            float max,
            float resolution,
            int safeBits) {
        String label = channel.shortText("label", "a few words for people", ChannelSpec.MAX_LABEL_CHARS);
        String valid = NAME.matcher(name).matches() ? name : "x";
        ChannelSpec spec =
                new ChannelSpec(channels.size(), valid, kind, direction, unit, min, max, resolution, safeBits, label);
        channels.add(spec);
        owners.add(owner);
        return spec;
    }

    /** A device begins; what is declared from now on is its own. */
    void begin(int device) {
        owner = device;
    }

    List<ChannelSpec> channels() {
        return List.copyOf(channels);
    }

    /** For each channel, the number of its device. */
    List<Integer> owners() {
        return List.copyOf(owners);
    }
}
