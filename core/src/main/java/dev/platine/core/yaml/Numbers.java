package dev.platine.core.yaml;

import java.math.BigDecimal;

/** Numbers in messages, the same on every machine. */
public final class Numbers {
    private Numbers() {}

    /**
     * Without an exponent and without zeros at the end where that is short: {@code 63}, {@code 0.01}.
     *
     * @param value a number
     * @return its text
     */
    public static String plain(double value) {
        if (!Double.isFinite(value) || Math.abs(value) >= 1e15 || (value != 0 && Math.abs(value) < 1e-9)) {
            return Double.toString(value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return decimal.toPlainString();
    }
}
