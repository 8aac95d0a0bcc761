package dev.platine.app;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import java.util.Locale;
import java.util.regex.Pattern;

/** Channel values as people read and write them. Pure functions. */
final class Values {
    private static final int MAX_DECIMALS = 6;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");

    private Values() {}

    /** The value alone, with as many decimals as the channel resolves. */
    static String number(ChannelSpec channel, double value) {
        if (!channel.kind().isReal()) {
            return channel.kind() == ChannelKind.DIGITAL ? (value == 0 ? "off" : "on") : Long.toString((long) value);
        }
        if (channel.resolution() <= 0) {
            return Float.toString((float) value);
        }
        int decimals = (int) Math.ceil(-Math.log10(channel.resolution()) - 1e-6);
        return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(MAX_DECIMALS, decimals)) + "f", value);
    }

    /** The value and its unit. */
    static String text(ChannelSpec channel, double value) {
        String unit = channel.unit();
        return number(channel, value) + (unit.isEmpty() ? "" : " " + unit);
    }

    /** The value as JSON has it: true or false, a count, or a real number. */
    static Object json(ChannelSpec channel, double value) {
        return switch (channel.kind()) {
            case DIGITAL -> value != 0;
            case COUNTER -> (long) value;
            case ANALOG, PWM -> (float) value;
            case TEXT -> "";
        };
    }

    /**
     * Reads a value: {@code on off true false high low 1 0} for a digital channel, else a number, with or without the
     * channel's unit; {@code 40%} is the duty 0.4.
     *
     * @throws Failure of usage when the text is none of these; whether the board takes the value is not looked at
     */
    static double parse(ChannelSpec channel, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (channel.kind() == ChannelKind.DIGITAL) {
            switch (word) {
                case "on", "true", "high", "1" -> {
                    return 1;
                }
                case "off", "false", "low", "0" -> {
                    return 0;
                }
                default -> throw wrong(channel, text, "must be on or off");
            }
        }
        if (channel.kind() == ChannelKind.COUNTER) {
            return count(channel, word);
        }
        double scale = 1;
        if (channel.kind() == ChannelKind.PWM && word.endsWith("%")) {
            word = word.substring(0, word.length() - 1).strip();
            scale = 0.01;
        } else if (!channel.unit().isEmpty() && word.endsWith(channel.unit().toLowerCase(Locale.ROOT))) {
            word = word.substring(0, word.length() - channel.unit().length()).strip();
        }
        if (!NUMBER.matcher(word).matches()) {
            throw wrong(channel, text, "must be a number" + (channel.unit().isEmpty() ? "" : " in " + channel.unit()));
        }
        return Double.parseDouble(word) * scale;
    }

    private static double count(ChannelSpec channel, String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw wrong(channel, word, "must be a whole number");
        }
    }

    private static Failure wrong(ChannelSpec channel, String text, String rule) {
        return new Failure(Exit.USAGE, "value of " + channel.name() + " " + rule + ": " + text);
    }
}
