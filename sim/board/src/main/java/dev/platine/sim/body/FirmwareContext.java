package dev.platine.sim.body;

import dev.platine.core.time.NanoClock;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.Parameters;
import java.util.random.RandomGenerator;

/** Everything that a modelled firmware has. Inside the rack only; valid until the next reset. */
public interface FirmwareContext {
    /**
     * The pins of the microcontroller.
     *
     * @return the pins
     */
    Pins pins();

    /**
     * What the firmware shares with its hosts.
     *
     * @return the board's channels
     */
    ChannelBank channels();

    /**
     * The board's own clock.
     *
     * @return nanoseconds since this boot
     */
    NanoClock clock();

    /**
     * Runs a step now and then every so often, without drift.
     *
     * @param periodNs nanoseconds between steps, above 0
     * @param step the step
     * @throws IllegalArgumentException when the period is not above 0
     */
    void every(long periodNs, Runnable step);

    /**
     * Makes a one-shot timer. Its times are virtual time of the rack; {@link Timer#after} is what firmware wants.
     *
     * @param name what for, for messages
     * @param onDue what runs when it is due
     * @return the timer, not armed
     */
    Timer timer(String name, Runnable onDue);

    /**
     * Values of the firmware's build, from {@code body.with} of the board's description.
     *
     * @return the parameters
     */
    Parameters parameters();

    /**
     * Writes a line to the board's console.
     *
     * @param line the line
     */
    void log(String line);

    /**
     * Random numbers from the rack's seed: the same in every run.
     *
     * @return this board's generator for its firmware
     */
    RandomGenerator random();

    /** Restarts the firmware after the running step, as a watchdog does. */
    void reset();
}
