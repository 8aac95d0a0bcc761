package dev.platine.sim.net;

/** Hears changes of a net. Inside the rack only; must not block; may drive nets, which takes effect when it returns. */
@FunctionalInterface
public interface NetListener {
    /**
     * The net's voltage, its wave, or whether it is driven changed.
     *
     * @param net the net as it is now
     */
    void changed(Net net);
}
