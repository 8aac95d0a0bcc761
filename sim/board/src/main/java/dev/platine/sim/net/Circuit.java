package dev.platine.sim.net;

import dev.platine.core.time.NanoClock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nets of one board and the pins that are wired to them. Inside the rack only; in the order of making. */
public final class Circuit {
    private final NanoClock clock;
    private final NetDiagnostics diagnostics;
    private final Map<String, Net> nets = new LinkedHashMap<>();
    private final Map<String, Pin> pins = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    /**
     * A circuit without nets.
     *
     * @param clock virtual time
     * @param diagnostics who is told what is wrong
     */
    public Circuit(NanoClock clock, NetDiagnostics diagnostics) {
        this.clock = clock;
        this.diagnostics = diagnostics;
    }

    /**
     * Makes a net.
     *
     * @param name its name
     * @return the net
     * @throws IllegalArgumentException when there is one of that name
     */
    public Net addNet(String name) {
        Net net = new Net(name, clock, diagnostics);
        if (nets.putIfAbsent(name, net) != null) {
            throw new IllegalArgumentException("must be unique on a board: net " + name);
        }
        return net;
    }

    /**
     * Gives a net another name.
     *
     * @param name the other name
     * @param net the net's name
     */
    public void alias(String name, String net) {
        aliases.put(name, net);
    }

    /**
     * A net's own name.
     *
     * @param name its name, or another one of it
     * @return its name; the same if nothing is called so
     */
    public String netName(String name) {
        return aliases.getOrDefault(name, name);
    }

    /**
     * Finds a net.
     *
     * @param name its name, or another one of it
     * @return the net
     * @throws IllegalArgumentException when there is none of that name
     */
    public Net net(String name) {
        Net net = nets.get(netName(name));
        if (net == null) {
            throw new IllegalArgumentException("no net " + name + "; there are " + nets.keySet());
        }
        return net;
    }

    /**
     * Makes a pin and wires it.
     *
     * @param name {@code part.pin}
     * @param net name of its net, or null for a pin that is not wired
     * @return the pin
     * @throws IllegalArgumentException when the name is taken or there is no such net
     */
    public Pin addPin(String name, @Nullable String net) {
        Pin pin = new Pin(name, net == null ? null : net(net), new Net(name, clock, diagnostics));
        if (pins.putIfAbsent(name, pin) != null) {
            throw new IllegalArgumentException("must be unique on a board: pin " + name);
        }
        return pin;
    }

    /**
     * Finds a pin.
     *
     * @param name {@code part.pin}
     * @return the pin
     * @throws IllegalArgumentException when there is none of that name
     */
    public Pin pin(String name) {
        Pin pin = pins.get(name);
        if (pin == null) {
            throw new IllegalArgumentException("no pin " + name + "; there are " + pins.keySet());
        }
        return pin;
    }

    /**
     * All nets.
     *
     * @return by name, in the order of making; unmodifiable
     */
    public Map<String, Net> nets() {
        return Collections.unmodifiableMap(nets);
    }

    /**
     * All pins.
     *
     * @return by name, in the order of making; unmodifiable
     */
    public Map<String, Pin> pins() {
        return Collections.unmodifiableMap(pins);
    }
}
