package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;

/** The charger with its firmware in C, in this process, opened by a host in the same JVM: over its line, without a socket. */
@Tag("native")
class HostedSimConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new InProcessBoard(
                "hosted",
                Specs.hostedCharger(false),
                EnumSet.of(Ability.BENCH, Ability.ANSWERS_HELD, Ability.FRAMES, Ability.RESET, Ability.REAL_TIME));
    }
}
