package dev.platine.sim.part;

import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.net.Pin;
import dev.platine.sim.plant.Plant;
import dev.platine.sim.plant.Quantity;
import dev.platine.sim.spec.Parameters;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a part stands in. Inside the rack only.
 *
 * @param name the part's name on its board
 * @param type its kind
 * @param pins its pins by name, every pin of its kind, wired or not
 * @param parameters its values
 * @param time virtual time; what its timers throw is the board's failure
 * @param random random numbers from the rack's seed
 * @param plant what the board controls, or null
 */
public record PartContext(
        String name,
        PartType type,
        Map<String, Pin> pins,
        Parameters parameters,
        TimerSource time,
        RandomGenerator random,
        @Nullable Plant plant) {

    public PartContext {
        pins = Map.copyOf(pins);
    }

    /**
     * A pin.
     *
     * @param pin its name
     * @return the pin
     * @throws IllegalArgumentException when the kind has no such pin
     */
    public Pin pin(String pin) {
        Pin found = pins.get(pin);
        if (found == null) {
            throw new IllegalArgumentException("no pin " + pin + " at part " + name);
        }
        return found;
    }

    private Object value(String parameter) {
        for (ParameterSpec spec : type.parameters()) {
            if (spec.name().equals(parameter)) {
                Object given = parameters.values().getOrDefault(parameter, spec.otherwise());
                spec.check(given);
                return given;
            }
        }
        throw new IllegalArgumentException("no parameter " + parameter + " at part type " + type.name());
    }

    /**
     * A number among the parameters, or its default.
     *
     * @param parameter its name
     * @return the value, in range
     * @throws IllegalArgumentException when the value does not fit
     */
    public double number(String parameter) {
        return (Double) value(parameter);
    }

    /**
     * A flag among the parameters, or its default.
     *
     * @param parameter its name
     * @return the value
     * @throws IllegalArgumentException when the value does not fit
     */
    public boolean flag(String parameter) {
        return (Boolean) value(parameter);
    }

    /**
     * A text among the parameters, or its default.
     *
     * @param parameter its name
     * @return the value
     * @throws IllegalArgumentException when the value does not fit
     */
    public String text(String parameter) {
        return (String) value(parameter);
    }

    /**
     * A time among the parameters, a number in milliseconds.
     *
     * @param parameter its name, ending in {@code Ms}
     * @return nanoseconds
     * @throws IllegalArgumentException when the value does not fit
     */
    public long timeNs(String parameter) {
        return Math.round(number(parameter) * 1e6);
    }

    /**
     * A quantity of the plant.
     *
     * @param quantity its name
     * @return the quantity
     * @throws IllegalArgumentException when the board has no plant, or the plant no such quantity
     */
    public Quantity quantity(String quantity) {
        if (plant == null) {
            throw new IllegalArgumentException(
                    "part " + name + " wants quantity " + quantity + ", but there is no plant");
        }
        return plant.quantity(quantity);
    }
}
