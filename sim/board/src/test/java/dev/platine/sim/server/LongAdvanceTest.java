package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.protocol.proto.AdvanceTime;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.hal.Bench;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bench that runs time forward for long. */
class LongAdvanceTest {
    static {
        LeakWatch.install();
    }

    private static final long HALF_HOUR_NS = 1_800_000_000_000L;

    @Test
    void shouldServeTheOthersWhileTheRackRunsForward() throws IOException {
        try (Rack rack = TestBoards.rack("left");
                RackServer server = RackServer.builder(rack).listen("tcp://:0").start();
                RawClient bench = RawClient.connect(server);
                RawClient client = RawClient.greet(server)) {
            bench.ask(BenchRequest.newBuilder().setHello(RawClient.hello("")).build());
            client.register(0, List.of(TestBoards.ANALOG), List.of());
            BenchRequest advance = BenchRequest.newBuilder()
                    .setAdvanceTime(AdvanceTime.newBuilder().setDurationNs(HALF_HOUR_NS))
                    .build();
            bench.send(RawClient.frame(0x11, 9, advance.toByteArray()));
            long boardTimeNs = 0;
            int served = 0;
            while (boardTimeNs < HALF_HOUR_NS) {
                var reply = client.ask(RawClient.exchange(0));
                assertThat(reply.hasExchange()).isTrue();
                assertThat(reply.getExchange().getBoardTimeNs()).isBetween(boardTimeNs, HALF_HOUR_NS);
                boardTimeNs = reply.getExchange().getBoardTimeNs();
                served++;
            }
            assertThat(served).as("exchanges while time ran").isGreaterThan(5);
            assertThat(bench.next().bench().getTime().getNowNs()).isEqualTo(HALF_HOUR_NS);
        }
    }

    @Test
    void shouldDoTheSameInStepsAsAtOnce() {
        try (Rack steps = TestBoards.rack("left", "right");
                Rack once = TestBoards.rack("left", "right");
                Bench bench = new RackBench(steps, steps.board("left"), null)) {
            Bench.TimeStatus status = bench.advance(Duration.ofNanos(7_654_321_987L), Duration.ofMinutes(1));
            once.advance(7_654_321_987L);
            assertThat(status.nowNs()).isEqualTo(once.time().nowNs());
            assertThat(status.events()).isEqualTo(once.time().events());
        }
    }
}
