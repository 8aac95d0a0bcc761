package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.hal.spi.BoardPort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final byte[] DONE = FakeBoard.done().toByteArray();

    private final Window window = new Window(4);

    @BeforeEach
    void narrow() {
        window.limit(2);
    }

    private Call enter(int sequence, long nowNs, int expected) {
        Call call = new RequestCall<>(BoardRequest.getDefaultInstance(), BoardReply.parser());
        call.begin();
        assertThat(window.enter(call, sequence, nowNs)).isEqualTo(expected);
        return call;
    }

    private Call answer(int sequence) {
        return window.answer(sequence, DONE, 0, DONE.length);
    }

    @Test
    void shouldHoldNoMoreThanItsLimit() {
        Call first = enter(1, 0, BoardPort.OK);
        enter(2, 0, BoardPort.OK);
        enter(3, 0, Window.FULL);
        assertThat(answer(1)).isSameAs(first);
        assertThat(first.status()).isEqualTo(BoardPort.OK);
        enter(3, 0, BoardPort.OK);
    }

    @Test
    void shouldKeepThePlaceOfARequestWhoseCallerGaveUp() {
        Call first = enter(1, 0, BoardPort.OK);
        enter(2, 0, BoardPort.OK);
        assertThat(window.abandon(first, BoardPort.DEADLINE, true)).isTrue();
        assertThat(window.abandon(first, BoardPort.DEADLINE, true)).isFalse();
        assertThat(first.status()).isEqualTo(BoardPort.DEADLINE);
        enter(3, Window.FORGET_NS, Window.FULL);
    }

    @Test
    void shouldFreeAnAbandonedPlaceByItsLateReply() {
        window.abandon(enter(1, 0, BoardPort.OK), BoardPort.DEADLINE, true);
        enter(2, 0, BoardPort.OK);
        assertThat(answer(1)).isNull();
        assertThat(window.late()).isEqualTo(1);
        enter(3, 0, BoardPort.OK);
    }

    @Test
    void shouldFreeAnAbandonedPlaceWhenALaterRequestIsAnswered() {
        window.abandon(enter(Integer.MAX_VALUE, 0, BoardPort.OK), BoardPort.DEADLINE, true);
        Call second = enter(Integer.MIN_VALUE, 0, BoardPort.OK); // the sequence wraps
        assertThat(answer(Integer.MIN_VALUE)).isSameAs(second);
        enter(3, 0, BoardPort.OK);
        enter(4, 0, BoardPort.OK);
        assertThat(answer(Integer.MAX_VALUE)).isNull();
    }

    @Test
    void shouldForgetAnAbandonedRequestAfterAWhile() {
        window.abandon(enter(1, 0, BoardPort.OK), BoardPort.DEADLINE, true);
        Call waits = enter(2, 0, BoardPort.OK);
        enter(3, Window.FORGET_NS + 1, BoardPort.OK);
        assertThat(waits.isPending()).as("one that waits is not forgotten").isTrue();
        enter(4, Long.MAX_VALUE, Window.FULL);
    }

    @Test
    void shouldFreeThePlaceOfARequestThatWasNotSent() {
        window.abandon(enter(1, 0, BoardPort.OK), BoardPort.DEADLINE, false);
        enter(2, 0, BoardPort.OK);
        enter(3, 0, BoardPort.OK);
    }

    @Test
    void shouldEndAllCallsNowAndLaterWhenTheConnectionFails() {
        Call waits = enter(1, 0, BoardPort.OK);
        window.fail(BoardPort.LINK_LOST);
        assertThat(waits.status()).isEqualTo(BoardPort.LINK_LOST);
        enter(2, 0, BoardPort.LINK_LOST);
        assertThat(answer(1)).isNull();
    }
}
