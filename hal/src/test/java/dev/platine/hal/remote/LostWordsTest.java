package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.BoardRequest.BodyCase;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a board is asked when it is opened is asked again when nothing comes back. */
class LostWordsTest {
    @ParameterizedTest
    @EnumSource(
            value = BodyCase.class,
            names = {"HELLO", "DESCRIBE_BOARD", "DESCRIBE_CHANNELS"})
    void shouldOpenThoughTheFirstRequestOfItsKindIsLost(BodyCase lost) throws IOException {
        try (FakeBoard fake = new FakeBoard(Channels.ALL)) {
            AtomicInteger asked = new AtomicInteger();
            fake.answers.put(lost, loseTheFirst(fake, lost, asked));
            OpenOptions patient = OpenOptions.DEFAULT.withConnectDeadline(Duration.ofSeconds(30));
            try (Board board = Boards.open(fake.uri(), patient)) {
                assertThat(board.channels()).isEqualTo(Channels.ALL.channels());
            }
            assertThat(asked.get()).isGreaterThanOrEqualTo(2);
        }
    }

    private static Function<BoardRequest, BoardReply> loseTheFirst(FakeBoard fake, BodyCase lost, AtomicInteger asked) {
        return request -> {
            if (asked.getAndIncrement() == 0) {
                return null;
            }
            fake.answers.remove(lost);
            return fake.usual(request);
        };
    }
}
