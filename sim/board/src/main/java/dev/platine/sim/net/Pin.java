package dev.platine.sim.net;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a wire: one pin of a part, joined to a net. The wire can be cut; what the pin drives and hears then happens on a
 * stub of its own, which starts at the voltage that the net had.
 *
 * <p>Inside the rack only.
 */
public final class Pin {
    private final String name;
    private final Net home;
    private final List<Driver> drivers = new ArrayList<>();
    private final List<Tap> taps = new ArrayList<>();
    private final List<Consumer<Passage>> ears = new ArrayList<>();
    private final Net stub;
    private Net net;

    Pin(String name, @Nullable Net home, Net stub) {
        this.name = name;
        this.home = home == null ? stub : home;
        this.stub = stub;
        this.net = this.home;
    }

    /**
     * The pin's name.
     *
     * @return {@code part.pin}
     */
    public String name() {
        return name;
    }

    /**
     * What the pin is joined to now.
     *
     * @return its net, or its stub when the wire is cut or was never there
     */
    public Net net() {
        return net;
    }

    /**
     * Tells whether the pin is wired at all.
     *
     * @return false when no net was named for it
     */
    public boolean wired() {
        return home != stub;
    }

    /**
     * Tells whether the wire is cut.
     *
     * @return true from cutting to mending
     */
    public boolean cut() {
        return wired() && net == stub;
    }

    /**
     * Cuts or mends the wire. Does nothing when it is so already, or when the pin is not wired.
     *
     * @param cut true to cut
     */
    public void cut(boolean cut) {
        if (!wired() || cut == cut()) {
            return;
        }
        Net before = net;
        net = cut ? stub : home;
        if (cut) {
            stub.hold(before.volts());
        }
        for (Tap tap : taps) {
            before.untap(tap);
        }
        for (Driver driver : drivers) {
            before.expel(driver);
        }
        before.frames.remove(this);
        for (Consumer<Passage> ear : ears) {
            net.frames.add(this, ear);
        }
        for (Tap tap : taps) {
            net.retap(tap);
        }
        for (Driver driver : drivers) {
            net.adopt(driver);
        }
        for (Tap tap : taps) {
            if (tap.concerned(net)) {
                net.call(tap);
            }
        }
    }

    /**
     * The voltage at the pin at this instant.
     *
     * @return volts
     */
    public double volts() {
        return net.volts();
    }

    /**
     * Adds a driver that follows the wire. Make it once.
     *
     * @return the driver, released
     */
    public Driver driver() {
        Driver driver = net.driver(name);
        drivers.add(driver);
        return driver;
    }

    /**
     * Adds a load that follows the wire, see {@link Net#load}. Make it once.
     *
     * @return the load, released
     */
    public Driver load() {
        Driver driver = net.load(name);
        drivers.add(driver);
        return driver;
    }

    /**
     * Listens at the pin.
     *
     * @param listener is called when what the pin sees changed, also by cutting and mending
     * @param stepV least difference, in volts, 0 or more
     * @throws IllegalArgumentException when the step is negative or not a number
     */
    public void onChange(NetListener listener, double stepV) {
        if (!(stepV >= 0)) {
            throw new IllegalArgumentException("must be >= 0: stepV=" + stepV + " at " + name);
        }
        taps.add(net.tap(new Tap(listener, stepV, false, home.nextTapOrder())));
    }

    /**
     * Listens to whole frames at the pin, those of couplings that are closed included.
     *
     * @param listener hears what others send
     */
    public void onFrame(FrameListener listener) {
        onPassage(passage -> listener.heard(passage.frame));
    }

    void onPassage(Consumer<Passage> listener) {
        ears.add(listener);
        net.frames.add(this, listener);
    }

    /**
     * Sends a whole frame; everybody else on the net hears it now, and on nets that are joined to it, each once.
     *
     * @param frame what
     */
    public void send(Object frame) {
        send(frame, Coupling.FRAME_OHMS);
    }

    /**
     * Sends a whole frame as {@link #send(Object)} does, but not through larger resistances.
     *
     * @param frame what
     * @param mostOhms of a coupling that passes it on, at most {@link Coupling#FRAME_OHMS}
     */
    public void send(Object frame, double mostOhms) {
        net.frames.pass(this, new Passage(frame, mostOhms));
    }

    void pass(Passage passage) {
        net.frames.pass(this, passage);
    }

    void onAnything(NetListener listener) {
        taps.add(net.tap(new Tap(listener, 0, true, home.nextTapOrder())));
    }

    /** Takes everything off that was put on this pin: drivers and listeners. For pins whose owner starts anew. */
    public void clear() {
        for (Tap tap : taps) {
            net.untap(tap);
        }
        taps.clear();
        net.frames.remove(this);
        ears.clear();
        for (Driver driver : drivers) {
            net.expel(driver);
        }
        drivers.clear();
    }

    @Override
    public String toString() {
        return name + (cut() ? " (cut)" : " on " + net.name());
    }
}
