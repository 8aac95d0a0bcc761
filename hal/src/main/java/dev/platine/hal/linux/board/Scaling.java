package dev.platine.hal.linux.board;

import dev.platine.core.yaml.YamlBlock;

/**
 * From what a device counts to what a channel says: {@code value = raw * scale + offset}.
 *
 * @param scale not 0
 * @param offset in the channel's unit
 */
public record Scaling(double scale, double offset) {
    /**
     * Reads {@code scale} (1 when left out) and {@code offset} (0) of a channel.
     *
     * @param channel the channel's block
     * @return the scaling
     */
    public static Scaling read(YamlBlock channel) {
        double scale = channel.number("scale", 1, -Double.MAX_VALUE, Double.MAX_VALUE);
        if (scale == 0) {
            channel.mistake("scale", "is 0, must be another number; leave it out for 1");
            scale = 1;
        }
        return new Scaling(scale, channel.number("offset", 0, -Double.MAX_VALUE, Double.MAX_VALUE));
    }

    /**
     * The channel's value.
     *
     * @param raw what the device counts
     * @return in the channel's unit
     */
    public double value(double raw) {
        return raw * scale + offset;
    }

    /**
     * The device's number.
     *
     * @param value in the channel's unit
     * @return what the device counts
     */
    public double raw(double value) {
        return (value - offset) / scale;
    }
}
