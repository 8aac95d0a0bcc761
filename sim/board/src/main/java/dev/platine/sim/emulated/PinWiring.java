package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.I2cTarget;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.Surroundings;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.bus.BusProbe;
import dev.platine.sim.clock.Runner;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.net.Driver;
import dev.platine.sim.net.EdgeWatch;
import dev.platine.sim.net.Pin;
import dev.platine.sim.net.Schmitt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Between a chip's pins and the board's nets. What the chip drives takes effect at the chip's own time: the run ends there, and the rack
 * goes on from it. Pins that the board does not wire follow their own drive.
 *
 * <p>Inside the rack only.
 */
final class PinWiring implements Surroundings {
    /** Of a port's transistors, at 3.3 V (data sheets: 0.4 V at 8 mA). */
    private static final double DRIVE_OHM = 50;

    private static final double PULL_OHM = 40_000;
    private static final double DAC_OHM = 15_000;
    private static final double LOW = 0.3;
    private static final double HIGH = 0.7;
    /** Clocks above it come out as their mean: pins are no faster (data sheets). */
    private static final double FASTEST_HZ = 100e6;

    private static final int PINS = 16 * 16;
    private static final int UNTOLD = -1;

    // What others are told beside serial frames.
    private enum Sign {
        SERIAL_FRAME_BEGINS,
        CLOCK_RELEASED
    }

    /** The value is a voltage, or the frequency of a wave. */
    private record Change(
            int pin, Drive drive, double value, @Nullable Object frame) {}

    private final BodyContext context;
    private final UartPorts uarts;
    private final @Nullable Pin[] wires = new Pin[PINS];
    private final @Nullable Driver[] drivers = new Driver[PINS];
    private final @Nullable Driver[] pulls = new Driver[PINS];
    private final @Nullable Stage[] stages = new Stage[PINS];
    private final @Nullable EdgeWatch[] watches = new EdgeWatch[PINS];
    private final Drive[] shown = new Drive[PINS];
    private final int[] told = new int[PINS];
    private final Deque<Change> outbox = new ArrayDeque<>();
    private final Timer effect;
    private final BusWiring buses;
    private final Supplies supplies;
    private double supplyV = Supplies.NOMINAL_V;
    private @Nullable Chip chip;

    PinWiring(BodyContext context, Runner self, UartPorts uarts) {
        this.context = context;
        supplies = new Supplies(context, this);
        this.uarts = uarts;
        effect = context.time().timer("pins", this::takeEffect);
        buses = new BusWiring(context.time(), self, wires);
        java.util.Arrays.fill(shown, Drive.FLOATING);
        java.util.Arrays.fill(told, UNTOLD);
    }

    void chip(Chip now) {
        chip = now;
        buses.chip(now);
    }

    /** The chip on its clocked buses. */
    BusWiring buses() {
        return buses;
    }

    Chip chip() {
        return Objects.requireNonNull(chip);
    }

    /** Joins the pins to their nets; nothing is driven. */
    @SuppressWarnings("resource") // ends with release()
    void join() {
        supplyV = supplies.join();
        for (Map.Entry<String, Pin> entry : context.pins().entrySet()) {
            if (Supplies.PINS.contains(entry.getKey())) {
                continue;
            }
            int number = number(entry.getKey());
            Pin pin = entry.getValue();
            wires[number] = pin;
            drivers[number] = pin.driver();
            pulls[number] = pin.load();
            Stage stage = Stage.of(entry.getKey(), context.spec().parameters());
            stages[number] = stage;
            if (stage != null) {
                drivers[number].drive(stage.lowV(), stage.ohms());
                continue;
            }
            EdgeWatch watch = new EdgeWatch(
                    pin,
                    context.time(),
                    new Schmitt(LOW * supplyV, HIGH * supplyV),
                    (high, ns) -> sensed(number, high));
            watches[number] = watch;
            pin.onFrame(frame -> heard(number, frame));
        }
    }

