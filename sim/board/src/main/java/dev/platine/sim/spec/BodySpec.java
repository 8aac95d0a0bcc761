package dev.platine.sim.spec;

import dev.platine.mcu.engine.choice.EngineChoice;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes the board behave: a firmware, and which net each of its pins is wired to.
 *
 * @param kind {@code modelled}; {@code hosted} for a library in this process, {@code isolated} for one in a process of its own;
 *     {@code emulated} for unmodified firmware
 * @param firmware class name of a modelled firmware, path of a hosted one's library or of an emulated one's image
 * @param pins which net each pin of the microcontroller is wired to, in the file's order: pin name to net name
 * @param parameters values of the firmware's build, such as rated current
 * @param watchdogMs how long one call of an isolated firmware may take on the computer's clock, from {@value #LEAST_WATCHDOG_MS} to
 *     {@value #MOST_WATCHDOG_MS}, in milliseconds; all boards of the rack wait meanwhile
 */
public record BodySpec(String kind, String firmware, Map<String, String> pins, Parameters parameters, int watchdogMs) {
    /** The parameter of an emulated body that names its engine, as {@link EngineChoice#of} takes it; {@code auto} when it is not there. */
    public static final String ENGINE = "engine";

    /** What {@code watchdogMs} is when nobody says. */
    public static final int WATCHDOG_MS = 2_000;

    /** The shortest watchdog. */
    public static final int LEAST_WATCHDOG_MS = 10;

    /** The longest watchdog. */
    public static final int MOST_WATCHDOG_MS = 600_000;

    public BodySpec {
        if (watchdogMs < LEAST_WATCHDOG_MS || watchdogMs > MOST_WATCHDOG_MS) {
            throw new IllegalArgumentException(
                    "must be " + LEAST_WATCHDOG_MS + " to " + MOST_WATCHDOG_MS + ": watchdogMs=" + watchdogMs);
        }
        pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }

    /**
     * A body with the usual watchdog.
     *
     * @param kind as above
     * @param firmware as above
     * @param pins as above
     * @param parameters as above
     */
    public BodySpec(String kind, String firmware, Map<String, String> pins, Parameters parameters) {
        this(kind, firmware, pins, parameters, WATCHDOG_MS);
    }

    /**
     * The same body with another watchdog.
     *
     * @param newMs how long one call of an isolated firmware may take, in milliseconds of the computer's clock
     * @return the other body
     * @throws IllegalArgumentException when it is out of range
     */
    public BodySpec withWatchdog(int newMs) {
        return new BodySpec(kind, firmware, pins, parameters, newMs);
    }

    /**
     * The same chip, pins and values with another firmware in its flash.
     *
     * @param file an ELF or Intel HEX file, or {@code FILE@0xADDRESS}
     * @return the other body
     */
    public BodySpec emulated(String file) {
        return new BodySpec("emulated", file, pins, parameters, watchdogMs);
    }

    /**
     * The same emulated body with its chip's instructions carried out by another engine. What the board does stays the same.
     *
     * @param engine which
     * @return the other body
     * @throws IllegalStateException when the body is not {@code emulated}
     */
    public BodySpec withEngine(EngineChoice engine) {
        if (!kind.equals("emulated")) {
            throw new IllegalStateException("must be emulated to have an engine: kind=" + kind);
        }
        Map<String, Object> values = new LinkedHashMap<>(parameters.values());
        values.put(ENGINE, engine.toString());
        return new BodySpec(kind, firmware, pins, Parameters.of(values), watchdogMs);
    }

    /**
     * The same pins and values around a firmware that was compiled for this computer.
     *
     * @param library path of its shared library
     * @param isolated whether it runs in a process of its own
     * @return the other body
     */
    public BodySpec hosted(Path library, boolean isolated) {
        return new BodySpec(isolated ? "isolated" : "hosted", library.toString(), pins, parameters, watchdogMs);
    }
}
