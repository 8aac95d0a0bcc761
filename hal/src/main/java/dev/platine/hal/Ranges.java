package dev.platine.hal;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import java.util.Locale;

/** Checks a value against its channel before it is sent. Pure functions. */
final class Ranges {
    private Ranges() {}

    /** Codes a value, or throws OUT_OF_RANGE. A real value is rounded to what travels first, then checked. */
    static int bits(String board, String operation, ChannelSpec spec, double value) {
        int bits = spec.toBits(value);
        boolean inside = switch (spec.kind()) {
            case DIGITAL -> value == 0 || value == 1;
            case ANALOG, PWM -> spec.accepts(bits);
            case COUNTER -> value >= 0 && value <= ChannelSpec.MAX_COUNT && value == Math.rint(value);
            case TEXT -> false;
        };
        if (!inside) {
            throw outOfRange(board, operation, spec, value);
        }
        return bits;
    }

    private static BoardException outOfRange(String board, String operation, ChannelSpec spec, double value) {
        String reason = "must be " + describe(spec) + ": " + number(value);
        return new BoardException(BoardException.Kind.OUT_OF_RANGE, 0, board, spec.name(), operation, reason, null);
    }

    /** The range for people: {@code 6 to 32 A}. */
    static String describe(ChannelSpec spec) {
        if (spec.kind() == ChannelKind.DIGITAL) {
            return "0 or 1";
        }
        if (spec.kind() == ChannelKind.COUNTER) {
            return "a whole number from 0 to 4294967295";
        }
        String unit = spec.unit().isEmpty() ? "" : " " + spec.unit();
        return number(spec.minimum()) + " to " + number(spec.maximum()) + unit;
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return (float) value == value || Double.isNaN(value)
                ? Float.toString((float) value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
