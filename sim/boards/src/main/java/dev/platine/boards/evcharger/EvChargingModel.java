package dev.platine.boards.evcharger;

import dev.platine.sim.net.EdgeMeter;
import dev.platine.sim.net.Net;
import dev.platine.sim.plant.PlantContext;
import dev.platine.sim.plant.PlantModel;
import dev.platine.sim.plant.Quantity;

/** Equations of vehicle, mains and box. States: charging current, state of charge, energy, temperature, switch S2's lag. */
final class EvChargingModel implements PlantModel {
    private static final long PILOT_TIMEOUT_NS = 10_000_000;
    private static final int CURRENT = 0;
    private static final int SOC = 1;
    private static final int ENERGY = 2;
    private static final int TEMPERATURE = 3;
    private static final int READINESS = 4;
    private static final int LOCK = 5;
    private static final int PHASES = 3;

    private static final double FOLLOW_S = 0.2;
    private static final double CUT_OFF_S = 0.005;
    private static final double READY_S = 0.5;
    private static final double LOCK_S = 0.25;
    private static final double TAPER_FROM_PERCENT = 80;
    private static final double TAPER_LEAST = 0.2;
    private static final double TEST_CURRENT_MA = 30;
    private static final double LOGIC_V = 1.6;
    private static final double LIVE_V = 50;
    private static final double RATED_A = 32;

    private final double capacityWh;
    private final double efficiency;
    private final double rampAPerS;
    private final double riseCel;
    private final double heatingS;
    private final VehicleInlet inlet;
    private final MainsFeed feed;
    private final Quantity readiness;
    private final Quantity lockPosition;
    private final Quantity wantsCharge;
    private final Quantity maxCurrent;
    private final Quantity obeys;
    private final Quantity phases;
    private final Quantity ambient;
    private final Quantity leakageAc;
    private final Quantity leakageDc;
    private final EdgeMeter pilot;
    private final Quantity[] out = new Quantity[PHASES];
    private final Quantity testVolts;
    private final Quantity lockVolts;
    private final Quantity[] currents = new Quantity[PHASES];
    private final Quantity power;
    private final Quantity residualAc;
    private final Quantity residualDc;
    private final Quantity limit;
    private boolean s2;

    EvChargingModel(PlantContext context) {
        capacityWh = context.parameters().number("capacityKwh", 60) * 1_000;
        efficiency = context.parameters().number("efficiency", 0.92);
        rampAPerS = context.parameters().number("rampAPerS", 10);
        riseCel = context.parameters().number("riseCel", 25);
        heatingS = context.parameters().number("heatingS", 600);
        context.periodNs(Math.round(context.parameters().number("periodMs", 5) * 1e6));
        double ambientCel = context.parameters().number("ambientCel", 25);

        context.state("vehicle.command_a", "A", 0, 1e-3, "what the vehicle's charger is set to draw a phase");
        context.state(
                "vehicle.soc",
                "%",
                context.parameters().number("socPercent", 40),
                1e-6,
                "state of charge of the battery");
        context.state("mains.energy_wh", "W.h", 0, 1e-3, "energy that has gone through the contactors");
        context.state("box.temperature_cel", "Cel", ambientCel, 1e-3, "temperature in the box");
        readiness = context.state("vehicle.readiness", "1", 0, 1e-3, "how far the vehicle is in closing S2");
        lockPosition = context.state("lock.position", "1", 0, 1e-3, "where the lock's bolt is: 0 open, 1 locked");

        wantsCharge = context.setting("vehicle.wants_charge", "1", 1, 0, 1, "whether the vehicle wants energy");
        maxCurrent =
                context.setting("vehicle.max_current_a", "A", 32, 6, 80, "what the vehicle's charger can draw a phase");
        obeys = context.setting("vehicle.obeys", "1", 1, 0, 1, "whether the vehicle keeps to what the pilot allows");
        phases = context.setting("vehicle.phases", "1", 3, 1, 3, "phases that the vehicle's charger uses");
        ambient = context.setting("ambient_cel", "Cel", ambientCel, -40, 85, "temperature around the box");
        leakageAc = context.setting(
                "fault.leakage_ma", "mA", 0, 0, 300, "alternating residual current behind the contactors");
        leakageDc = context.setting(
                "fault.leakage_dc_ma", "mA", 0, -300, 300, "smooth residual current behind the contactors");

        pilot = new EdgeMeter(context.terminal("pilot"), 0, 0, PILOT_TIMEOUT_NS);
        context.input("pilot.hz", "Hz", "pilot", this::frequency, "frequency that the vehicle sees");
        context.input("pilot.duty", "1", "pilot", net -> pilot.duty(), "duty cycle that the vehicle sees");
        for (int i = 0; i < PHASES; i++) {
            out[i] = context.input(
                    "out.l" + (i + 1) + "_v", "V", "out" + (i + 1), Net::averageVolts, "behind the contactor");
        }
        testVolts = context.input(
                "residual.test_v", "V", "residual_test", Net::averageVolts, "feeds the monitor's test winding");
        lockVolts = context.input("lock.drive_v", "V", "lock", Net::averageVolts, "drives the lock");

        for (int i = 0; i < PHASES; i++) {
            currents[i] = context.output("vehicle.l" + (i + 1) + "_a", "A", "current that the vehicle draws");
        }
        power = context.output("vehicle.power_w", "W", "power that the vehicle draws");
        limit = context.output("vehicle.limit_a", "A", "what the pilot allows");
        residualAc = context.output("residual.ac_ma", "mA", "alternating residual current in the monitor");
        residualDc = context.output("residual.dc_ma", "mA", "smooth residual current in the monitor");
        inlet = new VehicleInlet(context);
        feed = new MainsFeed(context);
    }

