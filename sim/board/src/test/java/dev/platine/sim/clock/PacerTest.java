package dev.platine.sim.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.Thread.State;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MS = 1_000_000;

    private final VirtualClock clock = new VirtualClock();
    private final AtomicLong realNs = new AtomicLong(5_000);
    private final Pacer pacer = new Pacer(clock, realNs::get, null);

    private long nowAfter(long passedNs) {
        realNs.addAndGet(passedNs);
        return pacer.status().nowNs();
    }

    @Test
    void shouldStandStillUntilItRuns() {
        assertThat(nowAfter(10 * MS)).isZero();
        pacer.run(1);
        assertThat(nowAfter(10 * MS)).isEqualTo(10 * MS);
        pacer.hold();
        assertThat(nowAfter(10 * MS)).isEqualTo(10 * MS);
        assertThat(pacer.status().held()).isTrue();
    }

    @Test
    void shouldFollowTheSpeed() {
        pacer.run(2.5);
        assertThat(nowAfter(10 * MS)).isEqualTo(25 * MS);
        pacer.run(0.5);
        assertThat(nowAfter(10 * MS)).isEqualTo(30 * MS);
    }

    @Test
    void shouldRunWhatIsDueBeforeAnybodyActs() {
        long[] ranAt = {-1};
        clock.timer("t", () -> ranAt[0] = clock.nowNs()).at(3 * MS);
        pacer.run(1);
        realNs.addAndGet(4 * MS);
        pacer.enter();
        assertThat(ranAt[0]).isEqualTo(3 * MS);
        pacer.exit();
    }

    @Test
    void shouldTellTheLongestStayInWhichEventsRan() {
        clock.timer("slow", () -> realNs.addAndGet(7 * MS)).at(3 * MS);
        pacer.run(1);
        realNs.addAndGet(4 * MS);
        pacer.enter();
        pacer.exit();
        pacer.enter();
        realNs.addAndGet(9 * MS); // nothing ran and nobody waited
        pacer.exit();

        assertThat(pacer.status().longestStayNs()).isEqualTo(7 * MS);
    }

    @Test
    void shouldTellAStayForWhichSomebodyWaited() throws InterruptedException {
        pacer.enter();
        Thread other = new Thread(() -> {
            pacer.enter();
            pacer.exit();
        });
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        realNs.addAndGet(9 * MS);
        pacer.exit();
        other.join();

        assertThat(pacer.status().longestStayNs()).isEqualTo(9 * MS);
    }

    @Test
    void shouldGiveUpWhatIsMoreThanASecondBehind() {
        Timer[] step = new Timer[1];
        step[0] = clock.timer("step", () -> step[0].after(MS));
        step[0].after(MS);
        pacer.run(1);
        nowAfter(5_000 * MS);
        PaceStatus status = pacer.status();
        assertThat(status.lostNs()).isEqualTo(4_000 * MS);
        assertThat(status.nowNs()).isEqualTo(1_000 * MS);
        assertThat(nowAfter(MS)).isEqualTo(1_001 * MS);
    }

    @Test
    void shouldJumpOverAnEmptyQueueWithoutLoss() {
        pacer.run(1);
        assertThat(nowAfter(3_600_000 * MS)).isEqualTo(3_600_000 * MS);
        assertThat(pacer.status().lostNs()).isZero();
    }

    @Test
    void shouldAdvanceHeldTimeOnly() {
        pacer.advance(7 * MS, () -> false);
        assertThat(pacer.status().nowNs()).isEqualTo(7 * MS);
        pacer.run(1);
        assertThatThrownBy(() -> pacer.advance(1, () -> false)).hasMessageContaining("hold it");
        assertThatThrownBy(() -> pacer.advance(-1, () -> false)).hasMessage("must be >= 0: ns=-1");
        assertThatThrownBy(() -> pacer.run(-1)).hasMessageContaining("speed=-1.0");
        assertThatThrownBy(() -> pacer.run(Double.NaN)).hasMessageContaining("speed=NaN");
    }

    @Test
    void shouldGiveUpAdvancing() {
        Timer[] step = new Timer[1];
        step[0] = clock.timer("step", () -> step[0].after(1_000));
        step[0].after(0);
        assertThat(pacer.advance(Long.MAX_VALUE / 2, () -> true)).isFalse();
        assertThat(clock.events()).isEqualTo(4096);
    }

    @Test
    void shouldHoldTimeAndSayWhyWhenAnEventThrows() {
        clock.timer("bad", () -> {
                    throw new IllegalArgumentException("broken");
                })
                .at(MS);
        pacer.run(1);
        realNs.addAndGet(2 * MS);
        assertThat(pacer.status().held()).isTrue();
        assertThat(pacer.failure()).hasMessage("broken");
    }

    @Test
    void shouldRefuseEntryWhenClosed() {
        pacer.close();
        pacer.close();
        assertThatThrownBy(pacer::enter).isInstanceOf(IllegalStateException.class);
        assertThat(pacer.inside()).isFalse();
    }

    @Test
    void shouldLetOutsidersInWhileTimeRunsAsFastAsItCan() throws Exception {
        VirtualClock busy = new VirtualClock();
        Timer[] step = new Timer[1];
        step[0] = busy.timer("step", () -> step[0].after(1));
        step[0].after(1);
        try (Pacer running = new Pacer(busy, System::nanoTime, PacerTest::daemon)) {
            running.run(0);
            while (running.status().events() < 1_000) {
                Thread.onSpinWait(); // until the test's time limit
            }
            long[] waits = new long[200];
            for (int i = 0; i < waits.length; i++) {
                long since = System.nanoTime();
                running.enter();
                running.exit();
                waits[i] = System.nanoTime() - since;
            }
            Arrays.sort(waits);
            // A slice is 0.2 ms; the rest is the scheduler of a busy machine.
            assertThat(waits[waits.length / 2]).isLessThan(50 * MS);
        }
    }

    private static int eventsRunByAnEntrant(ThreadFactory threads) {
        VirtualClock queue = new VirtualClock();
        AtomicLong computerNs = new AtomicLong();
        for (int i = 0; i < 1_000; i++) {
            queue.timer("5 us of work", () -> computerNs.addAndGet(5_000)).at(MS);
        }
        try (Pacer behind = new Pacer(queue, computerNs::get, threads)) {
            behind.run(1);
            computerNs.addAndGet(2 * MS);
            behind.enter();
            behind.exit();
            return (int) queue.events();
        }
    }

    @Test
    void shouldLeaveToThePacingThreadWhatAnEntrantNeedNotDo() {
        assertThat(eventsRunByAnEntrant(null)).as("nobody else does it").isBetween(40, 48);
        assertThat(eventsRunByAnEntrant(never -> new Thread(() -> {}))).isBetween(4, 8);
    }

    @Test
    void shouldEndASliceWhenSomebodyWaits() throws Exception {
        VirtualClock queue = new VirtualClock();
        try (Pacer running = new Pacer(queue, () -> 0, PacerTest::daemon)) { // no slice ends by time
            CompletableFuture<Long> entered = new CompletableFuture<>();
            Thread outsider = daemon(() -> {
                running.enter();
                entered.complete(queue.events());
                running.exit();
            });
            Timer[] step = new Timer[1];
            step[0] = queue.timer("step", () -> {
                step[0].after(1);
                if (queue.events() == 1_000) {
                    outsider.start();
                    while (outsider.getState() != State.WAITING) {
                        Thread.onSpinWait(); // until it stands in line, or the test's time limit
                    }
                }
            });
            step[0].after(1);
            running.run(0);
            assertThat(entered.get(20, TimeUnit.SECONDS) - 1_000).isLessThanOrEqualTo(16);
        }
    }

    @Test
    void shouldKeepRealTimeWithAThreadOfItsOwnAndSleepWhileNothingIsDue() throws Exception {
        VirtualClock own = new VirtualClock();
        var ran = new java.util.concurrent.CountDownLatch(1);
        try (Pacer running = new Pacer(own, System::nanoTime, PacerTest::daemon)) {
            running.run(1);
            running.enter();
            own.timer("soon", ran::countDown).after(5 * MS);
            running.exit();
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(own.nowNs()).isGreaterThanOrEqualTo(5 * MS);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "pacer-test");
        thread.setDaemon(true);
        return thread;
    }
}
