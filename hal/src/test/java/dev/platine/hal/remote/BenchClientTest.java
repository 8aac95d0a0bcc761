package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.Done;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Fitting;
import dev.platine.core.protocol.proto.Fittings;
import dev.platine.core.protocol.proto.LinkFaultStatus;
import dev.platine.core.protocol.proto.NetReading;
import dev.platine.core.protocol.proto.PlantReading;
import dev.platine.core.protocol.proto.TimeStatus;
import dev.platine.hal.Bench;
import dev.platine.hal.Bench.LinkFault;
import dev.platine.hal.Bench.What;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.OpenOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BenchClientTest {
    private static final OpenOptions PATIENT = OpenOptions.DEFAULT.withRequestDeadline(Duration.ofSeconds(20));

    private FakeBoard fake;
    private Board board;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        fake = new FakeBoard(Channels.ALL);
        fake.bench = BenchClientTest::answer;
        board = Boards.open(fake.uri(), PATIENT);
        bench = board.bench();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        board.close();
        fake.close();
    }

    private static BenchReply answer(BenchRequest request) {
        BenchReply.Builder reply = BenchReply.newBuilder();
        return switch (request.getBodyCase()) {
            case READ_TIME, ADVANCE_TIME ->
                reply.setTime(TimeStatus.newBuilder()
                                .setNowNs(5)
                                .setHeld(true)
                                .setSpeed(2)
                                .setEvents(9))
                        .build();
            case LIST_FITTINGS ->
                reply.setFittings(page(request.getListFittings().getFirst())).build();
            case PROBE_NET ->
                reply.setNet(NetReading.newBuilder()
                                .setVolts(3.3)
                                .setDriven(true)
                                .setChanges(4))
                        .build();
            case READ_PLANT ->
                reply.setPlant(PlantReading.newBuilder().setValue(21.5).setUnit("Cel"))
                        .build();
            case SET_LINK_FAULT ->
                reply.setLinkFault(LinkFaultStatus.newBuilder().setDropped(3)).build();
            case OPERATE ->
                request.getOperate().getPart().equals("button")
                        ? reply.setDone(Done.getDefaultInstance()).build()
                        : reply.setError(Error.newBuilder()
                                        .setKind(ErrorKind.NOT_FOUND)
                                        .setReason("no such part"))
                                .build();
            default -> reply.setDone(Done.getDefaultInstance()).build();
        };
    }

    private static Fittings page(int first) {
        return Fittings.newBuilder()
                .setTotal(3)
                .addFittings(Fitting.newBuilder().setName("part" + first).setType("led"))
                .build();
    }

    private BenchRequest last() {
        return fake.benchRequests.get(fake.benchRequests.size() - 1);
    }

    @Test
    void shouldDriveTime() {
        assertThat(bench.time()).isEqualTo(new Bench.TimeStatus(5, true, 2, 9));
        bench.hold();
        assertThat(last().hasHoldTime()).isTrue();
        bench.run(0);
        assertThat(last().getRunTime().getSpeed()).isZero();
        assertThat(bench.advance(Duration.ofMillis(7), Duration.ofSeconds(20)).nowNs())
                .isEqualTo(5);
        assertThat(last().getAdvanceTime().getDurationNs()).isEqualTo(7_000_000);
    }

    @Test
    void shouldListPageByPage() {
        assertThat(bench.list(What.PARTS)).extracting(Bench.Fitting::name).containsExactly("part0", "part1", "part2");
    }

    @Test
    void shouldWorkPartsNetsWiresPowerPlantAndLink() {
        bench.operate("button", "press");
        assertThat(last().getOperate().hasValue()).isFalse();
        bench.operate("button", "turn", 0.5);
        assertThat(last().getOperate().getValue()).isEqualTo(0.5);
        assertThat(bench.probe("vcc")).isEqualTo(new Bench.NetReading(0, 3.3, true, false, 0, 4));
        bench.drive("vcc", 5, 0.1);
        assertThat(last().getDriveNet().getOhms()).isEqualTo(0.1);
        bench.release("vcc");
        bench.wire("u1.3", true);
        assertThat(last().getSetWire().getCut()).isTrue();
        bench.power(false);
        assertThat(last().hasSetPower()).isTrue();
        assertThat(bench.plant("temperature")).isEqualTo(21.5);
        bench.setPlant("temperature", 4);
        assertThat(last().getWritePlant().getValue()).isEqualTo(4);
        LinkFault fault = new LinkFault(Duration.ofMillis(2), Duration.ofNanos(500), 0.5, 0, 1, false, 77);
        assertThat(bench.linkFault(fault).dropped()).isEqualTo(3);
        assertThat(last().getSetLinkFault().getDelayUs()).isEqualTo(2_000);
        assertThat(last().getSetLinkFault().getJitterUs()).isEqualTo(1);
        assertThat(last().getSetLinkFault().getDrop()).isEqualTo(0.5f);
    }

    @Test
    void shouldPassOnWhatTheBenchRefuses() {
        BoardException e = catchThrowableOfType(BoardException.class, () -> bench.operate("knob", "press"));
        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e).hasMessage(fake.uri() + ": operate knob: no such part");
    }

    @Test
    void shouldCheckWhatIsAskedFor() {
        assertThatThrownBy(() -> bench.run(-1)).hasMessage("must be >= 0 and finite: speed=-1.0");
        assertThatThrownBy(() -> bench.advance(Duration.ofHours(2), Duration.ofSeconds(1)))
                .hasMessageContaining("duration=PT2H");
        assertThatThrownBy(() -> bench.advance(Duration.ofSeconds(1), Duration.ZERO))
                .hasMessageContaining("deadline=PT0S");
        assertThatThrownBy(() -> bench.drive("n", Double.NaN, 1)).hasMessageContaining("volts=NaN");
        assertThatThrownBy(() -> bench.drive("n", 1, 0)).hasMessageContaining("ohms=0.0");
        assertThatThrownBy(() -> bench.setPlant("q", Double.POSITIVE_INFINITY)).hasMessageContaining("finite");
        assertThatThrownBy(() -> bench.linkFault(new LinkFault(Duration.ZERO, Duration.ZERO, 1.5, 0, 0, false, 0)))
                .hasMessage("must be 0 to 1: drop=1.5");
    }

    @Test
    void shouldRefuseAListThatNeverEnds() {
        fake.bench = request -> BenchReply.newBuilder()
                .setFittings(Fittings.newBuilder().setTotal(5))
                .build();
        assertThatThrownBy(() -> bench.list(What.NETS)).hasMessageContaining("listed 0 from 0 on, of 5");
        fake.bench = request -> BenchReply.newBuilder()
                .setFittings(Fittings.newBuilder().setTotal(-1))
                .build();
        assertThatThrownBy(() -> bench.list(What.NETS)).hasMessageContaining("of 4294967295");
        fake.bench = request -> answer(BenchRequest.getDefaultInstance());
        assertThatThrownBy(() -> bench.list(What.NETS)).hasMessageContaining("answered list with done");
    }

    @Test
    void shouldOpenItsConnectionAgainWithTheNextCall() {
        fake.cut();
        BoardException e = catchThrowableOfType(BoardException.class, bench::time);
        assertThat(e == null ? Kind.LINK_LOST : e.kind()).isEqualTo(Kind.LINK_LOST);
        assertThat(bench.time().nowNs()).isEqualTo(5);
        bench.close();
        assertThatThrownBy(bench::time).hasMessageContaining("used after close");
    }

    @Test
    void shouldSayThatARealBoardHasNone() {
        fake.deafToBench = true;
        OpenOptions brief = PATIENT.withConnectDeadline(Duration.ofMillis(300));
        try (Board real = Boards.open(fake.uri(), brief)) {
            BoardException e = catchThrowableOfType(BoardException.class, real::bench);
            assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED);
            assertThat(e).hasMessageContaining("may be a real one");
        }
    }
}
