package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Chip;
import dev.platine.sim.emulated.EmulatedBody;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Catalogue;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Twenty boards in one rack, each at work for a twentieth of the time, on one core.
 *
 * <p>What would make the number lie: the thread's processor time counts, not wall time, so other work on the machine makes it longer (shared
 * caches, two threads a core) but never shorter; what other threads do (compilation, collection) is not in it.
 */
@Tag("proof")
@Tag("speed")
class RackOfTwentyTest {
    private static final int BOARDS = 20;
    private static final long WARM_UP_NS = 1_000_000_000;
    private static final long RUN_NS = 4_000_000_000L;

    private static BoardSpec spec(String board, String firmware) throws URISyntaxException {
        BoardSpec spec = new Catalogue().load(board);
        Path file = Path.of(Objects.requireNonNull(RackOfTwentyTest.class.getResource(firmware))
                .toURI());
        return spec.withBody(spec.body().emulated(file.toString()));
    }

    private static Chip chip(Rack rack, int board) {
        return ((EmulatedBody) rack.board("b" + board).body()).chip();
    }

    private static double timesRealTime(String board, String firmware) throws URISyntaxException {
        BoardSpec spec = spec(board, firmware);
        Rack.Builder builder = Rack.builder();
        for (int i = 0; i < BOARDS; i++) {
            builder.board("b" + i, spec);
        }
        try (Rack rack = builder.build()) {
            rack.advance(WARM_UP_NS);
            long awake = chip(rack, 0).processor().awakeCycles();
            long cycles = chip(rack, 0).processor().cycles();
            long cpuNs = cpuNs();
            rack.advance(RUN_NS);
            cpuNs = cpuNs() - cpuNs;
            double busy = (double) (chip(rack, 0).processor().awakeCycles() - awake)
                    / (chip(rack, 0).processor().cycles() - cycles);
            assertThat(busy).as("share of the time at work").isBetween(0.049, 0.052);
            double times = (double) RUN_NS / cpuNs;
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d x %s, %s, %.1f %% at work: %.2f s of virtual time in %.2f s of one core, %.2f times real time",
                    BOARDS,
                    board,
                    firmware,
                    100 * busy,
                    RUN_NS / 1e9,
                    cpuNs / 1e9,
                    times));
            return times;
        }
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldRunFasterThanRealTimeAt84MHz() throws URISyntaxException {
        assertThat(timesRealTime("nucleo-f401re", "asleep-84.elf")).isGreaterThan(1);
    }

    /** Twice the instructions: no more is asked of the interpreter than that it does not fall off. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldNotFallOffAt180MHz() throws URISyntaxException {
        assertThat(timesRealTime("nucleo-f446re", "asleep-180.elf")).isGreaterThan(0.4);
    }
}
