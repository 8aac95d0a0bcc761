package dev.platine.mcu.peripheral.adc;

import java.util.ArrayList;
import java.util.List;

/**
 * What the channels of a converter are connected to, as data.
 *
 * @param pins by channel 0 to 15: the pin, PA0 is 0; -1 for none
 * @param temperature the channel of the temperature sensor; -1 for none
 * @param reference the channel of the internal reference; -1 for none
 * @param battery the channel of VBAT, which wins where it is also the sensor's; -1 for none
 * @param batteryDivider by what VBAT is divided
 */
public record AdcInputs(List<Integer> pins, int temperature, int reference, int battery, int batteryDivider) {
    private static final int NONE = -1;
    private static final int CHANNELS = 16;

    /**
     * Copies what it is given.
     *
     * @param pins by channel 0 to 15
     * @param temperature the channel of the temperature sensor
     * @param reference the channel of the internal reference
     * @param battery the channel of VBAT
     * @param batteryDivider by what VBAT is divided
     */
    public AdcInputs {
        pins = List.copyOf(pins);
    }

    /**
     * Channels that only have pins.
     *
     * @param names by channel 0 to 15, separated by spaces, such as {@code PA0}; {@code -} for none
     * @return the inputs
     */
    public static AdcInputs of(String names) {
        return of(names, NONE, NONE, NONE, 1);
    }

    /**
     * Pins and sources inside the chip.
     *
     * @param names by channel 0 to 15, separated by spaces, such as {@code PA0}; {@code -} for none
     * @param temperature the channel of the temperature sensor
     * @param reference the channel of the internal reference
     * @param battery the channel of VBAT
     * @param batteryDivider by what VBAT is divided
     * @return the inputs
     * @throws IllegalArgumentException if there are not 16 names
     */
    public static AdcInputs of(String names, int temperature, int reference, int battery, int batteryDivider) {
        String[] words = names.trim().split(" +", -1);
        if (words.length != CHANNELS) {
            throw new IllegalArgumentException("must be 16 names: " + words.length + " in " + names);
        }
        List<Integer> pins = new ArrayList<>();
        for (int i = 0; i < CHANNELS; i++) {
            boolean none = words[i].charAt(0) == '-';
            pins.add(none ? NONE : (words[i].charAt(1) - 'A') * 16 + Integer.parseInt(words[i].substring(2)));
        }
        return new AdcInputs(pins, temperature, reference, battery, batteryDivider);
    }

    /** The pin of a channel, -1 if it has none. */
    int pin(int channel) {
        return channel < CHANNELS ? pins.get(channel) : NONE;
    }
}
