package dev.platine.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.platine.mcu.engine.choice.EngineChoice;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuestAllocationTest {
    private static final int TRIES = 20;
    private static final long INSTRUCTIONS = 300_000;

    /** The least of some tries: the JVM itself may allocate once on any thread, as when it throws code away. */
    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingWhileAWholeChipIsInterpreted(Workload workload) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        GuestChip guest =
                new GuestChip(Program.of(workload, -1, workload.tickInstructions()), EngineChoice.INTERPRETER.create());
        guest.run(INSTRUCTIONS);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && least > 0; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            guest.run(INSTRUCTIONS);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
