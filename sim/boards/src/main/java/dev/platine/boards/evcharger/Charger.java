package dev.platine.boards.evcharger;

import dev.platine.boards.evcharger.ChargeStateMachine.Phase;
import dev.platine.boards.evcharger.ResidualCurrentMonitor.Test;

/** The charger's control step: from what the sensors say to what the drives do. Knows no pins. */
final class Charger {
    private static final double EARTH_MAX_OHMS = 300;
    private static final double OVER_CURRENT_SHARE = 1.1;
    private static final double OVER_CURRENT_A = 1;
    /** A vehicle may take 5 s to follow the pilot (table A.6). */
    private static final long OVER_CURRENT_NS = 6_000_000_000L;

    private final double ratedA;
    private final boolean ventilated;
    private final PilotReader pilotReader = new PilotReader();
    private final ChargeStateMachine session = new ChargeStateMachine();
    private final ContactorSupervisor contactor = new ContactorSupervisor();
    private final ResidualCurrentMonitor residual = new ResidualCurrentMonitor();
    private final TemperatureDerating derating = new TemperatureDerating();
    private final MainsMonitor mains;
    private final PlugLock plugLock = new PlugLock();
    private final EnergyMeter meter = new EnergyMeter();
    private final FaultLatch faults = new FaultLatch();
    private final Debounce earthMissing = new Debounce(200_000_000, 1_000_000_000);
    private final Debounce cableBad = new Debounce(500_000_000, 200_000_000);
    private final Debounce overCurrent = new Debounce(OVER_CURRENT_NS, 0);
    private double cableA;
    private double thermalA;
    private double limitA;
    private boolean stopped;
    private boolean needsVentilation;
    private boolean resetBefore;
    private boolean enabledBefore;
    private int sessions;

    Charger(double ratedA, int phases, boolean ventilated) {
        this.ratedA = ratedA;
        this.ventilated = ventilated;
        this.thermalA = ratedA;
        this.mains = new MainsMonitor(phases);
    }

    /** What changes slowly: cable, temperature, mains, earth, lock. */
    void stepSlow(Sensors sensors, Host host, long nowNs) {
        cableA = CableRating.ratingA(sensors.proximityOhms);
        cableBad.step(CableRating.present(sensors.proximityOhms) && cableA == 0, nowNs);
        thermalA = derating.step(sensors.temperatureCel, ratedA);
        mains.step(sensors.voltageV, sensors.mainsHz, nowNs);
        earthMissing.step(sensors.earthOhms > EARTH_MAX_OHMS, nowNs);
        boolean cable = CableRating.present(sensors.proximityOhms);
        plugLock.step(cable && (session.lock() || host.lockWanted()), sensors.lockedNow, nowNs);
    }

    /** The control step. */
    void step(Sensors sensors, Host host, PilotGenerator pilot, long elapsedNs, long nowNs) {
        pilotReader.sample(sensors.pilotHighV, sensors.pilotLowV, pilot.wave(), nowNs);
        residual.step(sensors.residualAcMa, sensors.residualDcMa, nowNs);
        meter.step(sensors.voltageV, sensors.currentA, elapsedNs);
        takeOrders(sensors, host);
        findFaults(sensors, pilot, nowNs);
        limitA = Math.min(Math.min(host.limitA(), ratedA), Math.min(cableA, thermalA));
        boolean allowed = host.enabled() && !stopped && limitA >= ChargingCurrent.MIN_A;
        boolean prepared = plugLock.locked() && residual.test() == Test.PASSED;
        Phase before = session.phase();
        session.step(pilotReader.state(), allowed, prepared, faults, sensors.largestCurrentA(), nowNs);
        followPhase(before, nowNs);
        pilot.step(session.pilot(faults), limitA);
        contactor.step(session.contactor(), sensors.anyClosed, sensors.allClosed, nowNs);
    }

    private void takeOrders(Sensors sensors, Host host) {
        boolean reset = host.resetWanted();
        if (reset && !resetBefore) {
            faults.reset();
        }
        resetBefore = reset;
        boolean enabled = host.enabled();
        stopped |= sensors.stopPressed;
        if ((enabled && !enabledBefore) || pilotReader.state() == PilotState.A) {
            stopped = sensors.stopPressed;
        }
        enabledBefore = enabled;
    }

