package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.util.EnumSet;

/** A board with every kind of channel over TCP, so that no behaviour is left out for want of one. */
class TrialTcpConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new ServedBoard("tcp", Specs.trial(), new TcpConformanceTest.Tcp(), EnumSet.noneOf(Ability.class));
    }
}
