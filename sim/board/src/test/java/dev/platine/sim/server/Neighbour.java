package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.sim.service.FakeBoard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A healthy client that exchanges all the time; what the others do must not show in its replies. */
final class Neighbour implements AutoCloseable {
    private final AtomicInteger good = new AtomicInteger();
    private final AtomicReference<String> trouble = new AtomicReference<>();
    private final RawClient client;
    private final Thread thread;
    private volatile boolean stop;

    Neighbour(RackServer server) throws IOException {
        client = RawClient.greet(server);
        client.register(0, List.of(FakeBoard.VOLTS, FakeBoard.LIMIT), List.of(FakeBoard.LIMIT));
        thread = new Thread(this::exchange, "neighbour");
        thread.start();
    }

    private void exchange() {
        int bits = FakeBoard.bits(16);
        try {
            while (!stop) {
                BoardReply reply = client.ask(RawClient.exchange(0, bits));
                if (!reply.hasExchange() || reply.getExchange().getValues(1) != bits) {
                    trouble.set("unexpected reply " + reply);
                    return;
                }
                good.incrementAndGet();
            }
        } catch (IOException e) {
            trouble.set(e.toString());
        }
    }

    /** Waits until some more exchanges have succeeded. */
    void assertServed() {
        int enough = good.get() + 20;
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (good.get() < enough && trouble.get() == null && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertThat(trouble.get()).as("after " + good.get() + " exchanges").isNull();
        assertThat(good.get()).isGreaterThanOrEqualTo(enough);
    }

    @Override
    public void close() throws IOException {
        stop = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        client.close();
        assertThat(trouble.get()).isNull();
    }
}
