package dev.platine.sim.service;

/** The firmware's ear for set-points. Inside the rack only; must not block. */
@FunctionalInterface
public interface SetpointListener {
    /**
     * A set-point was written, by a host or because it went safe; the value may be the same as before.
     *
     * @param outputChannel the channel's id
     * @param bits the value now in force
     */
    void setpoint(int outputChannel, int bits);
}
