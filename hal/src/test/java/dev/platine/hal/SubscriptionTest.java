package dev.platine.hal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.hal.spi.BoardPort.SampleSink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private final FakePort port = new FakePort();
    private final Board board = Boards.over(port, "fake", OpenOptions.DEFAULT);

    @AfterEach
    void close() {
        board.close();
    }

    private void sample(int sequence, int lost, double mains) {
        SampleSink sink = port.sinks.get(0);
        sink.sample(sequence, lost, 1_000L * sequence, System.nanoTime(), new int[] {1, Channels.bits(mains)}, null);
    }

    private Subscription both(int queue) {
        return board.subscribe("plug", "mains_v").queue(queue).open();
    }

    @Test
    void shouldHandOverSamplesInOrder() {
        Subscription subscription = both(8);
        sample(0, 0, 230);
        sample(1, 0, 231);
        Sample first = subscription.poll();
        assertThat(first.flag("plug")).isTrue();
        assertThat(first.flag(0)).isTrue();
        assertThat(first.number("mains_v")).isEqualTo(230);
        assertThat(first.boardTimeNs()).isZero();
        assertThat(first.lostBefore()).isZero();
        assertThat(first.text()).isEmpty();
        assertThat(first.channels()).hasSize(2);
        assertThat(subscription.poll().number(1)).isEqualTo(231);
        assertThat(subscription.poll()).isNull();
        assertThatThrownBy(() -> first.number("nothing"))
                .hasMessage("must be a channel of this subscription: channel=nothing");
    }

    @Test
    void shouldLoseTheOldestWhenTheReaderIsSlowAndSaySo() {
        Subscription subscription = both(2);
        for (int i = 0; i < 5; i++) {
            sample(i, 0, i);
        }
        Sample oldest = subscription.poll();
        assertThat(oldest.sequence()).isEqualTo(3);
        assertThat(oldest.lostBefore()).isEqualTo(3);
        assertThat(subscription.poll().lostBefore()).isZero();
        assertThat(subscription.lost()).isEqualTo(3);
    }

    @Test
    void shouldCountWhatTheBoardAndTheLinkLost() {
        Subscription subscription = both(1);
        sample(2, 2, 0); // the board lost 0 and 1
        sample(5, 1, 0); // the board lost one, the link another; the queue loses sample 2
        assertThat(subscription.lost()).isEqualTo(5);
        assertThat(subscription.poll().lostBefore()).isEqualTo(5);
    }

    @Test
    void shouldCountThroughTheWrapOfTheSequence() {
        Subscription subscription = both(8);
        sample(-1, 0, 0);
        sample(1, 1, 0);
        assertThat(subscription.poll().sequence()).isEqualTo(4_294_967_295L);
        assertThat(subscription.poll().lostBefore()).isEqualTo(1);
    }

    @Test
    void shouldDropASampleThatTheLinkBringsTwice() {
        Subscription subscription = both(8);
        sample(0, 0, 1);
        sample(0, 0, 1);
        sample(1, 0, 2);
        assertThat(subscription.poll().number(1)).isEqualTo(1);
        assertThat(subscription.poll().number(1)).isEqualTo(2);
        assertThat(subscription.lost()).isZero();
    }

    @Test
    void shouldMarkAGapEvenWhenItsFirstSampleIsLost() {
        Subscription subscription = both(1);
        sample(7, 0, 1);
        port.sinks.get(0).gap(true);
        sample(0, 0, 2);
        sample(1, 0, 3);
        Sample sample = subscription.poll();
        assertThat(sample.gapBefore()).isTrue();
        assertThat(sample.rebooted()).isTrue();
        assertThat(sample.sequence()).isEqualTo(1);
        assertThat(sample.lostBefore()).isEqualTo(2);
        sample(2, 0, 4);
        assertThat(subscription.poll().gapBefore()).isFalse();
    }

    @Test
    void shouldCarryText() {
        Subscription subscription = board.subscribe("log").open();
        port.sinks.get(0).sample(0, 0, 5, 6, new int[0], "booted");
        Sample sample = subscription.poll();
        assertThat(sample.text()).isEqualTo("booted");
        assertThat(sample.hostTimeNs()).isEqualTo(6);
        assertThat(sample).hasToString("#0 at 5 ns booted");
    }

    @Test
    void shouldWaitForASampleAtMostItsDeadline() throws Exception {
        Subscription subscription = both(8);
        assertThat(subscription.take(Duration.ofMillis(5))).isNull();
        LinkedBlockingQueue<Sample> taken = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> taken.add(subscription.take(Duration.ofSeconds(20))));
        reader.start();
        sample(0, 0, 230);
        assertThat(taken.poll(10, TimeUnit.SECONDS).number(1)).isEqualTo(230);
        reader.join(10_000);
    }

    @Test
    void shouldHandEverySampleToAListenerAndGoOnAfterItThrows() throws Exception {
        Subscription subscription = both(8);
        sample(0, 0, 0);
        LinkedBlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        subscription.forEach(sample -> {
            heard.add(sample.sequence());
            if (sample.sequence() == 1) {
                throw new IllegalStateException("a bad listener");
            }
        });
        sample(1, 0, 0);
        sample(2, 0, 0);
        for (long i = 0; i < 3; i++) {
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(i);
        }
    }

    @Test
    void shouldNotHoldUpTheWriterWhenAListenerBlocks() throws Exception {
        Subscription subscription = both(4);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        LinkedBlockingQueue<Sample> heard = new LinkedBlockingQueue<>();
        subscription.forEach(sample -> {
            inside.countDown();
            heard.add(sample);
            try {
                blocked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        sample(0, 0, 0);
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 1; i <= 100; i++) {
            sample(i, 0, 0);
        }
        assertThat(subscription.lost()).isEqualTo(96);
        blocked.countDown();
        heard.take();
        assertThat(heard.poll(10, TimeUnit.SECONDS).lostBefore()).isEqualTo(96);
    }

    @Test
    void shouldCheckWhatIsAskedFor() {
        assertThatThrownBy(() -> board.subscribe("plug", "log").open()).hasMessageContaining("subscribed by itself");
        assertThatThrownBy(() -> board.subscribe()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> board.subscribe("plug").every(Duration.ZERO))
                .hasMessage("must be above 0 and at most 1 h: period=PT0S");
        assertThatThrownBy(() -> board.subscribe("plug").onChange(Double.NaN))
                .hasMessage("must be >= 0 and finite: deadBand=NaN");
        assertThatThrownBy(() -> board.subscribe("plug").queue(0)).hasMessageContaining("samples=0");
        board.subscribe("mains_v").every(Duration.ofNanos(1_200)).open();
        board.subscribe("mains_v").onChange(0.5).open();
        assertThat(port.calls).containsExactly("subscribe 0 every 2000 band 0.0", "subscribe 1 every 0 band 0.5");
    }

    @Test
    void shouldStopWithClose() {
        Subscription subscription = both(8);
        SampleSink sink = port.sinks.get(0);
        sample(0, 0, 0);
        subscription.close();
        subscription.close();
        assertThat(port.calls).contains("unsubscribe 0");
        sink.sample(1, 0, 0, 0, new int[2], null);
        assertThat(subscription.poll().sequence()).isZero();
        assertThat(subscription.poll()).isNull();
        assertThatThrownBy(() -> subscription.take(Duration.ofSeconds(5))).hasMessageContaining("is closed");
    }
}
