package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietLoopsTest {
    private final EventLoopGroup loops = Transport.best().loops(1);

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    @Test
    void shouldWaitWithoutATimerWhileNothingIsScheduled() throws Exception {
        long deadlineNs = loops.submit(this::deadlineNs).get(10, TimeUnit.SECONDS);

        assertThat(deadlineNs).isEqualTo(-1);
    }

    @Test
    void shouldWaitForWhatIsScheduledAndRunIt() throws Exception {
        long dueNs = loops.submit(() -> {
                    loops.next().schedule(() -> "late", 1, TimeUnit.HOURS);
                    return deadlineNs();
                })
                .get(10, TimeUnit.SECONDS);
        String ran =
                loops.next().schedule(() -> "ran", 10, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS);

        assertThat(dueNs).isPositive();
        assertThat(ran).isEqualTo("ran");
    }

    private long deadlineNs() {
        return ((QuietLoops.QuietLoop) loops.next()).deadlineNanos();
    }
}
