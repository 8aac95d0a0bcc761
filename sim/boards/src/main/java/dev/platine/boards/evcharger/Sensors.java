package dev.platine.boards.evcharger;

import dev.platine.sim.body.AnalogPin;
import dev.platine.sim.body.DigitalPin;
import dev.platine.sim.body.Pins;
import dev.platine.sim.body.PwmCapture;

/** What the board measures: converter readings as quantities, by the circuit of {@code board.yaml}. */
final class Sensors {
    static final double ADC_V = 3.3;
    static final int ADC_BITS = 12;

    /** Pilot divider: 180 kOhm from the pilot, 40.2 kOhm to 3.3 V and to ground. */
    private static final double PILOT_SERIES_OHMS = 180_000;

    private static final double PILOT_SHUNT_OHMS = 20_100;
    private static final double PILOT_GAIN = (PILOT_SERIES_OHMS + PILOT_SHUNT_OHMS) / PILOT_SHUNT_OHMS;
    private static final double PILOT_ZERO_V = ADC_V / 2 * PILOT_SERIES_OHMS / (PILOT_SERIES_OHMS + PILOT_SHUNT_OHMS);
    private static final double VOLTS_PER_V = 400 / ADC_V;
    private static final double AMPERES_PER_V = 80 / ADC_V;
    private static final double RESIDUAL_AC_MA_PER_V = 300 / ADC_V;
    private static final double RESIDUAL_DC_MA_PER_V = 300 / (ADC_V / 2);
    private static final double EARTH_PULL_UP_OHMS = 1_000;

    private final int phases;
    private final AnalogPin pilot;
    private final AnalogPin proximity;
    private final AnalogPin[] voltage = new AnalogPin[3];
    private final AnalogPin[] current = new AnalogPin[3];
    private final DigitalPin[] mirror = new DigitalPin[3];
    private final PwmCapture zeroCross;
    private final AnalogPin residualAc;
    private final AnalogPin residualDc;
    private final AnalogPin temperature;
    private final AnalogPin earth;
    private final DigitalPin locked;
    private final DigitalPin stop;

    final double[] voltageV = new double[3];
    final double[] currentA = new double[3];
    double pilotHighV;
    double pilotLowV;
    double proximityOhms = Double.POSITIVE_INFINITY;
    double mainsHz;
    double residualAcMa;
    double residualDcMa;
    double temperatureCel;
    double earthOhms;
    boolean anyClosed;
    boolean allClosed;
    boolean lockedNow;
    boolean stopPressed;

    Sensors(Pins pins, int phases) {
        this.phases = phases;
        pilot = analog(pins, "pilot_sense");
        proximity = analog(pins, "proximity_sense");
        for (int i = 0; i < 3; i++) {
            voltage[i] = analog(pins, "voltage_l" + (i + 1));
            current[i] = analog(pins, "current_l" + (i + 1));
            mirror[i] = pins.digitalIn("mirror_k" + (i + 1));
            mirror[i].pullDown();
        }
        zeroCross = pins.pwmIn("zero_cross");
        residualAc = analog(pins, "residual_ac");
        residualDc = analog(pins, "residual_dc");
        temperature = analog(pins, "temperature");
        earth = analog(pins, "earth_sense");
        locked = pins.digitalIn("lock_feedback");
        locked.pullDown();
        stop = pins.digitalIn("stop");
        stop.pullUp();
    }

    private static AnalogPin analog(Pins pins, String name) {
        return pins.analogIn(name, ADC_V, ADC_BITS);
    }

    /** What must be known in every step. */
    void sampleFast() {
        pilotHighV = pilotV(pilot.readHighV());
        pilotLowV = pilotV(pilot.readLowV());
        residualAcMa = residualAc.readV() * RESIDUAL_AC_MA_PER_V;
        residualDcMa = (residualDc.readV() - ADC_V / 2) * RESIDUAL_DC_MA_PER_V;
        anyClosed = false;
        allClosed = true;
        for (int i = 0; i < phases; i++) {
            boolean closed = !mirror[i].read();
            anyClosed |= closed;
            allClosed &= closed;
            voltageV[i] = voltage[i].readV() * VOLTS_PER_V;
            currentA[i] = current[i].readV() * AMPERES_PER_V;
        }
        stopPressed = !stop.read();
    }

    /** What changes slowly. */
    void sampleSlow() {
        proximityOhms = CableRating.ohms(proximity.readV());
        temperatureCel = (temperature.readV() - 0.5) / 0.01;
        earthOhms = ohmsUnderPullUp(earth.readV());
        mainsHz = zeroCross.hz();
        lockedNow = locked.read();
    }

    private static double pilotV(double adcV) {
        return (adcV - PILOT_ZERO_V) * PILOT_GAIN;
    }

    private static double ohmsUnderPullUp(double volts) {
        return volts >= ADC_V * 0.999 ? Double.POSITIVE_INFINITY : volts * EARTH_PULL_UP_OHMS / (ADC_V - volts);
    }

    double largestCurrentA() {
        return Math.max(currentA[0], Math.max(currentA[1], currentA[2]));
    }
}
