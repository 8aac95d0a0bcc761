package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.util.EnumSet;

/** A board of the catalogue as it is, with its firmware and its plant running. */
class EvChargerConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new ServedBoard(
                "tcp-ev-charger",
                Specs.catalogued("ev-charger"),
                new TcpConformanceTest.Tcp(),
                EnumSet.noneOf(Ability.class));
    }
}
