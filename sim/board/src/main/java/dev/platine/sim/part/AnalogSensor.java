package dev.platine.sim.part;

import dev.platine.sim.net.Driver;
import dev.platine.sim.plant.Quantity;
import dev.platine.sim.spec.PinRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

// A quantity of the plant as a voltage; follows the plant's ticks.
final class AnalogSensor extends Part {
    static final PartType TYPE = new KeptPartType(
            "sensor",
            "analog sensor: a quantity of the plant as a voltage",
            List.of(PinRule.drives("out")),
            List.of(
                    ParameterSpec.text("quantity", "", "name of the plant's quantity"),
                    ParameterSpec.number("gainV", 1, -1e9, 1e9, "volts a unit of the quantity"),
                    ParameterSpec.number("offsetV", 0, -1e6, 1e6, "volts when the quantity is 0"),
                    ParameterSpec.number("minimumV", 0, -1e6, 1e6, "lowest voltage"),
                    ParameterSpec.number("maximumV", 3.3, -1e6, 1e6, "highest voltage"),
                    ParameterSpec.number("noiseV", 0, 0, 1e3, "standard deviation of its noise"),
                    ParameterSpec.number("resistanceOhm", 100, 0.001, 1e6, "source resistance")),
            List.of(
                    ActionSpec.valued("override", -1e6, 1e6, "V", "gives this voltage instead"),
                    ActionSpec.plain("restore", "follows the plant again"),
                    ActionSpec.plain("disconnect", "lets its output go")),
            AnalogSensor::new);

    private final Driver out;
    private final Quantity quantity;
    private final double gainV;
    private final double offsetV;
    private final double minimumV;
    private final double maximumV;
    private final double noiseV;
    private final double ohms;
    private final java.util.random.RandomGenerator random;
    private @Nullable Double override;
    private boolean disconnected;
    private double volts;
    // The quantity that the output shows; NaN when noise or hands decide.
    private double shown = Double.NaN;

    AnalogSensor(PartContext context) {
        super(context);
        out = context.pin("out").driver();
        quantity = context.quantity(context.text("quantity"));
        gainV = context.number("gainV");
        offsetV = context.number("offsetV");
        minimumV = context.number("minimumV");
        maximumV = context.number("maximumV");
        noiseV = context.number("noiseV");
        ohms = context.number("resistanceOhm");
        random = context.random();
        if (context.plant() != null) {
            context.plant().afterTick(this::sample);
        }
        observe("voltageV", () -> volts);
        sample();
    }

    private void sample() {
        double value = quantity.value();
        if (value == shown) {
            return;
        }
        boolean follows = noiseV == 0 && override == null && !disconnected;
        shown = follows ? value : Double.NaN;
        double ideal = offsetV + gainV * value;
        double noisy = noiseV > 0 ? ideal + noiseV * random.nextGaussian() : ideal;
        volts = override != null ? override : Math.max(minimumV, Math.min(maximumV, noisy));
        if (disconnected) {
            out.release();
        } else {
            out.drive(volts, ohms);
        }
    }

    @Override
    protected void act(String action, double value) {
        override = action.equals("override") ? Double.valueOf(value) : null;
        disconnected = action.equals("disconnect");
        shown = Double.NaN;
        sample();
    }
}
