package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.ReadClock;
import dev.platine.hal.BoardException;
import dev.platine.hal.OpenOptions;
import dev.platine.sim.hosted.CCompiler;
import dev.platine.sim.hosted.TrialBoard;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server before a firmware that speaks for itself; this one sends back what it gets. */
@Tag("native")
class LineTalkTest {
    private static final BoardRequest CLOCK = BoardRequest.newBuilder()
            .setReadClock(ReadClock.getDefaultInstance())
            .build();

    @TempDir
    static Path folder;

    static Path library;

    @BeforeAll
    static void compile() throws IOException {
        library = CCompiler.library(folder, "trial", "trial.c");
    }

    private static Rack rack(Map<String, ?> parameters) {
        return Rack.builder()
                .board("echo", TrialBoard.of("hosted", library, parameters))
                .withoutThread()
                .build();
    }

    private static RackServer serve(Rack rack) {
        return RackServer.builder(rack).listen("tcp://:0").start();
    }

    private static BoardRequest hello(String board) {
        return BoardRequest.newBuilder().setHello(RawClient.hello(board)).build();
    }

    /** The next frame that is no remark of the rack's. */
    private static RawClient.Frame next(RawClient client) throws IOException {
        RawClient.Frame frame = client.next();
        while (frame.kind == FrameKind.BOARD_EVENT) {
            assertThat(frame.event().hasNotice()).isTrue();
            frame = client.next();
        }
        return frame;
    }

    private static BoardRequest echo(RawClient client, int sequence) throws IOException {
        RawClient.Frame frame = next(client);
        assertThat(frame.kind).isEqualTo(FrameKind.BOARD_REQUEST);
        assertThat(frame.sequence).isEqualTo(sequence);
        return BoardRequest.parseFrom(frame.message);
    }

    @Test
    void shouldPassFramesOnBothWaysWhileTimeStands() throws IOException {
        try (Rack rack = rack(Map.of("raw", true));
                RackServer server = serve(rack);
                RawClient client = RawClient.connect(server)) {
            int greeting = client.send(hello("echo"));
            assertThat(echo(client, greeting)).as("without the board's name").isEqualTo(hello(""));
            int clock = client.send(CLOCK);
            assertThat(echo(client, clock)).isEqualTo(CLOCK);
            byte[] unknown = {0x0a, 0x7f};
            client.send(RawClient.frame(FrameKind.BOARD_REQUEST, 99, unknown));
            RawClient.Frame frame = next(client);
            assertThat(frame.message)
                    .as("what cannot be parsed is the firmware's to refuse")
                    .isEqualTo(unknown);
            client.send(RawClient.frame(FrameKind.BOARD_REQUEST, 100, new byte[3_000]));
            assertThat(next(client).message).hasSize(3_000);
        }
    }

    @Test
    void shouldRefuseBeforeHelloAndForABoardThatIsNotThere() throws IOException {
        try (Rack rack = rack(Map.of("raw", true));
                RackServer server = serve(rack);
                RawClient client = RawClient.connect(server)) {
            assertThat(client.ask(CLOCK).getError().getKind()).isEqualTo(ErrorKind.NOT_READY);
            assertThat(client.ask(hello("other")).getError().getKind()).isEqualTo(ErrorKind.NOT_FOUND);
        }
    }

    @Test
    void shouldLetOneHostHaveTheLineAndTheNextWhenItLeft() throws IOException {
        try (Rack rack = rack(Map.of("raw", true));
                RackServer server = serve(rack);
                RawClient second = RawClient.connect(server)) {
            try (RawClient first = RawClient.connect(server)) {
                echo(first, first.send(hello("")));
                BoardReply busy = second.ask(hello(""));
                assertThat(busy.getError().getKind()).isEqualTo(ErrorKind.BUSY);
                assertThat(busy.getError().getReason())
                        .contains("one line to one host")
                        .doesNotContain("\n");
                assertThatThrownBy(() -> SimBoards.open(rack, "echo", OpenOptions.DEFAULT))
                        .isInstanceOf(BoardException.class)
                        .hasMessageContaining("another host has it");
                echo(first, first.send(hello("")));
                assertThat(second.ask(BenchRequest.newBuilder()
                                        .setHello(RawClient.hello(""))
                                        .build())
                                .hasHello())
                        .as("the bench is everybody's")
                        .isTrue();
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                int sequence = second.send(hello(""));
                RawClient.Frame frame = next(second);
                return frame.kind == FrameKind.BOARD_REQUEST && frame.sequence == sequence;
            });
            assertThat(rack.board("echo").console())
                    .filteredOn(line -> line.startsWith("connected"))
                    .containsExactly(
                            "connected 1, time 1",
                            "connected 0, time 1",
                            "connected 1, time 2",
                            "connected 0, time 2",
                            "connected 1, time 3");
        }
    }

    @Test
    void shouldSayWhatTheFirmwareCannotSayAnyMore() throws IOException {
        try (Rack rack = rack(Map.of("raw", true, "bad", "code", "badAt", 5e6));
                RackServer server = serve(rack);
                RawClient client = RawClient.connect(server)) {
            echo(client, client.send(hello("")));
            rack.advance(10_000_000);
            BoardReply reply = client.ask(CLOCK);
            assertThat(reply.getError().getKind()).isEqualTo(ErrorKind.BOARD_FAILURE);
            assertThat(reply.getError().getReason())
                    .isEqualTo("board echo has crashed: firmware trial gave up with code -42: the sensor is gone"
                            + " (in step 7, 5ms after its boot)");
            rack.enter();
            rack.board("echo").reset();
            rack.exit();
            assertThat(client.closedByServer()).isTrue();
            try (RawClient again = RawClient.connect(server)) {
                echo(again, again.send(hello("")));
            }
        }
    }

    @Test
    void shouldHangUpWhenTheFirmwareRestartsItself() throws IOException {
        try (Rack rack = rack(Map.of("raw", true, "bad", "reset", "badAt", 5e6));
                RackServer server = serve(rack);
                RawClient client = RawClient.connect(server)) {
            echo(client, client.send(hello("")));
            rack.advance(10_000_000);
            assertThat(client.closedByServer()).isTrue();
            assertThat(rack.board("echo").console())
                    .filteredOn(line -> line.startsWith("boot"))
                    .hasSizeGreaterThan(1);
        }
    }
}
