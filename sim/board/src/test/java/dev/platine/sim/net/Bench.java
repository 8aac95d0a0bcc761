package dev.platine.sim.net;

import dev.platine.sim.clock.VirtualClock;
import java.util.ArrayList;
import java.util.List;

/** Nets in virtual time, with what is wrong with them written down. */
final class Bench implements NetDiagnostics {
    final VirtualClock clock = new VirtualClock();
    final List<String> troubles = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    final Circuit circuit = new Circuit(clock, this);
    private int pins;

    Net net(String name) {
        return circuit.addNet(name);
    }

    Pin pin(String net) {
        return circuit.addPin("part" + pins++ + ".p", net);
    }

    void resistor(String from, String to, double ohms) {
        new Coupling(pin(from), pin(to), true).close(ohms);
    }

    @Override
    public void trouble(Net net, String line) {
        troubles.add(line);
    }

    @Override
    public void listenerFailed(Net net, Throwable cause) {
        failures.add(cause);
    }
}
