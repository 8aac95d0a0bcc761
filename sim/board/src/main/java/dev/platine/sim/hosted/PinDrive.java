package dev.platine.sim.hosted;

import dev.platine.sim.net.Driver;
import dev.platine.sim.net.Pin;
import java.nio.ByteBuffer;

/** What the firmware drives at one pin, read from the block when it differs from last time. Inside the rack only. */
final class PinDrive {
    static final int OFF = 0;
    static final int PUSH_PULL = 1;
    static final int OPEN_DRAIN = 2;
    static final int PWM = 3;
    static final int ANALOG = 4;
    private static final double MOST_HZ = 100e6;

    private final PinSpec spec;
    private final Driver driver;
    private final ByteBuffer block;
    private final int at;
    private long mode;
    private long volts;
    private long hz;
    private long duty;

    PinDrive(PinSpec spec, Pin pin, ByteBuffer block) {
        this.spec = spec;
        this.driver = pin.driver();
        this.block = block;
        this.at = BlockLayout.OUT + spec.index() * BlockLayout.OUT_BYTES;
    }

    void follow() {
        long newMode = block.getLong(at + BlockLayout.OUT_MODE); // and level
        long newVolts = block.getLong(at + BlockLayout.OUT_VOLTS);
        long newHz = block.getLong(at + BlockLayout.OUT_HZ);
        long newDuty = block.getLong(at + BlockLayout.OUT_DUTY);
        if (newMode != mode || newVolts != volts || newHz != hz || newDuty != duty) {
            mode = newMode;
            volts = newVolts;
            hz = newHz;
            duty = newDuty;
            drive((int) newMode, (int) (newMode >>> Integer.SIZE) != 0);
        }
    }

    private void drive(int how, boolean high) {
        switch (how) {
            case OFF -> driver.release();
            case PUSH_PULL -> driver.drive(high ? spec.highV() : spec.lowV(), spec.ohms());
            case OPEN_DRAIN -> {
                if (high) {
                    driver.release();
                } else {
                    driver.drive(spec.lowV(), spec.ohms());
                }
            }
            case PWM -> wave(Double.longBitsToDouble(hz), Double.longBitsToDouble(duty));
            case ANALOG -> level(Double.longBitsToDouble(volts));
            default -> throw wrong("mode must be one of PLATINE_DRIVE_...: mode=" + Integer.toUnsignedString(how));
        }
    }

    private void wave(double frequencyHz, double share) {
        if (!(frequencyHz > 0 && frequencyHz <= MOST_HZ)) {
            throw wrong("hz must be above 0 and at most 100e6: hz=" + frequencyHz);
        }
        if (!(share >= 0 && share <= 1)) {
            throw wrong("duty must be 0 to 1: duty=" + share);
        }
        driver.wave(frequencyHz, share, spec.highV(), spec.lowV(), spec.ohms());
    }

    private void level(double wantedV) {
        if (Double.isNaN(wantedV)) {
            throw wrong("volts must be a number: volts=NaN");
        }
        driver.drive(Math.max(spec.lowV(), Math.min(spec.highV(), wantedV)), spec.ohms());
    }

    private FirmwareFailure wrong(String rule) {
        return new FirmwareFailure("drove pin " + spec.name() + " wrongly, " + rule);
    }
}
