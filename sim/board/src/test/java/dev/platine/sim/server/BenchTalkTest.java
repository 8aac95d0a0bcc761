package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.protocol.proto.AdvanceTime;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.DriveNet;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.HoldTime;
import dev.platine.core.protocol.proto.ListFittings;
import dev.platine.core.protocol.proto.Operate;
import dev.platine.core.protocol.proto.ProbeNet;
import dev.platine.core.protocol.proto.ReadClock;
import dev.platine.core.protocol.proto.ReadPlant;
import dev.platine.core.protocol.proto.ReadTime;
import dev.platine.core.protocol.proto.ReleaseNet;
import dev.platine.core.protocol.proto.RunTime;
import dev.platine.core.protocol.proto.SetPower;
import dev.platine.core.protocol.proto.SetWire;
import dev.platine.core.protocol.proto.WritePlant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BenchTalkTest {
    static {
        LeakWatch.install();
    }

    private static final BoardRequest CLOCK = BoardRequest.newBuilder()
            .setReadClock(ReadClock.getDefaultInstance())
            .build();

    private final FakeRack rack = new FakeRack("left");
    private RackServer server;
    private RawClient client;
    private FakeBench bench;

    @BeforeEach
    void start() throws IOException {
        server = RackServer.builder(rack).listen("tcp://:0").start();
        client = RawClient.connect(server);
        assertThat(client.ask(request().setHello(RawClient.hello("")).build())
                        .getHello()
                        .getBoard())
                .isEqualTo("left");
        FakeBench made = rack.lastBench();
        assertThat(made).isNotNull();
        bench = made;
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private static BenchRequest.Builder request() {
        return BenchRequest.newBuilder();
    }

    private static BenchRequest advance(long ns) {
        return request()
                .setAdvanceTime(AdvanceTime.newBuilder().setDurationNs(ns))
                .build();
    }

    @Test
    void shouldHandEveryRequestToTheBench() throws IOException {
        List<BenchRequest> requests = List.of(
                request().setHoldTime(HoldTime.getDefaultInstance()).build(),
                request().setRunTime(RunTime.newBuilder().setSpeed(2)).build(),
                request()
                        .setOperate(Operate.newBuilder().setPart("start").setAction("press"))
                        .build(),
                request()
                        .setOperate(Operate.newBuilder()
                                .setPart("pot")
                                .setAction("turn")
                                .setValue(0))
                        .build(),
                request()
                        .setDriveNet(
                                DriveNet.newBuilder().setNet("btn").setVolts(2).setOhms(1))
                        .build(),
                request().setReleaseNet(ReleaseNet.newBuilder().setNet("btn")).build(),
                request().setSetPower(SetPower.newBuilder().setOn(true)).build(),
                request()
                        .setWritePlant(
                                WritePlant.newBuilder().setQuantity("soc").setValue(0.5))
                        .build());
        for (BenchRequest request : requests) {
            assertThat(client.ask(request).hasDone()).isTrue();
        }
        assertThat(bench.calls)
                .containsExactly(
                        "hold",
                        "run 2.0",
                        "operate start press",
                        "operate pot turn 0.0",
                        "drive btn 2.0 1.0",
                        "release btn",
                        "power true",
                        "set soc 0.5");
        assertThat(client.ask(request()
                                .setReadTime(ReadTime.getDefaultInstance())
                                .build())
                        .getTime()
                        .getEvents())
                .isEqualTo(9);
        assertThat(client.ask(request()
                                .setProbeNet(ProbeNet.newBuilder().setNet("btn"))
                                .build())
                        .getNet()
                        .getVolts())
                .isEqualTo(1.5);
        assertThat(client.ask(request()
                                .setReadPlant(ReadPlant.newBuilder().setQuantity("fitting_3"))
                                .build())
                        .getPlant()
                        .getUnit())
                .isEqualTo("PLANT");
    }

    @Test
    void shouldTellWhatTheBenchRefuses() throws IOException {
        BenchReply reply = client.ask(
                request().setSetWire(SetWire.newBuilder().setPin("a.b")).build());
        assertThat(reply.getError().getKind()).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(reply.getError().getReason()).isEqualTo("no pin a.b");
        assertThat(client.ask(BenchRequest.getDefaultInstance()).getError().getKind())
                .isEqualTo(ErrorKind.MALFORMED);
        assertThat(client.ask(request()
                                .setListFittings(ListFittings.getDefaultInstance())
                                .build())
                        .getError()
                        .getReason())
                .isEqualTo("must be PARTS, NETS or PLANT: what=0");
        assertThat(client.ask(advance(0)).getError().getKind()).isEqualTo(ErrorKind.OUT_OF_RANGE);
        assertThat(client.ask(advance(-1)).getError().getReason()).contains("18446744073709551615");
    }

    @Test
    void shouldListFittingsInPagesThatFit() throws IOException {
        client.ask(
                request().setHello(RawClient.hello("").setMaxFrameReceive(256)).build());
        List<String> names = new ArrayList<>();
        int pages = 0;
        int total = 1;
        while (names.size() < total) {
            var page = client.ask(request()
                            .setListFittings(ListFittings.newBuilder()
                                    .setWhat(ListFittings.What.PARTS)
                                    .setFirst(names.size()))
                            .build())
                    .getFittings();
            page.getFittingsList().forEach(fitting -> names.add(fitting.getName()));
            total = page.getTotal();
            pages++;
        }
        assertThat(names).hasSize(40).doesNotHaveDuplicates();
        assertThat(pages).isGreaterThan(3);
    }

    @Test
    void shouldServeTheOthersWhileTimeIsAdvanced() throws Exception {
        try (RawClient other = RawClient.greet(server)) {
            client.send(RawClient.frame(0x11, 77, advance(5).toByteArray()));
            assertThat(bench.advancing.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.ask(CLOCK).hasReadClock()).isTrue();
            assertThat(client.ask(request()
                                    .setReadTime(ReadTime.getDefaultInstance())
                                    .build())
                            .getError()
                            .getKind())
                    .isEqualTo(ErrorKind.BUSY);
            assertThat(client.ask(BoardRequest.newBuilder()
                                    .setHello(RawClient.hello(""))
                                    .build())
                            .hasHello())
                    .as("the same connection's board is served too")
                    .isTrue();
            bench.letGo.countDown();
            RawClient.Frame frame = client.next();
            assertThat(frame.sequence).isEqualTo(77);
            assertThat(frame.bench().getTime().getNowNs()).isEqualTo(12);
        }
    }

    @Test
    void shouldEndAnAdvanceWhoseClientIsGone() throws Exception {
        client.send(RawClient.frame(0x11, 77, advance(5).toByteArray()));
        assertThat(bench.advancing.await(10, TimeUnit.SECONDS)).isTrue();
        client.close();
        assertThat(bench.closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldAskForHelloFirst() throws IOException {
        try (RawClient fresh = RawClient.connect(server)) {
            assertThat(fresh.ask(request()
                                    .setReadTime(ReadTime.getDefaultInstance())
                                    .build())
                            .getError()
                            .getReason())
                    .isEqualTo("say hello first");
        }
    }
}
