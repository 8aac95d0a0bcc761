package dev.platine.sim.server;

import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;

class SimConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new RackUnderTest("sim", "", "");
    }
}
