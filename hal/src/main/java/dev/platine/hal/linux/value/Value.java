package dev.platine.hal.linux.value;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.YamlBlock;
import dev.platine.hal.linux.board.ChannelTable;
import dev.platine.hal.linux.board.Scaling;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A channel whose device has a whole number of some bits for it. Immutable.
 *
 * @param spec the channel
 * @param scaling from the number to the value, of analog channels
 * @param least the least number
 * @param most the greatest
 */
public record Value(ChannelSpec spec, Scaling scaling, long least, long most) {
    private static final Map<String, ChannelKind> KINDS = kinds();

    private static Map<String, ChannelKind> kinds() {
        Map<String, ChannelKind> kinds = new LinkedHashMap<>();
        kinds.put("digital", ChannelKind.DIGITAL);
        kinds.put("analog", ChannelKind.ANALOG);
        kinds.put("counter", ChannelKind.COUNTER);
        return kinds;
    }

    /**
     * Reads {@code kind}, {@code scale} and {@code offset} and declares the channel; one bit is digital when nothing else is said,
     * more are analog.
     *
     * @param name its name
     * @param channel its block
     * @param channels takes it
     * @param direction which way
     * @param bits how many bits the number has, 1 to 32
     * @param signed whether it can be below 0
     * @return the channel
     */
    public static Value read(
            String name, YamlBlock channel, ChannelTable channels, Direction direction, int bits, boolean signed) {
        ChannelKind kind = channel.choice("kind", KINDS, bits == 1 ? ChannelKind.DIGITAL : ChannelKind.ANALOG);
        long least = signed ? -(1L << (bits - 1)) : 0;
        long most = signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
        Scaling scaling = kind == ChannelKind.ANALOG ? Scaling.read(channel) : new Scaling(1, 0);
        ChannelSpec spec = switch (kind) {
            case DIGITAL -> channels.digital(name, channel, direction);
            case COUNTER -> channels.counter(name, channel, direction);
            default -> channels.analog(name, channel, direction);
        };
        Value value = new Value(spec, scaling, least, most);
        if (kind == ChannelKind.ANALOG && direction == Direction.OUTPUT) {
            value.check(channel, "min", spec.minimum());
            value.check(channel, "max", spec.maximum());
        }
        return value;
    }

    private void check(YamlBlock channel, String key, double bound) {
        double raw = Math.rint(scaling.raw(bound));
        if (channel.has(key) && (raw < least || raw > most)) {
            channel.mistake(
                    key, "would be " + raw + " on the wire, must be " + least + " to " + most + "; check it and scale");
        }
    }

    /**
     * The channel's word for a number.
     *
     * @param raw the device's number
     * @return 32 bits as the channel's kind has them
     */
    public int word(long raw) {
        return switch (spec.kind()) {
            case DIGITAL -> raw != 0 ? 1 : 0;
            case ANALOG -> Float.floatToRawIntBits((float) scaling.value((double) raw));
            default -> (int) raw;
        };
    }

    /**
     * The device's number for a word of the channel; the nearest that it can have.
     *
     * @param word 32 bits as the channel's kind has them
     * @return the number
     */
    public long raw(int word) {
        return switch (spec.kind()) {
            case DIGITAL -> word != 0 ? (least < 0 ? -1 : 1) : 0;
            case ANALOG -> clamp(Math.round(scaling.raw(Float.intBitsToFloat(word))));
            default -> clamp(Integer.toUnsignedLong(word));
        };
    }

    private long clamp(long raw) {
        return Math.max(least, Math.min(most, raw));
    }
}
