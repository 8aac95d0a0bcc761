package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;

/**
 * The charger with the ELF that would be flashed, on an emulated STM32F407: the host speaks to it over its USART. It is as fast as real
 * time only on a computer that has time for it, so that is not asked.
 */
@Tag("slow")
class EmulatedConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new InProcessBoard(
                "emulated", Specs.emulatedCharger(), EnumSet.of(Ability.BENCH, Ability.FRAMES, Ability.RESET));
    }
}
