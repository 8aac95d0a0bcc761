package dev.platine.sim.emulated;

import dev.platine.sim.spec.Parameters;
import org.jspecify.annotations.Nullable;

/** A stage between a pin of the chip and its net: the net follows the pin at other voltages. Immutable. */
record Stage(double lowV, double highV, double ohms) {
    /** The stage of a pin as the board's description has it; null where the pin is on its net itself. */
    static @Nullable Stage of(String pin, Parameters parameters) {
        double ohms = parameters.number("driver." + pin + ".ohms", 0);
        return ohms == 0
                ? null
                : new Stage(
                        parameters.number("driver." + pin + ".lowV", 0),
                        parameters.number("driver." + pin + ".highV", 0),
                        ohms);
    }
}
