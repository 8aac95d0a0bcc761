package dev.platine.sim.emulated;

import dev.platine.mcu.peripheral.Externals;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.net.Pin;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chip's supply pins VDD and VBAT, where the board wires them: the chip sees what is on their nets, in steps of 10 mV. Without, VDD is 3.3 V and
 * VBAT is tied to it. A battery below 1.65 V holds no backup domain.
 *
 * <p>Inside the rack only.
 */
final class Supplies {
    static final String VDD = "VDD";
    static final String VBAT = "VBAT";

    /** The pins' names. */
    static final Set<String> PINS = Set.of(VDD, VBAT);

    static final double NOMINAL_V = 3.3;

    private static final double STEP_V = 0.01;
    private static final double LEAST_V = 1.5;
    private static final double BACKUP_V = 1.65;

    private final @Nullable Pin vdd;
    private final @Nullable Pin vbat;
    private final PinWiring wiring;

    Supplies(BodyContext context, PinWiring wiring) {
        this.wiring = wiring;
        vdd = context.pins().get(VDD);
        vbat = context.pins().get(VBAT);
    }

    /** Begins to listen, and tells the chip, which has no power yet. Gives the voltage that its inputs compare with. */
    double join() {
        Externals externals = wiring.chip().externals();
        if (vbat != null) {
            vbat.onChange(net -> battery(), STEP_V / 2);
            externals.vbatV(charged(vbat));
        }
        if (vdd == null) {
            return NOMINAL_V;
        }
        vdd.onChange(net -> main(), STEP_V / 2);
        double now = volts(vdd);
        externals.vddV(now);
        return now < LEAST_V ? NOMINAL_V : now;
    }

    private void main() {
        Externals externals = wiring.chip().externals();
        double now = vdd == null ? NOMINAL_V : volts(vdd);
        if (now != externals.vddV()) {
            wiring.catchUp();
            externals.vddV(now);
            wiring.supplied(now);
        }
    }

    private void battery() {
        Externals externals = wiring.chip().externals();
        double now = vbat == null ? 0 : charged(vbat);
        if (now != externals.vbatV()) {
            wiring.catchUp();
            externals.vbatV(now);
        }
    }

    /** What a battery gives; nothing if it is too low for the backup domain. */
    private static double charged(Pin pin) {
        double now = volts(pin);
        return now < BACKUP_V ? 0 : now;
    }

    private static double volts(Pin pin) {
        return Math.max(0, Math.round(pin.net().averageVolts() * 100) / 100.0);
    }
}
