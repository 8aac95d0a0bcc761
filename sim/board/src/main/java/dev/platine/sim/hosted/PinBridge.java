package dev.platine.sim.hosted;

import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.Pins;
import dev.platine.sim.clock.Runner;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.net.Pin;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Between the nets and the block, for one life of a firmware: what the pins see before a call, what they drive after it.
 *
 * <p>Inside the rack only. Neither way allocates.
 */
final class PinBridge {
    private static final double PULL_OHM = 40_000;

    private final PinSense[] senses;
    private final PinDrive[] drives;

    /**
     * Joins the pins to their nets; nothing is driven.
     *
     * @param wake called when an edge shall wake the firmware
     */
    @SuppressWarnings("resource") // watches of edges end with the firmware's timers and listeners
    PinBridge(
            BodyContext context,
            List<PinSpec> specs,
            FirmwareBlock block,
            BiFunction<String, Runnable, Timer> timers,
            Runnable wake) {
        Pins live = context.livePins(timers);
        long bootNs = context.time().nowNs();
        TimerSource time = new LifeTime(context.time(), timers);
        senses = specs.stream()
                .filter(spec -> spec.kind() != PinSpec.Kind.OUT)
                .map(spec -> new PinSense(spec, pin(context, spec), block.memory(), live))
                .toArray(PinSense[]::new);
        drives = specs.stream()
                .filter(spec -> spec.kind().drives())
                .map(spec -> new PinDrive(spec, pin(context, spec), block.memory()))
                .toArray(PinDrive[]::new);
        for (PinSpec spec : specs) {
            pull(context, spec);
            if (spec.has(PinSpec.EDGES) || spec.has(PinSpec.WAKE)) {
                new EdgeCount(spec, pin(context, spec), block.memory(), time, bootNs, wake);
            }
        }
    }

    private static Pin pin(BodyContext context, PinSpec spec) {
        Pin pin = context.pins().get(spec.name());
        if (pin == null) {
            throw new IllegalStateException("pin " + spec.name() + " was wired when the board was built");
        }
        return pin;
    }

    private static void pull(BodyContext context, PinSpec spec) {
        if (spec.has(PinSpec.PULL_UP)) {
            pin(context, spec).load().drive(Pins.SUPPLY_V, PULL_OHM);
        }
        if (spec.has(PinSpec.PULL_DOWN)) {
            pin(context, spec).load().drive(0, PULL_OHM);
        }
    }

    /** Writes what the pins see. */
    void sense() {
        for (PinSense sense : senses) {
            sense.write();
        }
    }

    /**
     * Drives what the firmware set.
     *
     * @throws FirmwareFailure when it set what no pin can do
     */
    void drive() {
        for (PinDrive drive : drives) {
            drive.follow();
        }
    }

    private record LifeTime(TimerSource rack, BiFunction<String, Runnable, Timer> timers) implements TimerSource {
        @Override
        public Timer timer(String name, Runnable onDue) {
            return timers.apply(name, onDue);
        }

        @Override
        public long nowNs() {
            return rack.nowNs();
        }

        @Override
        public void add(Runner runner) {
            rack.add(runner);
        }

        @Override
        public void remove(Runner runner) {
            rack.remove(runner);
        }
    }
}
