package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random loops, interrupted and faulting: both engines agree. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RandomLoopsTest {
    private static final long IN_EVERY_BUILD = 500_000;
    private static final long IN_THE_PROOF = 50_000_000;

    @Test
    void shouldAgreeOnRandomLoops() {
        assertThat(compare(1, IN_EVERY_BUILD)).isEmpty();
    }

    /** {@code -Dplatine.seed=N} is another set, {@code -Dplatine.instructions=N} another length. */
    @Test
    @Tag("proof")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldAgreeOnManyRandomLoops() {
        long seed = Long.getLong("platine.seed", 100_000);
        assertThat(compare(seed, Long.getLong("platine.instructions", IN_THE_PROOF)))
                .isEmpty();
    }

    private static List<String> compare(long first, long instructions) {
        List<String> found = new ArrayList<>();
        Both both = new Both(Engines.tested());
        long seed = first;
        long begin = System.nanoTime();
        while (both.instructions() < instructions && found.size() < 3) {
            both.fresh();
            String difference = both.difference(Loops.plan(seed++).warm(1));
            if (!difference.isEmpty()) {
                found.add(difference);
            }
        }
        System.out.println((seed - first) + " random loops, " + both.instructions() + " instructions compared in "
                + (System.nanoTime() - begin) / 1_000_000 + " ms, first seed " + first);
        return found;
    }
}
