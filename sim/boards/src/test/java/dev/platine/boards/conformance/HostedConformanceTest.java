package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;

/** The charger with its firmware in C, in this process, over TCP. It has one line, and so one host at a time. */
@Tag("native")
class HostedConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new ServedBoard(
                "hosted", Specs.hostedCharger(false), new TcpConformanceTest.Tcp(), EnumSet.of(Ability.MANY_CLIENTS));
    }
}
