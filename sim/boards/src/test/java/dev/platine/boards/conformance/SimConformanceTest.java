package dev.platine.boards.conformance;

import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;

/** The charger of the catalogue in the same JVM. */
class SimConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new InProcessBoard("sim", Specs.evCharger());
    }
}
