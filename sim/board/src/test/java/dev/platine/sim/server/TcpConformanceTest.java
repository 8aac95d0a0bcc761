package dev.platine.sim.server;

import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;

class TcpConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new RackUnderTest("tcp", "tcp://127.0.0.1:0", "");
    }
}
