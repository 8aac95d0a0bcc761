package dev.platine.mcu.peripheral.adc;

import java.util.List;

/**
 * The signals that may start conversions, as data.
 *
 * @param regular by EXTSEL, 0 to 15; empty for none
 * @param injected by JEXTSEL, 0 to 15; empty for none
 */
public record AdcTriggers(List<String> regular, List<String> injected) {
    /**
     * Copies what it is given.
     *
     * @param regular by EXTSEL
     * @param injected by JEXTSEL
     */
    public AdcTriggers {
        regular = List.copyOf(regular);
        injected = List.copyOf(injected);
    }
}
