package dev.platine.sim.plant;

import dev.platine.sim.net.Net;
import dev.platine.sim.net.Pin;
import dev.platine.sim.spec.Parameters;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Where a plant's quantities and terminals come from, while it is being made. Inside the rack only. */
public interface PlantContext {
    /**
     * Makes a state.
     *
     * @param name its name, unique in the plant
     * @param unit UCUM code
     * @param initial its first value
     * @param tolerance absolute error allowed a step, in the unit, above 0
     * @param text a few words for people
     * @return the state; its position among the states is the order of making
     */
    Quantity state(String name, String unit, double initial, double tolerance, String text);

    /**
     * Makes an input that follows a terminal. The plant is integrated up to the instant of each change first.
     *
     * @param name its name, unique in the plant
     * @param unit UCUM code
     * @param terminal name of the terminal
     * @param reading what of the net counts, for example {@code Net::averageVolts}
     * @param text a few words for people
     * @return the input
     */
    Quantity input(String name, String unit, String terminal, ToDoubleFunction<Net> reading, String text);

    /**
     * Makes an output, which {@link PlantModel#outputs} works out.
     *
     * @param name its name, unique in the plant
     * @param unit UCUM code
     * @param text a few words for people
     * @return the output
     */
    Quantity output(String name, String unit, String text);

    /**
     * Makes a setting: what hands on the bench may turn, such as "vehicle plugged in".
     *
     * @param name its name, unique in the plant
     * @param unit UCUM code
     * @param initial its first value
     * @param minimum smallest value
     * @param maximum largest value
     * @param text a few words for people
     * @return the setting
     */
    Quantity setting(String name, String unit, double initial, double minimum, double maximum, String text);

    /**
     * A terminal, to drive or load its net from {@link PlantModel#drive}.
     *
     * @param name its name
     * @return the pin at the end of its wire
     * @throws IllegalArgumentException when the type has no such terminal
     */
    Pin terminal(String name);

    /**
     * Sets how often the plant is stepped and its terminals driven; 1 ms unless it is set.
     *
     * @param ns virtual nanoseconds, above 0
     * @throws IllegalArgumentException when it is not above 0
     */
    void periodNs(long ns);

    /**
     * Takes {@link RungeKutta4} with a fixed step instead of {@link DormandPrince}.
     *
     * @param stepS longest step, in seconds, above 0
     */
    void fixedStep(double stepS);

    /**
     * Values from {@code plant.with} of the board's description.
     *
     * @return the parameters
     */
    Parameters parameters();

    /**
     * Random numbers from the rack's seed.
     *
     * @return this board's generator for its plant
     */
    RandomGenerator random();
}
