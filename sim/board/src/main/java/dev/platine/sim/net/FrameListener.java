package dev.platine.sim.net;

/** Hears whole frames on a wire: what a bus says without each of its edges. Inside the rack only. */
@FunctionalInterface
public interface FrameListener {
    /**
     * A frame came, ending now.
     *
     * @param frame what; listeners take the kinds that they know
     */
    void heard(Object frame);
}
