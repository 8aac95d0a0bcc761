package dev.platine.sim.regression;

import dev.platine.sim.net.Circuit;
import dev.platine.sim.net.Net;
import dev.platine.sim.net.NetDiagnostics;

/** Circuits without a rack around them. */
final class Circuits {
    private Circuits() {}

    /** A circuit at time 0 that must have no trouble. */
    static Circuit sound() {
        return new Circuit(() -> 0, new NetDiagnostics() {
            @Override
            public void trouble(Net net, String line) {
                throw new AssertionError(line);
            }

            @Override
            public void listenerFailed(Net net, Throwable cause) {
                throw new AssertionError(cause);
            }
        });
    }
}
