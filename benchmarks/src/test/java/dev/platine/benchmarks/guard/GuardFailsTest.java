package dev.platine.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.contender.Reach;
import dev.platine.benchmarks.floor.EchoFloor;
import dev.platine.benchmarks.floor.EchoServer;
import dev.platine.benchmarks.floor.FrameSizes;
import dev.platine.benchmarks.guard.Finding.Verdict;
import dev.platine.core.time.NanoClock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A guard that cannot fail guards nothing: each kind of gate is shown to close, by the limits that are checked in. */
class GuardFailsTest {
    private final AtomicLong nowNs = new AtomicLong();
    private final Limits limits = LimitsTest.checkedIn();

    @Test
    void shouldPassWhenEveryFigureIsOnTarget() {
        Report report =
                judge(finding("tcp.p50", ratio(11_400, 10_000)), finding("alloc.tcp.client", Spread.exactly(0)));

        assertThat(report.passed()).isTrue();
        assertThat(report.text()).contains("guard: passed").doesNotContain("FAIL");
    }

    @Test
    void shouldPassButMarkAFigureBetweenTargetAndLimit() {
        Report report = judge(finding("tcp.p50", ratio(12_000, 10_000)));

        assertThat(report.passed()).isTrue();
        assertThat(report.text()).contains("PASS*").contains("wanted 1.150");
    }

    @Test
    void shouldFailWhenOurExchangeIsTooSlow() {
        Report report = judge(finding("tcp.p50", ratio(12_600, 10_000)));

        assertThat(report.passed()).isFalse();
        assertThat(report.text())
                .contains("FAIL tcp.p50: 1.260, has to be <= 1.250")
                .contains("guard: FAILED");
    }

    @Test
    void shouldFailWhenNothingWasGated() {
        Report report = new Report();
        report.section("shown only", List.of(new Finding("x", 1, 1, Spread.exactly(1), null)));

        assertThat(report.passed()).isFalse();
    }

    @Test
    void shouldFailWhenAPeerIsNotFarEnoughBehind() {
        Spread timesSlower = ratio(10_000, 19_000).inverse();

        assertThat(judge(finding("peer.modbus", timesSlower)).passed()).isFalse();
        assertThat(judge(finding("peer.netty-future", timesSlower)).passed()).isTrue();
    }

    @Test
    void shouldFailWhenOneObjectIsAllocatedInTenThousandExchanges() {
        assertThat(judge(finding("alloc.tcp.server", Spread.exactly(16 / 10_000.0)))
                        .passed())
                .isFalse();
    }

    @Test
    void shouldFailWhenAFigureCouldNotBeMeasured() {
        assertThat(judge(finding("tcp.p50", Spread.exactly(Double.NaN))).passed())
                .isFalse();
    }

    @Test
    void shouldFailAnExchangeOfTwiceTheWorkOverARealSocket() throws IOException {
        FrameSizes sizes = new FrameSizes(34, 90);
        try (EchoServer server = EchoServer.start(Reach.TCP, Reach.address("0"), sizes);
                EchoServer second = EchoServer.start(Reach.TCP, Reach.address("0"), sizes);
                Contender floor = EchoFloor.connect(Reach.TCP, server.address(), sizes);
                Contender slowed = new Twice(EchoFloor.connect(Reach.TCP, second.address(), sizes))) {
            Duel.Settings settings = new Duel.Settings(100_000_000, 100_000_000, 20, 100, 1);

            Duel.Result result = new Duel(NanoClock.SYSTEM, settings).run(slowed, floor);

            assertThat(judge(finding("tcp.p50", result.p50())).passed()).isFalse();
        }
    }

    private Spread ratio(long leftNs, long rightNs) {
        Duel duel = new Duel(nowNs::get, new Duel.Settings(0, 0, 3, 10, 1));
        return duel.run(new FakeContender(nowNs, leftNs, leftNs), new FakeContender(nowNs, rightNs, rightNs))
                .p50();
    }

    private Finding finding(String id, Spread figure) {
        return new Finding(id, Double.NaN, Double.NaN, figure, limits.of(id));
    }

    private static Report judge(Finding... findings) {
        Report report = new Report();
        report.section("test", List.of(findings));
        assertThat(report.passed()).isEqualTo(List.of(findings).stream().noneMatch(f -> f.verdict() == Verdict.FAIL));
        return report;
    }

    private record Twice(Contender slowed) implements Contender {
        @Override
        public String name() {
            return "twice " + slowed.name();
        }

        @Override
        public void exchange() {
            slowed.exchange();
            slowed.exchange();
        }

        @Override
        public void close() {
            slowed.close();
        }
    }
}
