package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.time.Rate;
import java.math.BigInteger;

/** The counter of bit times for time-triggered communication, taken at the sample point of the start of frame. */
final class TimeStamps {
    private static final BigInteger NS_PER_S = BigInteger.valueOf(1_000_000_000L);

    private long epochNs;

    void begin(long ns) {
        epochNs = ns;
    }

    /** Bits since it began, 16 bits of them. */
    int at(long ns, Rate bitRate) {
        BigInteger bits = BigInteger.valueOf(Math.max(ns - epochNs, 0))
                .multiply(BigInteger.valueOf(bitRate.numerator()))
                .divide(BigInteger.valueOf(bitRate.denominator()).multiply(NS_PER_S));
        return bits.intValue() & 0xFFFF;
    }
}
