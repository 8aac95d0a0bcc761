package dev.platine.sim.rack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.clock.Pacer;
import dev.platine.sim.clock.VirtualClock;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a rack costs. Times are printed, for decision 0029, and lie on a busy machine; what is asserted has room for that.
 */
class CostTest {
    private static final long MS = 1_000_000;
    private static final int BOARDS = 1_000;

    private static Rack rack(int boards, boolean typical) {
        Rack.Builder builder = Rack.builder();
        ModelledFirmware idle = context -> context.every(MS, () -> {});
        for (int i = 0; i < boards; i++) {
            if (typical) {
                builder.board("b" + i, TestBoards.panel());
            } else {
                builder.board("b" + i, TestBoards.panel(), () -> idle);
            }
        }
        return builder.build();
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double nsPerStep(Rack rack, int rounds) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            long events = rack.time().events();
            long since = System.nanoTime();
            rack.advance(100 * MS);
            best = Math.min(
                    best, (double) (System.nanoTime() - since) / (rack.time().events() - events));
        }
        return best;
    }

    @Test
    @Tag("slow")
    @Tag("speed")
    void shouldStepAThousandBoardsFasterThanRealTime() {
        long before = usedBytes();
        try (Rack empty = rack(BOARDS, false);
                Rack typical = rack(BOARDS, true)) {
            long perBoard = (usedBytes() - before) / (2 * BOARDS);
            double emptyNs = nsPerStep(empty, 30);
            double typicalNs = nsPerStep(typical, 30);
            System.out.printf(
                    "rack of %d boards: %d bytes a board; step empty %.0f ns, typical %.0f ns; %.1f times real time%n",
                    BOARDS, perBoard, emptyNs, typicalNs, 1e6 / (BOARDS * typicalNs));
            assertThat(perBoard).isLessThan(100_000);
            assertThat(typicalNs).isLessThan(1_000); // 1,000 boards at 1 kHz in real time
        }
    }

    @Test
    void shouldAllocateNothingPerStep() {
        try (Rack rack = rack(10, true)) {
            rack.advance(2_000 * MS);
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long me = Thread.currentThread().getId();
            long least = Long.MAX_VALUE;
            long giveUpNs = System.nanoTime() + 30_000_000_000L;
            while (least > 100 && System.nanoTime() - giveUpNs < 0) { // what is linked or compiled late allocates once
                long before = threads.getThreadAllocatedBytes(me);
                long events = rack.time().events();
                rack.advance(2_000 * MS);
                least = Math.min(least, threads.getThreadAllocatedBytes(me) - before);
                assertThat(rack.time().events() - events).isEqualTo(20_000);
            }
            assertThat(least)
                    .as("bytes of 20,000 steps, 64 of them of the call")
                    .isLessThanOrEqualTo(100);
        }
    }

    @Test
    void shouldEnterAndLeaveForLessThanAMicrosecond() {
        VirtualClock clock = new VirtualClock();
        try (Pacer pacer = new Pacer(clock, System::nanoTime, null)) {
            pacer.run(1);
            double best = Double.MAX_VALUE;
            for (int round = 0; round < 50; round++) {
                long since = System.nanoTime();
                for (int i = 0; i < 10_000; i++) {
                    pacer.enter();
                    pacer.exit();
                }
                best = Math.min(best, (System.nanoTime() - since) / 1e4);
            }
            System.out.printf("entering and leaving a paced rack: %.0f ns%n", best);
            assertThat(best).isLessThan(1_000);
        }
    }
}
