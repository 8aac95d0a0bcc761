package dev.platine.hal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.LinuxHere;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlLoopTest {
    private static final long MS = 1_000_000;

    private final FakePort port = new FakePort();
    private final Board board = Boards.over(port, "fake", OpenOptions.DEFAULT);
    private final AnalogSetpoint limit;
    private final Exchange exchange;
    private final List<Long> starts = new ArrayList<>();

    private long nowNs = 12_345;
    private long oversleepNs;

    ControlLoopTest() {
        ExchangePlan plan = board.exchange();
        plan.read(board.analogInput("mains_v"));
        limit = plan.write(board.analogOutput("limit_a"));
        exchange = plan.prepare();
    }

    private ControlLoop.Builder loop() {
        return ControlLoop.on(exchange)
                .period(Duration.ofMillis(1))
                .step(cycle -> starts.add(cycle.startNs() - 12_345))
                .time(() -> nowNs, dueNs -> nowNs = Math.max(nowNs, dueNs) + oversleepNs);
    }

    /** An exchange takes so long, and ends so. */
    private int takes(long ns, int status) {
        nowNs += ns;
        return status;
    }

    @Test
    void shouldKeepToItsGridWithoutDrift() {
        port.outcome = number -> takes(300_000, BoardPort.OK);
        oversleepNs = 50_000;
        LoopReport report = loop().build().run(Duration.ofMillis(5));
        assertThat(starts).containsExactly(0L, MS + 50_000, 2 * MS + 50_000, 3 * MS + 50_000, 4 * MS + 50_000);
        assertThat(report.cycles()).isEqualTo(5);
        assertThat(report.ok()).isEqualTo(5);
        assertThat(report.missed()).isZero();
        assertThat(report.end()).isEqualTo(LoopEnd.DONE);
        assertThat(report.latency().p50Ns()).isBetween(299_000L, 301_000L);
        assertThat(report.latency().count()).isEqualTo(5);
        assertThat(report.jitter().maxNs()).isBetween(49_900L, 50_100L);
    }

    @Test
    void shouldLeaveOutWhatWasDueMeanwhileWhenItSkips() {
        port.outcome = number -> takes(number == 1 ? 2_500_000 : 100_000, BoardPort.OK);
        LoopReport report = loop().deadline(Duration.ofSeconds(1)).build().run(Duration.ofMillis(6));
        assertThat(starts).containsExactly(0L, MS, 4 * MS, 5 * MS);
        assertThat(report.missed()).isEqualTo(2);
        assertThat(report.deadlines()).isZero();
    }

    @Test
    void shouldRunWhatWasDueMeanwhileWhenItCatchesUp() {
        port.outcome = number -> takes(number == 1 ? 2_500_000 : 100_000, BoardPort.OK);
        LoopReport report = loop().overrun(OverrunPolicy.CATCH_UP).build().run(Duration.ofMillis(6));
        assertThat(starts).containsExactly(0L, MS, 3_500_000L, 3_600_000L, 4 * MS, 5 * MS);
        assertThat(report.missed()).isEqualTo(2);
        assertThat(report.jitter().maxNs()).isBetween(1_498_000L, 1_502_000L);
    }

    @Test
    void shouldEndWhenItOverrunsAndThePolicySaysStop() {
        port.outcome = number -> takes(number == 1 ? 2_500_000 : 100_000, BoardPort.OK);
        LoopReport report = loop().overrun(OverrunPolicy.STOP).build().run(Duration.ofMillis(6));
        assertThat(report.end()).isEqualTo(LoopEnd.OVERRUN);
        assertThat(report.cycles()).isEqualTo(2);
        assertThat(report.missed()).isEqualTo(1);
    }

    @Test
    void shouldCountEachStatusAndResume() {
        int[] ends = {
            BoardPort.OK, BoardPort.DEADLINE, BoardPort.REFUSED, BoardPort.LINK_LOST, BoardPort.LINK_LOST, BoardPort.OK
        };
        port.outcome = number -> number < ends.length ? ends[number] : BoardPort.OK;
        List<Integer> seen = new ArrayList<>();
        LoopReport report =
                loop().step(cycle -> seen.add(cycle.status())).build().run(Duration.ofMillis(6));
        assertThat(seen).containsExactly(0, -1, -3, -2, -2, 0);
        assertThat(report.ok()).isEqualTo(2);
        assertThat(report.deadlines()).isEqualTo(1);
        assertThat(report.missed()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.lost()).isEqualTo(2);
        assertThat(report.resumed()).isEqualTo(1);
        assertThat(report.latency().count()).isEqualTo(2);
    }

    @Test
    void shouldEndWithTheLinkWhenThePolicySaysStop() {
        port.outcome = number -> number == 2 ? BoardPort.LINK_LOST : BoardPort.OK;
        LoopReport report = loop().onLoss(LossPolicy.STOP).build().run(Duration.ofMillis(9));
        assertThat(report.end()).isEqualTo(LoopEnd.LOST);
        assertThat(report.cycles()).isEqualTo(3);
    }

    @Test
    void shouldReportThatOutputsHadExpired() {
        port.outcome = number -> {
            port.flags = number == 1 ? ExchangeBuffer.FLAG_OUTPUTS_HAD_EXPIRED : 0;
            return BoardPort.OK;
        };
        assertThat(loop().build().run(Duration.ofMillis(3)).expired()).isEqualTo(1);
    }

    @Test
    void shouldMakeItsOutputsSafeAtItsEnd() {
        ControlLoop loop = loop().step(cycle -> limit.set(20)).build();
        LoopReport report = loop.run(Duration.ofMillis(3));
        assertThat(port.values[3]).isEqualTo(Channels.bits(6));
        assertThat(report.madeSafe()).isTrue();
        assertThat(limit.number()).isEqualTo(6);
    }

    @Test
    void shouldMakeItsOutputsSafeWhenItsStepThrows() {
        ControlLoop loop = loop().step(cycle -> {
                    limit.set(20);
                    if (cycle.number() == 2) {
                        throw new ArithmeticException("by zero");
                    }
                })
                .build();
        assertThatThrownBy(() -> loop.run(Duration.ofMillis(9))).isInstanceOf(ArithmeticException.class);
        assertThat(port.values[3]).isEqualTo(Channels.bits(6));
        assertThat(loop().build().run(Duration.ofMillis(1)).cycles()).isEqualTo(1);
    }

    @Test
    void shouldMakeItsOutputsSafeWhenItsThreadIsInterrupted() {
        LoopReport report = loop().step(cycle -> {
                    limit.set(20);
                    Thread.currentThread().interrupt();
                })
                .build()
                .run(Duration.ofMillis(9));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.end()).isEqualTo(LoopEnd.INTERRUPTED);
        assertThat(report.cycles()).isEqualTo(1);
        assertThat(report.madeSafe()).isTrue();
        assertThat(port.values[3]).isEqualTo(Channels.bits(6));
    }

    @Test
    void shouldAskTheBoardToMakeSafeWhenItsLastExchangeFails() {
        port.outcome = number -> number < 3 ? BoardPort.OK : BoardPort.DEADLINE;
        LoopReport report = loop().build().run(Duration.ofMillis(3));
        assertThat(port.calls).contains("make safe");
        assertThat(report.madeSafe()).isTrue();
    }

    @Test
    void shouldSayWhenNobodyConfirmedSafeOutputs() {
        port.outcome = number -> {
            port.refuse = new BoardException(BoardException.Kind.LINK_LOST, "fake", "call", "down");
            return BoardPort.LINK_LOST;
        };
        assertThat(loop().build().run(Duration.ofMillis(3)).madeSafe()).isFalse();
    }

    @Test
    void shouldLeaveOutputsWhenToldTo() {
        LoopReport report =
                loop().leaveOutputs().step(cycle -> limit.set(20)).build().run(Duration.ofMillis(3));
        assertThat(port.values[3]).isEqualTo(Channels.bits(20));
        assertThat(report.madeSafe()).isFalse();
        assertThat(port.registered).hasSize(1);
    }

    @Test
    void shouldGiveSetpointsALifetimeWhenThePlanHasNone() {
        loop().build().run(Duration.ofMillis(1));
        assertThat(port.plans.get(0).lifetimeNs()).isEqualTo(100 * MS);
        loop().period(Duration.ofMillis(50)).build().run(Duration.ofMillis(1));
        assertThat(port.plans.get(0).lifetimeNs()).isEqualTo(100 * MS);
    }

    @Test
    void shouldEndWhenItsStepAsksForIt() {
        LoopReport report = loop().step(LoopCycle::stop).build().run(Duration.ofDays(1));
        assertThat(report.end()).isEqualTo(LoopEnd.STOPPED);
        assertThat(report.cycles()).isEqualTo(1);
    }

    @Test
    void shouldEndWhenItsBoardIsClosed() {
        LoopReport report = loop().step(cycle -> board.close()).build().run(Duration.ofSeconds(1));
        assertThat(report.end()).isEqualTo(LoopEnd.LOST);
        assertThat(report.cycles()).isEqualTo(2);
    }

    @Test
    void shouldRunOnAThreadOfItsOwn() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        ControlLoop loop = ControlLoop.on(exchange)
                .period(Duration.ofMillis(1))
                .step(cycle -> three.countDown())
                .build();
        RunningLoop running = loop.start(Duration.ofDays(365_000));
        assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running.report().end()).isEqualTo(LoopEnd.RUNNING);
        assertThatThrownBy(() -> loop.run(Duration.ofMillis(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> running.await(Duration.ofMillis(2))).hasMessageContaining("still running");
        running.close();
        assertThat(running.isRunning()).isFalse();
        assertThat(running.await().end()).isEqualTo(LoopEnd.STOPPED);
        assertThat(running.report().cycles()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldThrowWhatItsStepThrewToWhoeverAwaitsIt() {
        ControlLoop loop = ControlLoop.on(exchange)
                .period(Duration.ofMillis(1))
                .step(cycle -> {
                    throw new ArithmeticException("by zero");
                })
                .build();
        try (RunningLoop running = loop.start(Duration.ofSeconds(1))) {
            assertThatThrownBy(running::await).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void shouldNotStartBeforeItIsDue() {
        List<Long> early = new ArrayList<>();
        LoopReport report = ControlLoop.on(exchange)
                .period(Duration.ofMillis(1))
                .step(cycle -> early.add(cycle.startNs() - cycle.dueNs()))
                .spin(Duration.ofNanos(50_000))
                .build()
                .run(Duration.ofMillis(20));
        assertThat(early).isNotEmpty().allMatch(ns -> ns >= 0);
        assertThat(report.cycles() + report.missed()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void shouldKeepTheSlackOfItsThreadForItselfOnly() {
        assumeTrue(LinuxHere.supported(), "timer slack is a thing of Linux");
        int before = LinuxCalls.prctl(LinuxCalls.PR_GET_TIMERSLACK, 0, 0, 0, 0);
        List<Integer> during = new ArrayList<>();
        ControlLoop.on(exchange)
                .period(Duration.ofMillis(1))
                .step(cycle -> during.add(LinuxCalls.prctl(LinuxCalls.PR_GET_TIMERSLACK, 0, 0, 0, 0)))
                .build()
                .run(Duration.ofMillis(1));
        assertThat(during).containsExactly(1);
        assertThat(LinuxCalls.prctl(LinuxCalls.PR_GET_TIMERSLACK, 0, 0, 0, 0)).isEqualTo(before);
    }

    @Test
    void shouldRefuseWrongBuilders() {
        assertThatThrownBy(() -> loop().period(Duration.ZERO)).hasMessage("must be 1 us to 1 min: period=PT0S");
        assertThatThrownBy(() -> loop().deadline(Duration.ZERO)).hasMessage("must be above 0: deadline=PT0S");
        assertThatThrownBy(() -> loop().spin(Duration.ofMillis(2))).hasMessageContaining("0 to 1 ms");
        assertThatThrownBy(() -> loop().build().run(Duration.ZERO)).hasMessage("must be above 0: duration=PT0S");
        assertThatThrownBy(() -> ControlLoop.on(exchange).build()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldAllocateNothingInItsCycles() {
        ControlLoop loop = loop().step(cycle -> limit.set(cycle.number() & 31)).build();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long leastBytes = Long.MAX_VALUE;
        for (int round = 0; round < 20 && leastBytes > 0; round++) {
            long few = allocated(threads, loop, 10);
            long many = allocated(threads, loop, 20_010);
            leastBytes = Math.min(leastBytes, Math.abs(many - few));
        }
        assertThat(leastBytes).isZero();
    }

    private static long allocated(ThreadMXBean threads, ControlLoop loop, int cycles) {
        Duration duration = Duration.ofMillis(cycles);
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        loop.run(duration);
        return threads.getThreadAllocatedBytes(self) - before;
    }
}