    /** The chip's supply has changed: what it drives high and pulls up follows. */
    void supplied(double volts) {
        supplyV = volts;
        for (int pin = 0; pin < PINS; pin++) {
            boolean follows = shown[pin] == Drive.HIGH || shown[pin] == Drive.PULL_UP;
            if (follows && wires[pin] != null && drivers[pin] != null) {
                put(pin, shown[pin], 0);
            }
        }
    }

    /** Tells the chip the level of every pin. */
    void tellAll() {
        for (int pin = 0; pin < PINS; pin++) {
            EdgeWatch watch = watches[pin];
            if (watch != null) {
                chip().level(pin, watch.high());
            }
        }
    }

    /** Lets everything go: power is gone. */
    void release() {
        effect.cancel();
        outbox.clear();
        buses.release();
        for (int pin = 0; pin < PINS; pin++) {
            EdgeWatch watch = watches[pin];
            if (watch != null) {
                watch.close();
            }
            watches[pin] = null;
            drivers[pin] = null;
            pulls[pin] = null;
            shown[pin] = Drive.FLOATING;
            told[pin] = UNTOLD;
        }
        context.pins().values().forEach(Pin::clear);
    }

    /** The number of a pin's name; names are checked when the board is built. */
    static int number(String name) {
        return (name.charAt(1) - 'A') * 16 + Integer.parseInt(name.substring(2));
    }

    private void sensed(int pin, boolean high) {
        catchUp();
        chip().level(pin, high);
    }

    private void heard(int pin, Object frame) {
        if (frame instanceof BusProbe probe) {
            probe.add(buses, pin);
        } else if (frame instanceof SerialFrame serial) {
            catchUp();
            chip().received(pin, serial);
        } else if (frame == Sign.SERIAL_FRAME_BEGINS) {
            catchUp();
            chip().receiving(pin);
        } else if (frame == Sign.CLOCK_RELEASED) {
            catchUp();
            chip().released(pin);
        }
    }

    /** A sleeping chip is behind; it is brought to now before anything reaches it. */
    void catchUp() {
        long now = context.time().nowNs();
        if (chip().nowNs() < now) {
            buses.self().run(now);
        }
    }

    @Override
    public void driven(int pin, Drive drive, double volts) {
        if (wires[pin] == null) {
            record(pin, drive, 0);
        } else {
            later(new Change(pin, drive, volts, null));
        }
    }

    @Override
    public void waves(int pin, double hz) {
        if (wires[pin] == null) {
            record(pin, Drive.WAVE, hz);
        } else {
            later(new Change(pin, Drive.WAVE, hz, null));
        }
    }

    private void later(Change change) {
        outbox.add(change);
        if (!effect.armed()) {
            effect.at(chip().nowNs());
        }
        chip().leave();
    }

    private void takeEffect() {
        Change change = outbox.poll();
        while (change != null) {
            Object frame = change.frame;
            if (frame == null) {
                apply(change);
            } else {
                Pin wire = wires[change.pin];
                if (wire != null) {
                    wire.send(frame);
                }
            }
            change = outbox.poll();
        }
    }

    private void apply(Change change) {
        EdgeWatch watch = watches[change.pin];
        if (watch != null) {
            watch.followWaves(change.drive != Drive.WAVE);
        }
        put(change.pin, change.drive, change.value);
        record(change.pin, change.drive, change.value);
    }

