package dev.platine.mcu.peripheral.timer;

import dev.platine.mcu.peripheral.Clocks;
import java.util.List;

/**
 * A timer of a chip, as data.
 *
 * @param number 1 to 14
 * @param kind what it can do
 * @param bits the counter's width, 16 or 32
 * @param domain its clock
 * @param triggers the signals of ITR0 to ITR3; empty if it has none
 * @param remap what its option register chooses
 */
public record TimerSpec(
        int number, TimerKind kind, int bits, Clocks.Domain domain, List<String> triggers, Remap remap) {
    /** What an option register (TIMx_OR) chooses. */
    public enum Remap {
        /** There is none. */
        NONE,
        /** TIM2: the source of ITR1. */
        TRIGGER_1,
        /** TIM5: the source of TI4: the pin, LSI, LSE, the RTC's wake-up. */
        INPUT_4,
        /** TIM11: the source of TI1: the pin, or the HSE's clock for the RTC. */
        INPUT_1
    }

    /**
     * A timer.
     *
     * @param triggers is copied
     */
    public TimerSpec {
        triggers = List.copyOf(triggers);
    }
}
