package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;

/** The charger with its firmware in C built with sanitizers, in a process of its own: what they find ends it, and a test fails. */
@Tag("slow")
@Tag("native")
class SanitizedConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new ServedBoard(
                "isolated", Specs.sanitizedCharger(), new TcpConformanceTest.Tcp(), EnumSet.of(Ability.MANY_CLIENTS));
    }
}
