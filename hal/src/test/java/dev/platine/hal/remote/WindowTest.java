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
        return answer(sequence, 0);
    }

    private Call answer(int sequence, long nowNs) {
        return window.answer(sequence, DONE, 0, DONE.length, nowNs);
    }

    /** A request that is sent at a time and given up at once. */
    private void lose(int sequence, long nowNs) {
        window.abandon(enter(sequence, nowNs, BoardPort.OK), BoardPort.DEADLINE, true);
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
        enter(3, Window.LEAST_FORGET_NS, Window.FULL);
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
        enter(3, Window.LEAST_FORGET_NS + 1, BoardPort.OK);
        assertThat(waits.isPending()).as("one that waits is not forgotten").isTrue();
        enter(4, Long.MAX_VALUE, Window.FULL);
    }

    @Test
    void shouldWaitEightOfTheSlowestRoundTripsBeforeItForgets() {
        enter(1, 0, BoardPort.OK);
        answer(1, 2_000_000); // a round trip of 2 ms
        window.limit(1);
        lose(2, 2_000_000);
        enter(3, 18_000_000, Window.FULL);
        enter(3, 18_000_001, BoardPort.OK);
    }

    @Test
    void shouldWaitTwiceAsLongEachTimeForABoardThatSaysNothing() {
        window.limit(1);
        long nowNs = 0;
        int sequence = 1;
        lose(sequence++, nowNs);
        for (long patienceNs = Window.LEAST_FORGET_NS; patienceNs < Window.MOST_FORGET_NS; patienceNs *= 2) {
            enter(sequence, nowNs + patienceNs, Window.FULL);
            nowNs += patienceNs + 1;
            lose(sequence++, nowNs);
        }
        assertThat(sequence).as("requests to a board that was silent for 1.3 s").isEqualTo(10);
        for (int i = 0; i < 3; i++) {
            enter(sequence, nowNs + Window.MOST_FORGET_NS, Window.FULL);
            nowNs += Window.MOST_FORGET_NS + 1;
            lose(sequence++, nowNs);
        }
        assertThat(answer(sequence - 1, nowNs + 1_000)).as("nobody waits").isNull();
        lose(sequence, nowNs);
        enter(sequence + 1, nowNs + Window.LEAST_FORGET_NS + 1, BoardPort.OK);
    }

    @Test
    void shouldLearnFromAReplyToWhatWasForgottenTooEarly() {
        window.limit(1);
        lose(1, 0);
        lose(2, Window.LEAST_FORGET_NS + 1);
        assertThat(answer(1, 20_000_000)).isNull();
        answer(2, 21_000_000);
        lose(3, 30_000_000);
        enter(4, 150_000_000, Window.FULL);
        enter(4, 200_000_000, BoardPort.OK);
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
