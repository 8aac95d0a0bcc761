package dev.platine.mcu.chip;

/** Who decides what a deep sleep of the processor is: PWR. Used on the simulation's thread only. */
public interface DeepSleep {
    /** The processor sleeps deeply from now on: the block stops HCLK, or the whole chip but for its backup domain. */
    void entered();

    /** An interrupt or event has woken the processor from a stop: the block lets HCLK run again, now or later. */
    void woken();
}
