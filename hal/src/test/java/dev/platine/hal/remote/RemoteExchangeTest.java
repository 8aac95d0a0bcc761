package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.platine.hal.AnalogReading;
import dev.platine.hal.AnalogSetpoint;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.DigitalSetpoint;
import dev.platine.hal.Exchange;
import dev.platine.hal.OpenOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemoteExchangeTest {
    private static final OpenOptions PATIENT = OpenOptions.DEFAULT.withRequestDeadline(Duration.ofSeconds(10));

    @Test
    void shouldCarryValuesBothWays() throws Exception {
        try (FakeBoard fake = new FakeBoard(Channels.ALL);
                Board board = Boards.open(fake.uri(), PATIENT)) {
            fake.values.put(2, Channels.bits(230.5));
            var plan = board.exchange();
            AnalogReading mains = plan.read(board.analogInput("mains_v"));
            AnalogSetpoint limit = plan.write(board.analogOutput("limit_a"));
            DigitalSetpoint contactor = plan.write(board.digitalOutput("contactor"));
            try (Exchange exchange = plan.prepare()) {
                limit.set(16);
                contactor.set(true);

                exchange.runOrThrow();

                assertThat(mains.value()).isEqualTo(230.5);
                assertThat(fake.values).containsEntry(3, Channels.bits(16)).containsEntry(1, 1);
                assertThat(exchange.boardTimeNs()).isPositive();
            }
        }
    }

    @Test
    void shouldAllocateNothingWhileExchanging() throws Exception {
        try (FakeBoard fake = new FakeBoard(Channels.ALL);
                Board board = Boards.open(fake.uri(), PATIENT)) {
            var plan = board.exchange();
            plan.read(board.analogInput("mains_v"));
            AnalogSetpoint limit = plan.write(board.analogOutput("limit_a"));
            try (Exchange exchange = plan.prepare()) {
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long self = Thread.currentThread().getId();
                long leastBytes = Long.MAX_VALUE;
                // The virtual machine itself allocates now and then while it compiles; an exchange would do so each
                // time.
                long giveUpNs = System.nanoTime() + 30_000_000_000L;
                while (leastBytes > 0 && System.nanoTime() - giveUpNs < 0) {
                    long before = threads.getThreadAllocatedBytes(self);
                    int failed = run(exchange, limit, 10_000);
                    leastBytes = Math.min(leastBytes, threads.getThreadAllocatedBytes(self) - before);
                    assertThat(failed).isZero();
                }
                assertThat(leastBytes).isZero();
            }
        }
    }

    private static int run(Exchange exchange, AnalogSetpoint limit, int times) {
        int failed = 0;
        for (int i = 0; i < times; i++) {
            limit.set(i & 31);
            failed += exchange.run() == Exchange.OK ? 0 : 1;
        }
        return failed;
    }
}
