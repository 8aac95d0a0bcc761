package dev.platine.sim.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final long MS = 1_000_000;

    private final FakeBoard board = new FakeBoard();
    private final BoardService service = new BoardService(board);
    private final Recorder recorder = new Recorder();
    private final Session session = service.open(recorder, "test");

    @Test
    void shouldSampleByVirtualTimeWithoutDrift() {
        session.subscribe(4, new int[] {FakeBoard.BUTTON, FakeBoard.PULSES}, 10 * MS, 0);
        board.run(15 * MS);
        board.bank.publish(FakeBoard.PULSES, 9);
        board.run(15 * MS);
        assertThat(Recorder.drain(session))
                .containsExactly(
                        "sample 4 #0 lost 0 at 0ms [0, 0]",
                        "sample 4 #1 lost 0 at 10ms [0, 0]",
                        "sample 4 #2 lost 0 at 20ms [0, 9]",
                        "sample 4 #3 lost 0 at 30ms [0, 9]");
    }

    @Test
    void shouldSampleOncePerInstantOfChange() {
        session.subscribe(0, new int[] {FakeBoard.BUTTON, FakeBoard.PULSES}, 0, 0);
        board.run(MS);
        board.bank.publish(FakeBoard.BUTTON, 1);
        board.bank.publish(FakeBoard.PULSES, 5);
        board.bank.publish(FakeBoard.VOLTS, 1.0);
        board.run(MS);
        board.bank.publish(FakeBoard.VOLTS, 2.0);
        board.run(MS);
        assertThat(Recorder.drain(session))
                .containsExactly("sample 0 #0 lost 0 at 0ms [0, 0]", "sample 0 #1 lost 0 at 1ms [1, 5]");
    }

    @Test
    void shouldKeepTheDeadBandAgainstTheLastSample() {
        session.subscribe(0, new int[] {FakeBoard.VOLTS}, 0, 0.5f);
        for (double volts : new double[] {0.25, 0.4375, 0.5, 0.75, 1.0, 0.6}) {
            board.bank.publish(FakeBoard.VOLTS, volts);
            board.run(MS);
        }
        List<String> samples = Recorder.drain(session);
        assertThat(samples).hasSize(3);
        assertThat(samples.get(1)).isEqualTo("sample 0 #1 lost 0 at 2ms [" + FakeBoard.bits(0.5) + "]");
        assertThat(samples.get(2)).isEqualTo("sample 0 #2 lost 0 at 4ms [" + FakeBoard.bits(1.0) + "]");
    }

    @Test
    void shouldSendEveryLineOfAText() {
        session.subscribe(1, new int[] {FakeBoard.LOG}, 0, 0);
        board.bank.text(FakeBoard.LOG, "one");
        board.bank.text(FakeBoard.LOG, "two");
        board.bank.text(FakeBoard.LOG, "two");
        assertThat(Recorder.drain(session))
                .containsExactly(
                        "sample 1 #0 lost 0 at 0ms one",
                        "sample 1 #1 lost 0 at 0ms two",
                        "sample 1 #2 lost 0 at 0ms two");
    }

    @Test
    void shouldForgetTheOldestAndTellASlowReader() {
        session.subscribe(0, new int[] {FakeBoard.PULSES}, MS, 0);
        session.subscribe(1, new int[] {FakeBoard.BUTTON}, 0, 0);
        int forgotten = 36;
        board.run((SampleQueue.CAPACITY - 1 + forgotten) * MS);
        assertThat(recorder.ready).as("told once").isOne();
        List<String> events = Recorder.drain(session);
        assertThat(events).hasSize(SampleQueue.CAPACITY + 1);
        assertThat(events.get(0)).as("the other subscription lost nothing").startsWith("sample 1 #0 lost 0");
        assertThat(events.get(1)).startsWith("sample 0 #36 lost 36 at 36ms");
        assertThat(events.get(2)).startsWith("sample 0 #37 lost 0");
        assertThat(session.lostEvents()).isEqualTo(forgotten);
        board.run(MS);
        assertThat(recorder.ready).as("told again").isEqualTo(2);
        assertThat(Recorder.drain(session)).containsExactly("sample 0 #100 lost 0 at 100ms [0]");
    }

    @Test
    void shouldDeliverEventsInTheOrderInWhichTheyHappened() {
        session.subscribe(0, new int[] {FakeBoard.RELAY}, 0, 0);
        session.write(FakeBoard.RELAY, 1, MS);
        service.notice("before");
        board.run(2 * MS);
        service.notice("after");
        assertThat(Recorder.drain(session))
                .containsExactly(
                        "sample 0 #0 lost 0 at 0ms [0]",
                        "notice before",
                        "sample 0 #1 lost 0 at 0ms [1]",
                        "safe LIFETIME_EXPIRED [2]",
                        "sample 0 #2 lost 0 at 1ms [0]",
                        "notice after");
    }

    @Test
    void shouldReplaceAndEndASubscription() {
        session.subscribe(0, new int[] {FakeBoard.PULSES}, MS, 0);
        session.subscribe(0, new int[] {FakeBoard.BUTTON}, 0, 0);
        board.run(10 * MS);
        assertThat(Recorder.drain(session)).containsExactly("sample 0 #0 lost 0 at 0ms [0]");
        session.unsubscribe(0);
        board.bank.publish(FakeBoard.BUTTON, 1);
        board.run(10 * MS);
        assertThat(Recorder.drain(session)).isEmpty();
        assertThatThrownBy(() -> session.unsubscribe(0)).hasMessage("no such subscription: subscription=0");
    }

    @Test
    void shouldRefuseSubscriptionsThatBreakARule() {
        assertThatThrownBy(() -> session.subscribe(0, new int[0], MS, 0)).hasMessageContaining("at least one channel");
        assertThatThrownBy(() -> session.subscribe(32, new int[] {0}, MS, 0)).hasMessageContaining("0 to 31");
        assertThatThrownBy(() -> session.subscribe(0, new int[] {0}, 99_999, 0)).hasMessageContaining("periodNs=99999");
        assertThatThrownBy(() -> session.subscribe(0, new int[] {0}, 0, Float.NaN))
                .hasMessageContaining("deadBand=NaN");
        assertThatThrownBy(() -> session.subscribe(0, new int[] {0, FakeBoard.LOG}, 0, 0))
                .hasMessageContaining("is text");
        assertThatThrownBy(() -> session.subscribe(0, new int[] {0, 0}, 0, 0)).hasMessageContaining("twice");
    }
}
