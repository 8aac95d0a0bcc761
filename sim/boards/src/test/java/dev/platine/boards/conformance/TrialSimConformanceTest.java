package dev.platine.boards.conformance;

import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;

/** A board with every kind of channel, so that no behaviour is left out for want of one. */
class TrialSimConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new InProcessBoard("sim", Specs.trial());
    }
}
