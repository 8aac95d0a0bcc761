package dev.platine.sim.hosted;

import dev.platine.sim.body.Pins;
import dev.platine.sim.body.PwmCapture;
import dev.platine.sim.net.Net;
import dev.platine.sim.net.Pin;
import dev.platine.sim.net.Schmitt;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one pin sees, written into the block when it may have changed. Inside the rack only. */
final class PinSense {
    private final Pin pin;
    private final PinSpec.Kind kind;
    private final ByteBuffer block;
    private final int at;
    private final Schmitt threshold;
    private final @Nullable PwmCapture capture;
    private final double stepV;
    private final double most;
    private boolean changed = true;
    private boolean waving;

    PinSense(PinSpec spec, Pin pin, ByteBuffer block, Pins live) {
        this.pin = pin;
        this.kind = spec.kind();
        this.block = block;
        this.at = BlockLayout.IN + spec.index() * BlockLayout.IN_BYTES;
        this.threshold = threshold(spec);
        this.stepV = spec.bits() == 0 ? 0 : spec.highV() / (1 << spec.bits());
        this.most = (1 << spec.bits()) - 1;
        this.capture = kind == PinSpec.Kind.CAPTURE_IN ? live.pwmIn(spec.name()) : null;
        threshold.read(pin.volts());
        pin.onChange(this::heard, 0);
    }

    static Schmitt threshold(PinSpec spec) {
        boolean drives = spec.kind() == PinSpec.Kind.IN_OUT;
        double span = spec.highV() - spec.lowV();
        return drives
                ? new Schmitt(spec.lowV() + 0.3 * span, spec.lowV() + 0.7 * span)
                : new Schmitt(Math.min(spec.lowV(), spec.highV()), spec.highV());
    }

    private void heard(Net net) {
        changed = true;
        threshold.read(net.volts());
    }

    void write() {
        PwmCapture timed = capture;
        if (timed != null) {
            block.putDouble(at + BlockLayout.IN_HZ, timed.hz());
            block.putDouble(at + BlockLayout.IN_DUTY, timed.duty());
        }
        if (!changed && !waving) {
            return;
        }
        Net net = pin.net();
        if (kind == PinSpec.Kind.ANALOG_IN) {
            block.putDouble(at + BlockLayout.IN_VOLTS, convert(net.volts()));
            if (changed) {
                block.putDouble(at + BlockLayout.IN_AVERAGE_V, convert(net.averageVolts()));
                block.putDouble(at + BlockLayout.IN_HIGH_V, convert(net.highVolts()));
                block.putDouble(at + BlockLayout.IN_LOW_V, convert(net.lowVolts()));
            }
        } else {
            block.putInt(at + BlockLayout.IN_LEVEL, threshold.read(net.volts()) ? 1 : 0);
        }
        waving = net.wavePeriodNs() != 0;
        changed = false;
    }

    private double convert(double volts) {
        return stepV == 0 ? volts : Math.max(0, Math.min(most, Math.rint(volts / stepV))) * stepV;
    }
}