    private void put(int pin, Drive drive, double value) {
        Driver driver = Objects.requireNonNull(drivers[pin]);
        Driver pull = Objects.requireNonNull(pulls[pin]);
        Stage stage = stages[pin];
        if (stage != null && drive == Drive.WAVE) {
            wave(driver, value, stage.highV(), stage.lowV(), stage.ohms());
            return;
        }
        if (stage != null) {
            boolean high = drive == Drive.HIGH || drive == Drive.PULL_UP;
            driver.drive(high ? stage.highV() : stage.lowV(), stage.ohms());
            return;
        }
        switch (drive) {
            case FLOATING -> {
                driver.release();
                pull.release();
            }
            case PULL_UP -> {
                driver.release();
                pull.drive(supplyV, PULL_OHM);
            }
            case PULL_DOWN -> {
                driver.release();
                pull.drive(0, PULL_OHM);
            }
            case LOW -> driver.drive(0, DRIVE_OHM);
            case HIGH -> driver.drive(supplyV, DRIVE_OHM);
            case ANALOG -> driver.drive(value, DAC_OHM);
            case WAVE -> wave(driver, value, supplyV, 0, DRIVE_OHM);
        }
    }

    private static void wave(Driver driver, double hz, double highV, double lowV, double ohms) {
        if (hz <= FASTEST_HZ) {
            driver.wave(hz, 0.5, highV, lowV, ohms);
        } else {
            driver.drive((highV + lowV) / 2, ohms);
        }
    }

    /** Tells the level of a pin that the chip drives, and where it goes when the chip lets it go (an open drain, a reset); of a clock its frequency. */
    private void record(int pin, Drive drive, double hz) {
        if (drive == Drive.WAVE || shown[pin] == Drive.WAVE) {
            long now = drive == Drive.WAVE ? Math.round(hz) : 0;
            context.events().event(chip().nowNs(), "clock", Chip.pinName(pin), String.valueOf(now));
        }
        if (drive == Drive.WAVE) {
            shown[pin] = drive;
            told[pin] = UNTOLD;
            return;
        }
        shown[pin] = drive;
        int level = switch (drive) {
            case HIGH -> 1;
            case LOW -> 0;
            case ANALOG -> told[pin];
            default -> told[pin] == UNTOLD ? UNTOLD : let(pin, drive);
        };
        if (level != told[pin]) {
            told[pin] = level;
            context.events().event(chip().nowNs(), "net", Chip.pinName(pin), String.valueOf(level));
        }
    }

    private int let(int pin, Drive drive) {
        Pin wire = wires[pin];
        double floating = told[pin] * supplyV;
        double volts = wire != null
                ? wire.volts()
                : drive == Drive.PULL_UP ? supplyV : drive == Drive.PULL_DOWN ? 0 : floating;
        return volts > HIGH * supplyV ? 1 : volts < LOW * supplyV ? 0 : told[pin];
    }

    @Override
    public boolean decides(int pin) {
        return wires[pin] != null && stages[pin] == null;
    }

    @Override
    public double volts(int pin) {
        Pin wire = wires[pin];
        if (wire != null) {
            return wire.volts();
        }
        return shown[pin] == Drive.HIGH || shown[pin] == Drive.PULL_UP ? supplyV : 0;
    }

    @Override
    public void sending(int pin, long endNs) {
        if (wires[pin] != null && buses.sending(pin, endNs)) {
            later(new Change(pin, Drive.FLOATING, 0, Sign.SERIAL_FRAME_BEGINS));
        }
    }

    @Override
    public void sent(int pin, SerialFrame frame) {
        uarts.sent(pin, frame);
        if (wires[pin] != null) {
            later(new Change(pin, Drive.FLOATING, 0, frame));
        }
    }

    @Override
    public void shifting(int clockPin, long endNs) {
        buses.shifting(clockPin, endNs);
    }

    @Override
    public void follows(int clockPin, boolean on) {
        buses.follows(clockPin, on);
    }

    @Override
    public int clocked(SpiFrame frame) {
        return buses.clocked(frame);
    }

    @Override
    public I2cTarget bus(int clockPin, int dataPin) {
        return buses.bus(clockPin, dataPin);
    }

    @Override
    public void released(int clockPin) {
        if (wires[clockPin] != null) {
            later(new Change(clockPin, Drive.FLOATING, 0, Sign.CLOCK_RELEASED));
        }
    }
}
