package dev.platine.sim.net;

/** Who is told what is wrong with a net. Inside the rack only; must not throw. */
public interface NetDiagnostics {
    /**
     * Something is wrong with a net, which goes on working.
     *
     * @param net the net
     * @param line what is wrong, for people
     */
    void trouble(Net net, String line);

    /**
     * A listener threw; the others were still called.
     *
     * @param net the net
     * @param cause what it threw
     */
    void listenerFailed(Net net, Throwable cause);
}
