package dev.platine.sim.part;

import dev.platine.sim.clock.Timer;
import dev.platine.sim.net.Coupling;
import dev.platine.sim.net.Pin;
import java.util.List;

// The coil of a relay or contactor: its load, and when its armature has moved. A wave counts by its mean.
final class Coil {
    static final List<ParameterSpec> PARAMETERS = List.of(
            ParameterSpec.number("coilOhm", 360, 1, 1e6, "resistance of the coil"),
            ParameterSpec.number("pullInV", 8.4, 0.1, 1000, "it pulls in at this voltage"),
            ParameterSpec.number("dropOutV", 1.2, 0, 1000, "it drops out at this voltage"),
            ParameterSpec.number("pullInMs", 8, 0, 1000, "from voltage to closed contacts"),
            ParameterSpec.number("dropOutMs", 4, 0, 1000, "from no voltage to open contacts"));

    private final Pin plus;
    private final Pin minus;
    private final double pullInV;
    private final double dropOutV;
    private final long pullInNs;
    private final long dropOutNs;
    private final Coupling load;
    private final Timer timer;
    private final Runnable moved;
    private boolean wanted;
    private boolean in;

    Coil(PartContext context, Runnable moved) {
        plus = context.pin("coil_plus");
        minus = context.pin("coil_minus");
        pullInV = context.number("pullInV");
        dropOutV = context.number("dropOutV");
        if (dropOutV > pullInV) {
            throw new IllegalArgumentException("must be at most pullInV=" + pullInV + ": dropOutV=" + dropOutV);
        }
        pullInNs = context.timeNs("pullInMs");
        dropOutNs = context.timeNs("dropOutMs");
        this.moved = moved;
        load = new Coupling(plus, minus, true);
        load.close(context.number("coilOhm"));
        timer = context.time().timer(context.name() + " armature", this::move);
        plus.onChange(net -> look(), 0);
        minus.onChange(net -> look(), 0);
        look();
    }

    boolean in() {
        return in;
    }

    double amperes() {
        return load.averageAmperes();
    }

    private void look() {
        double volts = Math.abs(plus.net().averageVolts() - minus.net().averageVolts());
        if (!wanted && volts >= pullInV) {
            want(true);
        } else if (wanted && volts <= dropOutV) {
            want(false);
        }
    }

    private void want(boolean pulled) {
        wanted = pulled;
        if (in == pulled) {
            timer.cancel();
        } else {
            timer.after(pulled ? pullInNs : dropOutNs);
        }
    }

    private void move() {
        in = wanted;
        moved.run();
    }
}
