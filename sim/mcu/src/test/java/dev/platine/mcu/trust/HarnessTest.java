package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.trust.WrongEngine.Mistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The comparison itself: an engine that is right passes, one with any mistake does not. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HarnessTest {
    /** What is compared in the tests of engines, as far as it is needed to find all mistakes. */
    private static List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        for (String name : Programs.names("")) {
            plans.add(Programs.plan(name));
            plans.add(Programs.plan(name).seed(2));
        }
        for (long seed = 1; seed < 6; seed++) {
            plans.add(Loops.plan(seed));
        }
        Plan stopped = Programs.plan("case_comparisons");
        int mixes = Programs.address("case_comparisons") + 16;
        plans.add(stopped.at(400, Deed.Kind.BREAK, mixes).at(700, Deed.Kind.CLEAR, mixes));
        return plans;
    }

    /** Machines with one engine, whose memories the engine needs for its mistake. */
    private static Both both(Mistake mistake) {
        AtomicReference<Both> made = new AtomicReference<>();
        Supplier<List<Memory>> memories = () -> {
            Both both = made.get();
            return both == null ? List.of() : both.subject().memories();
        };
        Supplier<Engine> engines = () -> new WrongEngine(mistake, memories);
        made.set(new Both(engines).withoutKeeping());
        return made.get();
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindEachMistake(Mistake mistake) {
        Both both = both(mistake);
        assertThat(plans()).anyMatch(plan -> !both.quickDifference(plan).isEmpty());
    }

    @Test
    void shouldFindNothingWhereNothingIsWrong() {
        Both both = new Both(Interpreter::new);
        for (Plan plan : plans()) {
            assertThat(both.difference(plan)).isEmpty();
        }
        assertThat(both.instructions()).isGreaterThan(100_000);
    }

    @Test
    void shouldTellTheFirstInstructionBehindWhichEnginesDiffer() {
        Both both = both(Mistake.HALF_DOES_FAULTS);
        String report = both.difference(Programs.plan("case_several_at_edges"));
        assertThat(report)
                .contains("engines differ: case_several_at_edges")
                .contains("first seen behind cycle")
                .containsPattern("r5 [0-9a-f]+ \\| [0-9a-f]+")
                .contains("stmia.w r8!, {r0, r1, r2, r3, r4}");
    }

    /** The two plans that are kept for this: carried out as those of engines' mistakes are. */
    @Test
    void shouldFindMistakesByKeptPlans() throws IOException {
        Plan blocks = Plan.parse(ReproducersTest.text("wrong-forgets-blocks.txt"));
        assertThat(both(Mistake.FORGETS_BLOCKS).difference(blocks)).contains("xpsr");
        Plan flash = Plan.parse(ReproducersTest.text("wrong-ignores-stores-to-code.txt"));
        assertThat(both(Mistake.IGNORES_STORES_TO_CODE).difference(flash)).contains("r7");
    }

    @Test
    void shouldReadAPlanAsItWasWritten() {
        Plan plan = Loops.plan(3).at(12, Deed.Kind.WATCH, 0x20000000, 4, 3).warm(2);
        assertThat(Plan.parse(plan.text()).text()).isEqualTo(plan.text());
        assertThat(plan.text()).contains("at 12 watch 0x20000000 4 3\n", "warm 2\n");
    }
}