    private void followPhase(Phase before, long nowNs) {
        Phase now = session.phase();
        if (now == before) {
            return;
        }
        if (now == Phase.PREPARING) {
            residual.startTest(nowNs);
        } else if (now == Phase.CHARGING && before == Phase.PREPARING) {
            sessions++;
        } else if (!session.contactor()) {
            residual.forget();
        }
    }

    private void findFaults(Sensors sensors, PilotGenerator pilot, long nowNs) {
        PilotState state = pilotReader.state();
        double tooMuchA = pilot.offeredA() * OVER_CURRENT_SHARE + OVER_CURRENT_A;
        overCurrent.step(pilot.wave() && sensors.largestCurrentA() > tooMuchA, nowNs);
        faults.cause(Fault.PILOT, state == PilotState.E);
        faults.cause(Fault.DIODE, pilotReader.diodeMissing());
        faults.cause(Fault.WELDED, contactor.welded());
        faults.cause(Fault.STUCK_OPEN, contactor.stuckOpen());
        faults.cause(Fault.RESIDUAL_AC, residual.trippedAc());
        faults.cause(Fault.RESIDUAL_DC, residual.trippedDc());
        faults.cause(Fault.MONITOR, residual.test() == Test.FAILED);
        faults.cause(Fault.OVER_TEMPERATURE, derating.tooHot());
        faults.cause(Fault.OVER_VOLTAGE, mains.tooHigh());
        faults.cause(Fault.UNDER_VOLTAGE, mains.tooLow());
        faults.cause(Fault.FREQUENCY, mains.offFrequency());
        faults.cause(Fault.EARTH, earthMissing.on());
        faults.cause(Fault.CABLE, cableBad.on());
        needsVentilation = state != PilotState.A && (needsVentilation || (state == PilotState.D && !ventilated));
        faults.cause(Fault.VENTILATION, needsVentilation);
        faults.cause(Fault.OVER_CURRENT, overCurrent.on());
        faults.cause(Fault.LOCK, plugLock.failed());
    }

    void publish(Host host, Sensors sensors, PilotGenerator pilot) {
        PilotState state = pilotReader.state();
        host.publishAnalog(0, sensors.pilotHighV);
        host.publishAnalog(1, sensors.pilotLowV);
        host.publishAnalog(2, state.number());
        host.publishAnalog(3, session.phase().number());
        host.publishAnalog(4, pilot.offeredA());
        host.publishAnalog(5, cableA);
        host.publishAnalog(6, meter.powerW());
        host.publishAnalog(7, sensors.residualAcMa);
        host.publishAnalog(8, sensors.residualDcMa);
        host.publishAnalog(9, sensors.temperatureCel);
        host.publishAnalog(10, sensors.mainsHz);
        host.publishDigital(0, state.connected());
        host.publishDigital(1, state.asksForEnergy());
        host.publishDigital(2, session.phase() == Phase.CHARGING);
        host.publishDigital(3, contactor.closed());
        host.publishDigital(4, plugLock.locked());
        host.publishDigital(5, !earthMissing.on());
        host.publishDigital(6, mains.good());
        host.publishDigital(7, !faults.has(Fault.RESIDUAL_AC) && !faults.has(Fault.RESIDUAL_DC));
        host.publishDigital(8, sensors.stopPressed);
        host.publishDigital(9, thermalA < ratedA);
        host.publishDigital(10, faults.any());
        host.publishPhases(sensors);
        host.publishDuty(pilot.duty());
        host.publishCounts(meter.energyWh(), faults.bits(), sessions);
    }

    Phase phase() {
        return session.phase();
    }

    int faultBits() {
        return faults.bits();
    }

    double powerW() {
        return meter.powerW();
    }

    double energyWh() {
        return meter.energyWh();
    }

    boolean coil() {
        return contactor.coil();
    }

    boolean lockDriven() {
        return plugLock.driven();
    }

    boolean testing() {
        return residual.injecting();
    }
}
