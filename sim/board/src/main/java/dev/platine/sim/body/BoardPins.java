package dev.platine.sim.body;

import dev.platine.sim.clock.Runner;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.net.Driver;
import dev.platine.sim.net.EdgeMeter;
import dev.platine.sim.net.EdgeWatch;
import dev.platine.sim.net.Pin;
import dev.platine.sim.net.Schmitt;
import java.util.function.BiFunction;

// The pins of a modelled microcontroller, for one life of its firmware.
final class BoardPins implements Pins {
    private static final double LOW_V = 0.3 * SUPPLY_V;
    private static final double HIGH_V = 0.7 * SUPPLY_V;
    private static final double PUSH_PULL_OHM = 30;
    private static final double PULL_OHM = 40_000;
    private static final long CAPTURE_TIMEOUT_NS = 100_000_000;

    private final BodyContext context;
    private final TimerSource time;

    BoardPins(BodyContext context, BiFunction<String, Runnable, Timer> timers) {
        this.context = context;
        this.time = new TimerSource() {
            @Override
            public Timer timer(String name, Runnable onDue) {
                return timers.apply(name, onDue);
            }

            @Override
            public long nowNs() {
                return context.time().nowNs();
            }

            @Override
            public void add(Runner runner) {
                context.time().add(runner);
            }

            @Override
            public void remove(Runner runner) {
                context.time().remove(runner);
            }
        };
    }

    private Pin pin(String name) {
        Pin pin = context.pins().get(name);
        if (pin == null) {
            throw new IllegalArgumentException("no pin " + name + " on board " + context.board() + "; there are "
                    + context.pins().keySet());
        }
        return pin;
    }

    @Override
    public DigitalPin digitalIn(String pin) {
        return digitalIn(pin, LOW_V, HIGH_V);
    }

    @Override
    public DigitalPin digitalIn(String pin, double lowV, double highV) {
        return new Digital(pin(pin), lowV, highV);
    }

    @Override
    public AnalogPin analogIn(String pin, double fullScaleV, int bits) {
        return new Analog(pin(pin), fullScaleV, bits);
    }

    @Override
    public DrivePin out(String pin) {
        return out(pin, 0, SUPPLY_V, PUSH_PULL_OHM);
    }

    @Override
    public DrivePin out(String pin, double lowV, double highV, double ohms) {
        return new Drive(pin(pin).driver(), lowV, highV, ohms);
    }

    @Override
    public PwmCapture pwmIn(String pin) {
        return new Capture(pin(pin));
    }

    private final class Digital implements DigitalPin {
        private final Pin pin;
        private final double lowV;
        private final double highV;
        private final Schmitt level;
        private final Driver pull;

        Digital(Pin pin, double lowV, double highV) {
            this.pin = pin;
            this.lowV = lowV;
            this.highV = highV;
            this.level = new Schmitt(lowV, highV);
            this.pull = pin.load();
            level.read(pin.volts());
            pin.onChange(net -> level.read(net.volts()), 0);
        }

        @Override
        public boolean read() {
            return level.read(pin.volts());
        }

        @Override
        @SuppressWarnings("resource") // ends with the firmware's timers and listeners
        public void onEdge(Runnable interrupt) {
            new EdgeWatch(pin, time, new Schmitt(lowV, highV), (high, atNs) -> interrupt.run());
        }

        @Override
        public void pullUp() {
            pull.drive(SUPPLY_V, PULL_OHM);
        }

        @Override
        public void pullDown() {
            pull.drive(0, PULL_OHM);
        }
    }

    private static final class Analog implements AnalogPin {
        private final Pin pin;
        private final double stepV;
        private final int most;

        Analog(Pin pin, double fullScaleV, int bits) {
            if (!(fullScaleV > 0 && fullScaleV < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("must be above 0: fullScaleV=" + fullScaleV + " of " + pin.name());
            }
            if (bits < 1 || bits > 24) {
                throw new IllegalArgumentException("must be 1 to 24: bits=" + bits + " of " + pin.name());
            }
            this.pin = pin;
            this.stepV = fullScaleV / (1 << bits);
            this.most = (1 << bits) - 1;
        }

        private int convert(double volts) {
            return (int) Math.max(0, Math.min(most, Math.round(volts / stepV)));
        }

        @Override
        public int readCounts() {
            return convert(pin.volts());
        }

        @Override
        public double readV() {
            return convert(pin.volts()) * stepV;
        }

        @Override
        public double readAverageV() {
            return convert(pin.net().averageVolts()) * stepV;
        }

        @Override
        public double readHighV() {
            return convert(pin.net().highVolts()) * stepV;
        }

        @Override
        public double readLowV() {
            return convert(pin.net().lowVolts()) * stepV;
        }
    }

    private static final class Drive implements DrivePin {
        private final Driver driver;
        private final double lowV;
        private final double highV;
        private final double ohms;
        // What set has asked for last, and nothing else since: a step that sets it again touches the driver no more.
        private boolean isSet;
        private boolean setHigh;

        Drive(Driver driver, double lowV, double highV, double ohms) {
            if (!(ohms > 0)) {
                throw new IllegalArgumentException("must be above 0: ohms=" + ohms + " of " + driver.who());
            }
            this.driver = driver;
            this.lowV = lowV;
            this.highV = highV;
            this.ohms = ohms;
        }

        @Override
        public void set(boolean high) {
            if (!isSet || setHigh != high) {
                isSet = true; // before driving: a listener of the net may set it anew
                setHigh = high;
                driver.drive(high ? highV : lowV, ohms);
            }
        }

        @Override
        public void pullLow(boolean low) {
            isSet = false;
            if (low) {
                driver.drive(lowV, ohms);
            } else {
                driver.release();
            }
        }

        @Override
        public void pwm(double hz, double duty) {
            isSet = false;
            driver.wave(hz, duty, highV, lowV, ohms);
        }

        @Override
        public void release() {
            isSet = false;
            driver.release();
        }
    }

    private static final class Capture implements PwmCapture {
        private final EdgeMeter meter;

        Capture(Pin pin) {
            meter = new EdgeMeter(pin, LOW_V, HIGH_V, CAPTURE_TIMEOUT_NS);
            pin.onChange(net -> meter.look(), 0);
        }

        @Override
        public double hz() {
            return meter.hz();
        }

        @Override
        public double duty() {
            return meter.duty();
        }
    }
}
