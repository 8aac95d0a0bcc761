package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.LinkFaultStatus;
import dev.platine.core.protocol.proto.ReadClock;
import dev.platine.core.protocol.proto.SetLinkFault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkFaultTest {
    static {
        LeakWatch.install();
    }

    private static final BoardRequest CLOCK = BoardRequest.newBuilder()
            .setReadClock(ReadClock.getDefaultInstance())
            .build();

    private final FakeRack rack = new FakeRack("left", "right");
    private RackServer server;
    private RawClient bench;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = RackServer.builder(rack).listen("tcp://:0").start();
        bench = RawClient.connect(server);
        assertThat(bench.ask(BenchRequest.newBuilder()
                                .setHello(RawClient.hello("left"))
                                .build())
                        .hasHello())
                .isTrue();
        client = greet("left");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        bench.close();
        server.close();
    }

    private RawClient greet(String board) throws IOException {
        RawClient made = RawClient.connect(server);
        assertThat(made.ask(BoardRequest.newBuilder()
                                .setHello(RawClient.hello(board))
                                .build())
                        .hasHello())
                .isTrue();
        return made;
    }

    private LinkFaultStatus fault(SetLinkFault.Builder fault) throws IOException {
        return bench.ask(BenchRequest.newBuilder().setSetLinkFault(fault).build())
                .getLinkFault();
    }

    private List<Integer> answered(int requests) throws IOException {
        List<Integer> sequences = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            client.send(CLOCK);
        }
        client.socket.setSoTimeout(300);
        try {
            while (true) {
                sequences.add(client.next().sequence);
            }
        } catch (SocketTimeoutException e) {
            client.socket.setSoTimeout(10_000);
            return sequences;
        }
    }

    @Test
    void shouldDropFramesBothWaysRepeatably() throws IOException {
        fault(SetLinkFault.newBuilder().setDrop(0.3f).setSeed(5));
        List<Integer> first = answered(100);
        LinkFaultStatus status = fault(SetLinkFault.newBuilder());
        assertThat(first.size()).isBetween(30, 70);
        assertThat(status.getDropped()).isEqualTo(100 - first.size());
        assertThat(answered(20)).as("mended").hasSize(20);

        client.close();
        client = greet("left");
        fault(SetLinkFault.newBuilder().setDrop(0.3f).setSeed(5));
        assertThat(answered(100)).as("the same seed, the same losses").isEqualTo(first);
    }

    @Test
    void shouldDelayFramesAndKeepTheirOrder() throws IOException {
        fault(SetLinkFault.newBuilder().setDelayUs(20_000).setJitterUs(20_000).setSeed(1));
        long startNs = System.nanoTime();
        assertThat(client.ask(CLOCK).hasReadClock()).isTrue();
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(40_000_000);
        List<Integer> sequences = answered(30);
        assertThat(sequences).hasSize(30).isSorted();
        assertThat(fault(SetLinkFault.newBuilder()).getDelayed()).isEqualTo(62);
    }

    @Test
    void shouldDamageFramesSoThatBothEndsNotice() throws IOException {
        fault(SetLinkFault.newBuilder().setCorrupt(1).setSeed(3));
        client.send(CLOCK);
        client.socket.setSoTimeout(300);
        try {
            client.next();
            throw new AssertionError("a damaged request was answered");
        } catch (SocketTimeoutException e) {
            client.socket.setSoTimeout(10_000);
        }
        assertThat(fault(SetLinkFault.newBuilder()).getCorrupted()).isOne();
        client.send(new byte[1]);
        assertThat(client.ask(CLOCK).hasReadClock()).isTrue();
    }

    @Test
    void shouldSendFramesTwice() throws IOException {
        fault(SetLinkFault.newBuilder().setDuplicate(1));
        assertThat(answered(1)).as("twice there, and each answer twice back").hasSize(4);
        assertThat(fault(SetLinkFault.newBuilder()).getDuplicated()).isEqualTo(3);
    }

    @Test
    void shouldBreakEveryConnectionToTheBoardOnce() throws IOException {
        try (RawClient second = greet("left");
                RawClient other = greet("right")) {
            assertThat(fault(SetLinkFault.newBuilder().setDisconnect(true)).getDisconnected())
                    .isEqualTo(2);
            assertThat(client.closedByServer()).isTrue();
            assertThat(second.closedByServer()).isTrue();
            assertThat(other.ask(CLOCK).hasReadClock())
                    .as("the other board's link is whole")
                    .isTrue();
        }
        greet("left").close();
    }

    @Test
    void shouldLeaveOtherBoardsAlone() throws IOException {
        fault(SetLinkFault.newBuilder().setDrop(1));
        try (RawClient other = greet("right")) {
            assertThat(other.ask(CLOCK).hasReadClock()).isTrue();
        }
    }

    @Test
    void shouldHoldNoMoreFramesThanALinkDoes() throws IOException {
        fault(SetLinkFault.newBuilder().setDelayUs(500_000));
        for (int i = 0; i < FaultyLink.MAX_WAITING + 500; i++) {
            client.send(CLOCK);
        }
        for (int i = 0; i < FaultyLink.MAX_WAITING; i++) {
            client.next();
        }
        assertThat(fault(SetLinkFault.newBuilder()).getDropped()).isEqualTo(500);
    }
}
