package dev.platine.core.yaml;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The UCUM codes that boards use, and what people write instead. */
public final class Units {
    /** Every code that a channel may have. */
    public static final Set<String> KNOWN = Set.copyOf(new TreeSet<>(Set.of(
            "", "1", "%", "V", "mV", "kV", "A", "mA", "uA", "W", "mW", "kW", "VA", "J", "W.h", "kW.h", "C", "A.h", "Hz",
            "kHz", "MHz", "Ohm", "kOhm", "F", "H", "Cel", "K", "s", "ms", "us", "ns", "min", "h", "m", "mm", "cm", "km",
            "m/s", "m/s2", "kg", "g", "N", "N.m", "Pa", "kPa", "bar", "mbar", "l", "l/min", "m3/h", "rad", "rad/s",
            "deg", "/min", "lx", "lm", "T", "dB", "By", "bit")));

    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("degC", "Cel"),
            Map.entry("°C", "Cel"),
            Map.entry("celsius", "Cel"),
            Map.entry("Wh", "W.h"),
            Map.entry("kWh", "kW.h"),
            Map.entry("Ah", "A.h"),
            Map.entry("ohm", "Ohm"),
            Map.entry("Ω", "Ohm"),
            Map.entry("kohm", "kOhm"),
            Map.entry("volt", "V"),
            Map.entry("volts", "V"),
            Map.entry("amp", "A"),
            Map.entry("amps", "A"),
            Map.entry("ampere", "A"),
            Map.entry("watt", "W"),
            Map.entry("hz", "Hz"),
            Map.entry("sec", "s"),
            Map.entry("rpm", "/min"),
            Map.entry("percent", "%"),
            Map.entry("litre", "l"),
            Map.entry("liter", "l"),
            Map.entry("µs", "us"),
            Map.entry("µA", "uA"));

    private Units() {}

    /**
     * The tail of a message about a code that is not known.
     *
     * @param given the code
     * @return starts with {@code "; "}
     */
    public static String hint(String given) {
        String meant = MEANT.get(given);
        return meant == null ? Nearest.hint(given, KNOWN) : "; did you mean '" + meant + "'?";
    }
}
