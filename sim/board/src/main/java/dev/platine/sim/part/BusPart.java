package dev.platine.sim.part;

import dev.platine.sim.bus.BusMember;
import dev.platine.sim.bus.BusProbe;
import dev.platine.sim.net.Pin;
import java.util.List;

// A part with pins on clocked buses, numbered in the order given. Pins that are not wired read low.
abstract class BusPart extends Part implements BusMember {
    private static final double HIGH_V = 1.65;
    private static final double WIRE_OHM = 30;

    private final Pin[] pins;

    BusPart(PartContext context, List<String> names) {
        super(context);
        pins = new Pin[names.size()];
        for (int i = 0; i < pins.length; i++) {
            int number = i;
            pins[i] = context.pin(names.get(i));
            pins[i].onFrame(frame -> {
                if (frame instanceof BusProbe probe) {
                    probe.add(this, number);
                }
            });
        }
    }

    final Pin pin(int number) {
        return pins[number];
    }

    @Override
    public final BusProbe probe(int pin) {
        BusProbe probe = new BusProbe();
        pins[pin].send(probe);
        return probe;
    }

    // Who is joined by wires and contacts, not by resistors such as the termination of a bus.
    final BusProbe probeWires(int pin) {
        BusProbe probe = new BusProbe();
        pins[pin].send(probe, WIRE_OHM);
        return probe;
    }

    @Override
    public final boolean high(int pin) {
        return pins[pin].volts() > HIGH_V;
    }
}