    @Override
    public void derivatives(double timeS, double[] state, double[] rates) {
        boolean live = live(0);
        double follow = (target(state[SOC]) - state[CURRENT]) / FOLLOW_S;
        rates[CURRENT] = live ? bounded(follow, rampAPerS) : -state[CURRENT] / CUT_OFF_S;
        double watts = watts(state[CURRENT]);
        boolean full = state[SOC] >= 100;
        rates[SOC] = full ? 0 : watts * efficiency / capacityWh / 3_600 * 100;
        rates[ENERGY] = watts / 3_600;
        double share = drawn(0, state[CURRENT]) / RATED_A;
        rates[TEMPERATURE] = (ambient.value() + riseCel * share * share - state[TEMPERATURE]) / heatingS;
        rates[READINESS] = (wantsEnergy(state) ? 1 - state[READINESS] : -state[READINESS]) / READY_S;
        rates[LOCK] = ((lockVolts.value() > 6 ? 1 : 0) - state[LOCK]) / LOCK_S;
    }

    private static double bounded(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }

    private double frequency(Net net) {
        pilot.look();
        return pilot.hz();
    }

    /** What the pilot allows: table A.8, for a wave of 1 kHz within 2 %. */
    private double allowedA() {
        boolean wave = Math.abs(pilot.hz() - 1_000) <= 20 && inlet.plugged();
        return wave ? ChargingCurrent.limitFor(pilot.duty()) : 0;
    }

    private double target(double socPercent) {
        double allowed = Math.min(allowedA(), maxCurrent.value());
        if (!s2 || wantsCharge.value() < 0.5 || allowed < ChargingCurrent.MIN_A || socPercent >= 100) {
            return 0;
        }
        double share = (100 - socPercent) / (100 - TAPER_FROM_PERCENT);
        double taper = Math.max(TAPER_LEAST, Math.min(1, share));
        double most = obeys.value() >= 0.5 ? allowed : Double.POSITIVE_INFINITY;
        return Math.min(most, Math.max(ChargingCurrent.MIN_A, maxCurrent.value() * taper));
    }

    private boolean wantsEnergy(double[] state) {
        boolean winding = s2 && state[CURRENT] > 0.5;
        boolean wants = wantsCharge.value() >= 0.5 && allowedA() >= ChargingCurrent.MIN_A;
        return inlet.plugged() && (winding || (wants && state[SOC] < (s2 ? 100 : 99.5)));
    }

    private boolean live(int phase) {
        return inlet.plugged() && out[phase].value() > LIVE_V;
    }

    private double drawn(int phase, double commandA) {
        return phase < phases.value() && live(phase) ? commandA : 0;
    }

    private double watts(double commandA) {
        double sum = 0;
        for (int i = 0; i < PHASES; i++) {
            double amperes = drawn(i, commandA);
            sum += amperes * feed.voltageV(amperes);
        }
        return sum;
    }

    @Override
    public void outputs(double timeS, double[] state) {
        for (int i = 0; i < PHASES; i++) {
            double amperes = drawn(i, state[CURRENT]);
            currents[i].put(amperes);
            feed.output(i, amperes);
        }
        power.put(watts(state[CURRENT]));
        limit.put(allowedA());
        boolean anyLive = live(0) || live(1) || live(2);
        boolean test = testVolts.value() > LOGIC_V;
        residualAc.put((anyLive ? leakageAc.value() : 0) + (test ? TEST_CURRENT_MA : 0));
        residualDc.put(anyLive ? leakageDc.value() : 0);
    }

    @Override
    public void drive() {
        double ready = readiness.value();
        s2 = inlet.plugged() && (s2 ? ready > 0.3 : ready > 0.7);
        inlet.drive(s2, lockPosition.value() > 0.8);
        feed.drive();
    }
}
