package dev.platine.device;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.util.EnumSet;

/** The trial board in C on a socket, where peers may say what they like. */
class TrialTcpConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new TrialBoard("tcp:0", EnumSet.of(Ability.MANY_CLIENTS, Ability.BENCH));
    }
}
