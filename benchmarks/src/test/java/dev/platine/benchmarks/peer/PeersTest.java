package dev.platine.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.peer.proto.PeerReply;
import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The peers do what they are compared by. */
class PeersTest {
    @ParameterizedTest
    @EnumSource(GrpcPeer.Style.class)
    void shouldExchangeOverGrpc(GrpcPeer.Style style) throws Exception {
        try (Contender peer = GrpcPeer.start(style)) {
            exchange(peer);
        }
    }

    @Test
    void shouldExchangeOverModbus() throws Exception {
        try (Contender peer = ModbusPeer.start()) {
            exchange(peer);
        }
    }

    @Test
    void shouldExchangeOverNettyWithAFuture() {
        assumeTrue(Epoll.isAvailable(), "epoll's native library is not there");
        try (Contender peer = NettyFuturePeer.start()) {
            exchange(peer);
        }
    }

    @Test
    void shouldNoticeAnAnswerToAnotherQuestion() {
        PeerValues values = new PeerValues();
        PeerReply stale = PeerValues.answer(values.nextRequest());
        values.nextRequest();

        assertThatThrownBy(() -> values.check(stale)).isInstanceOf(IllegalStateException.class);
    }

    private static void exchange(Contender peer) {
        assertThatCode(() -> {
                    for (int i = 0; i < 200; i++) {
                        peer.exchange();
                    }
                })
                .doesNotThrowAnyException();
    }
}
