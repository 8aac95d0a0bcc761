package dev.platine.boards.evcharger;

import dev.platine.sim.body.DrivePin;

/** Puts the pilot out: 1 kHz between -12 V and 12 V through 1 kOhm (IEC 61851-1:2017, table A.2), or steady. */
final class PilotGenerator {
    static final double HZ = 1_000;
    static final double HIGH_V = 12;
    static final double LOW_V = -12;
    static final double OHMS = 1_000;

    /** Smaller increases wait, so that noise does not move the wave; decreases do not wait. */
    private static final double STEP_A = 0.25;

    private final DrivePin pin;
    private ChargeStateMachine.Pilot mode = ChargeStateMachine.Pilot.STEADY;
    private double offeredA;

    PilotGenerator(DrivePin pin) {
        this.pin = pin;
        pin.set(true);
    }

    void step(ChargeStateMachine.Pilot wanted, double limitA) {
        boolean wave = wanted == ChargeStateMachine.Pilot.WAVE;
        double next = !wave ? 0 : limitA < offeredA || limitA >= offeredA + STEP_A ? limitA : offeredA;
        if (wanted == mode && next == offeredA) {
            return;
        }
        mode = wanted;
        offeredA = next;
        if (wave) {
            pin.pwm(HZ, ChargingCurrent.dutyFor(next));
        } else {
            pin.set(wanted == ChargeStateMachine.Pilot.STEADY);
        }
    }

    boolean wave() {
        return mode == ChargeStateMachine.Pilot.WAVE;
    }

    /** What the wave says, in ampere; 0 without a wave. */
    double offeredA() {
        return offeredA;
    }

    /** 1 for steady 12 V, 0 for steady -12 V. */
    double duty() {
        return switch (mode) {
            case WAVE -> ChargingCurrent.dutyFor(offeredA);
            case STEADY -> 1;
            case UNAVAILABLE -> 0;
        };
    }
}
