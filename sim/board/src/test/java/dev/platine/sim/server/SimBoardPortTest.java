package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Bench;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import dev.platine.hal.spi.Plan;
import dev.platine.sim.rack.Rack;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimBoardPortTest {
    private static final long LATE = Long.MAX_VALUE;
    private static final long MS = 1_000_000;

    private final Rack rack = TestBoards.rack("left");
    private final List<String> told = new ArrayList<>();
    private SimBoardPort port;

    @BeforeEach
    void open() {
        port = new SimBoardPort(rack, rack.board("left"), OpenOptions.DEFAULT, rack::close);
        port.listen(new Recorder());
    }

    @AfterEach
    void close() {
        port.close();
        assertThatThrownBy(rack::enter).as("the rack is the port's own").isInstanceOf(IllegalStateException.class);
    }

    private final class Recorder implements BoardPort.Listener {
        @Override
        public void linkLost(String reason) {
            told.add("lost");
        }

        @Override
        public void linkRestored(boolean rebooted) {
            told.add("restored " + rebooted);
        }

        @Override
        public void outputsMadeSafe(String reason, long boardTimeNs) {
            told.add("safe at " + boardTimeNs / MS + reason.substring(reason.indexOf(':')));
        }

        @Override
        public void notice(String text, long boardTimeNs) {
            told.add("notice " + text);
        }
    }

    private ChannelSpec channel(int id) {
        return port.description().channels().get(id);
    }

    private Plan plan(long lifetimeNs) {
        List<ChannelSpec> all = port.description().channels();
        Plan plan = new Plan(0, all.subList(0, 16), all.subList(16, 20), lifetimeNs);
        port.register(plan, LATE);
        return plan;
    }

    private static void fill(ExchangeBuffer buffer, double volts) {
        buffer.writes[0] = Float.floatToIntBits((float) volts);
        buffer.writes[2] = 1;
    }

    @Test
    void shouldExchangeWithTheFirmware() {
        Plan plan = plan(0);
        ExchangeBuffer buffer = new ExchangeBuffer(plan);
        fill(buffer, 8);
        assertThat(port.exchange(plan, buffer, LATE)).isEqualTo(BoardPort.OK);
        rack.advance(2 * MS);
        assertThat(port.exchange(plan, buffer, LATE)).isEqualTo(BoardPort.OK);
        assertThat(Float.intBitsToFloat(buffer.reads[1])).isEqualTo(4);
        assertThat(buffer.reads[9]).isOne();
        assertThat(buffer.boardTimeNs).isEqualTo(2 * MS);
        assertThat(port.readClockNs(LATE)).isEqualTo(2 * MS);
    }

    @Test
    void shouldSayWhyAnExchangeWasRefused() {
        Plan plan = plan(0);
        ExchangeBuffer buffer = new ExchangeBuffer(plan);
        fill(buffer, Double.NaN);
        assertThat(port.exchange(plan, buffer, LATE)).isEqualTo(BoardPort.REFUSED);
        BoardException refusal = port.lastRefusal(plan);
        assertThat(refusal)
                .isNotNull()
                .hasMessage("left: exchange aout0: must be 0.0 to 10.0 V: aout0=NaN; nothing was written");
        assertThat(refusal.kind()).isEqualTo(Kind.OUT_OF_RANGE);
        assertThat(refusal.channel()).isEqualTo("aout0");
        Plan unknown = new Plan(9, List.of(), List.of(), 0);
        assertThat(port.exchange(unknown, new ExchangeBuffer(unknown), LATE)).isEqualTo(BoardPort.REFUSED);
        assertThat(port.lastRefusal(unknown)).extracting(BoardException::kind).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void shouldTellThatSetpointsRanOut() {
        Plan plan = plan(5 * MS);
        ExchangeBuffer buffer = new ExchangeBuffer(plan);
        fill(buffer, 1);
        port.exchange(plan, buffer, LATE);
        rack.advance(6 * MS);
        assertThat(told).containsExactly("safe at 5: aout0, aout1, dout0, dout1");
        assertThat(port.exchange(plan, buffer, LATE)).isEqualTo(BoardPort.OK);
        assertThat(buffer.flags).isEqualTo(ExchangeBuffer.FLAG_OUTPUTS_HAD_EXPIRED);
    }

    @Test
    void shouldComeBackWithPlansAndSubscriptionsAfterAReset() {
        Plan plan = plan(0);
        List<String> samples = new ArrayList<>();
        BoardPort.SampleSink sink = new BoardPort.SampleSink() {
            @Override
            public void sample(
                    int sequence, int lost, long boardTimeNs, long hostTimeNs, int[] values, @Nullable String text) {
                samples.add(sequence + "@" + boardTimeNs / MS + " " + values.length);
            }

            @Override
            public void gap(boolean rebooted) {
                samples.add("gap " + rebooted);
            }
        };
        port.subscribe(3, List.of(channel(0), channel(8)), 10 * MS, 0, sink, LATE);
        rack.advance(15 * MS);
        port.reset(LATE);
        rack.advance(15 * MS);
        assertThat(samples).containsExactly("0@0 2", "1@10 2", "gap true", "0@0 2", "1@10 2");
        assertThat(told).containsExactly("notice up", "lost", "restored true");
        assertThat(port.exchange(plan, new ExchangeBuffer(plan), LATE)).isEqualTo(BoardPort.OK);
        assertThat(port.statistics().reconnects()).isOne();
        port.unsubscribe(3, LATE);
        rack.advance(50 * MS);
        assertThat(samples).hasSize(5);
    }

    @Test
    void shouldStayLostAfterAResetWhenItMayNotReconnect() {
        try (SimBoardPort once =
                new SimBoardPort(rack, rack.board("left"), OpenOptions.DEFAULT.withReconnect(false), () -> {})) {
            once.reset(LATE);
            assertThat(once.isConnected()).isFalse();
            assertThatThrownBy(() -> once.readClockNs(LATE))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LINK_LOST));
        }
        assertThat(port.isConnected()).isTrue();
    }

    @Test
    void shouldRefuseWithoutPowerAndComeBackWithIt() {
        Plan plan = plan(0);
        ExchangeBuffer buffer = new ExchangeBuffer(plan);
        try (Bench bench = port.openBench(LATE)) {
            bench.power(false);
            assertThat(port.exchange(plan, buffer, LATE)).isEqualTo(BoardPort.REFUSED);
            assertThat(port.lastRefusal(plan)).hasMessageContaining("has no power");
            assertThatThrownBy(() -> new SimBoardPort(rack, rack.board("left"), OpenOptions.DEFAULT, () -> {}))
                    .hasMessageContaining("has no power");
            bench.power(true);
            assertThat(port.exchange(plan, buffer, LATE)).isEqualTo(BoardPort.OK);
        }
    }

    @Test
    void shouldReportACrashAndLiveOn() {
        port.writeText(channel(TestBoards.SAY), "crash", LATE);
        rack.advance(2 * MS);
        assertThatThrownBy(() -> port.read(channel(0), LATE))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BOARD_FAILURE))
                .hasMessageContaining("told to crash");
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("notice board left has crashed").contains("told to crash");
        assertThat(told.get(1)).isEqualTo("safe at 1: aout0, aout1, dout0, dout1, duty");
        try (Bench bench = port.openBench(LATE)) {
            bench.power(false);
            bench.power(true);
        }
        assertThat(port.read(channel(0), LATE)).isZero();
    }

    @Test
    void shouldTalkInText() {
        port.writeText(channel(TestBoards.SAY), "hello", LATE);
        rack.advance(2 * MS);
        assertThat(port.readText(channel(TestBoards.HEARD), LATE)).isEqualTo("heard hello");
    }

    @Test
    void shouldFailWithClosedAfterClose() {
        Plan plan = plan(0);
        port.close();
        assertThat(port.exchange(plan, new ExchangeBuffer(plan), LATE)).isEqualTo(BoardPort.CLOSED);
        assertThatThrownBy(() -> port.readClockNs(LATE))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
        port.drop(0, LATE);
        port.unsubscribe(0, LATE);
        assertThat(port.isConnected()).isFalse();
    }

    @Test
    void shouldAllocateNothingForAnExchange() {
        Plan plan = plan(10 * MS);
        ExchangeBuffer buffer = new ExchangeBuffer(plan);
        fill(buffer, 2);
        exchange(plan, buffer, 20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(me);
        long before = threads.getThreadAllocatedBytes(me);
        exchange(plan, buffer, 10_000);
        long bytes = threads.getThreadAllocatedBytes(me) - before;
        assertThat(bytes).as("bytes of 10,000 exchanges").isLessThan(10_000);
    }

    private void exchange(Plan plan, ExchangeBuffer buffer, int times) {
        for (int i = 0; i < times; i++) {
            if (port.exchange(plan, buffer, LATE) != BoardPort.OK) {
                throw new AssertionError("exchange " + i);
            }
        }
    }

    @Test
    void shouldWorkTheBench() {
        try (Bench bench = port.openBench(LATE)) {
            assertThat(bench.time().held()).isTrue();
            bench.operate("start", "press");
            Bench.TimeStatus after = bench.advance(Duration.ofMillis(3), Duration.ofSeconds(10));
            assertThat(after.nowNs()).isEqualTo(3 * MS);
            assertThat(port.read(channel(TestBoards.DIGITAL), LATE)).isOne();
            assertThat(bench.probe("btn").volts()).isBetween(3.2, 3.31);
            bench.wire("start.b", true);
            assertThat(bench.probe("btn").volts()).isLessThan(0.1);
            bench.drive("btn", 2, 1);
            assertThat(bench.probe("btn").volts()).isBetween(1.9, 2.1);
            bench.release("btn");
            assertThat(bench.list(Bench.What.PARTS))
                    .extracting(Bench.Fitting::name)
                    .contains("start", "pull");
            assertThat(bench.list(Bench.What.NETS))
                    .filteredOn(net -> net.name().equals("btn"))
                    .first()
                    .satisfies(net -> assertThat(net.detail()).contains("pull.a"));
            bench.run(0);
            assertThat(bench.time().held()).isFalse();
            bench.hold();
        }
    }

    @Test
    void shouldSayWhatIsWrongAtTheBench() {
        try (Bench bench = port.openBench(LATE)) {
            assertKind(
                    Kind.NOT_FOUND,
                    () -> bench.operate("stop", "press"),
                    "no part stop; there are vcc, ground, start, pull");
            assertKind(Kind.NOT_FOUND, () -> bench.operate("start", "kick"), "has no action kick");
            assertKind(Kind.NOT_FOUND, () -> bench.probe("vbat"), "no net vbat");
            assertKind(Kind.NOT_FOUND, () -> bench.wire("start.c", true), "no pin start.c");
            assertKind(Kind.NOT_FOUND, () -> bench.plant("speed"), "no quantity speed");
            assertKind(Kind.OUT_OF_RANGE, () -> bench.drive("btn", Double.NaN, 1), "volts=NaN");
            assertKind(Kind.OUT_OF_RANGE, () -> bench.drive("btn", 1, 0), "ohms=0.0");
            assertKind(Kind.OUT_OF_RANGE, () -> bench.run(-1), "speed=-1.0");
            assertKind(Kind.OUT_OF_RANGE, () -> bench.advance(Duration.ZERO, Duration.ofSeconds(1)), "above 0");
            assertKind(Kind.DEADLINE, () -> bench.advance(Duration.ofHours(1), Duration.ofMillis(1)), "are left");
            assertKind(Kind.UNSUPPORTED, () -> bench.linkFault(Bench.LinkFault.NONE), "has no link");
            bench.run(1);
            assertKind(Kind.BUSY, () -> bench.advance(Duration.ofSeconds(1), Duration.ofSeconds(1)), "hold it");
            bench.close();
            assertKind(Kind.CLOSED, bench::time, "closed");
        }
    }

    private static void assertKind(Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(text);
    }
}
