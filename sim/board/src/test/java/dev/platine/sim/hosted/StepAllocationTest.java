package dev.platine.sim.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step in a rack allocates: pins that change, waves, a call of the firmware. Nothing. */
@Isolated
@Tag("native")
class StepAllocationTest {
    private static final long STEPS = 1_000;
    /** The virtual machine allocates a little on this thread while it compiles: one clean window is the proof, a step would do so each time. */
    private static final long PATIENCE_NS = 30_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"hosted", "isolated"})
    void shouldAllocateNothing(String kind, @TempDir Path folder) throws IOException {
        Path library = CCompiler.library(folder, "trial", "trial.c");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Rack rack = Rack.builder()
                .board("b", TrialBoard.of(kind, library, Map.of()))
                .withoutThread()
                .build()) {
            var knob = rack.board("b").nets().get("knob").driver("test");
            rack.enter();
            knob.wave(1_000, 0.5, 3, 1, 10);
            rack.exit();
            rack.advance(STEPS * 1_000_000);
            long least = Long.MAX_VALUE;
            long giveUpNs = System.nanoTime() + PATIENCE_NS;
            while (least > 0 && System.nanoTime() - giveUpNs < 0) {
                long before = threads.getCurrentThreadAllocatedBytes();
                rack.advance(STEPS * 1_000_000);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes of " + STEPS + " steps").isZero();
            assertThat(rack.board("b").nets().get("led").changes()).isGreaterThan(STEPS);
        }
    }
}
