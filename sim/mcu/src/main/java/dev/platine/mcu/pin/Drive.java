package dev.platine.mcu.pin;

/** What a chip does to a pin from inside. */
public enum Drive {
    /** Nothing: an input without pull, or an analog pin. */
    FLOATING,
    /** About 40 kilohms to the supply. */
    PULL_UP,
    /** About 40 kilohms to ground. */
    PULL_DOWN,
    /** Driven low by a transistor. */
    LOW,
    /** Driven high by a transistor. */
    HIGH,
    /** A voltage of the chip's converter. */
    ANALOG,
    /** Driven high and low by turns, too fast to be told edge by edge: {@link Surroundings#waves}. */
    WAVE
}
