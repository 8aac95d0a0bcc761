package dev.platine.hal;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import dev.platine.hal.spi.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A board in memory. Its exchanges end as a test says. */
final class FakePort implements BoardPort {
    final int[] values = new int[Channels.ALL.channels().size()];
    final String[] texts = new String[values.length];
    final Map<Integer, Plan> plans = new HashMap<>();
    final List<Plan> registered = new ArrayList<>();
    final Map<Integer, SampleSink> sinks = new ConcurrentHashMap<>();
    final List<String> calls = new ArrayList<>();
    /** From the number of the exchange to its status. */
    IntUnaryOperator outcome = number -> OK;

    int flags;
    int exchanges;
    long lastLifetimeNs = -1;
    long clockNs;
    volatile Listener listener;
    volatile boolean closed;
    BoardException refuse;

    private void check() {
        if (closed) {
            throw new BoardException(Kind.CLOSED, "fake", "call", "used after close");
        }
        if (refuse != null) {
            throw refuse;
        }
    }

    @Override
    public BoardDescription description() {
        return Channels.ALL;
    }

    @Override
    public void register(Plan plan, long deadlineNs) {
        check();
        plans.put(plan.id(), plan);
        registered.add(plan);
    }

    @Override
    public void drop(int planId, long deadlineNs) {
        calls.add("drop " + planId);
        if (refuse != null) {
            throw refuse;
        }
        plans.remove(planId);
    }

    @Override
    public int exchange(Plan plan, ExchangeBuffer buffer, long deadlineNs) {
        int status = closed ? CLOSED : outcome.applyAsInt(exchanges++);
        if (status != OK) {
            return status;
        }
        for (int i = 0; i < buffer.writes.length; i++) {
            values[plan.writes().get(i).id()] = buffer.writes[i];
        }
        for (int i = 0; i < buffer.reads.length; i++) {
            buffer.reads[i] = values[plan.reads().get(i).id()];
        }
        buffer.boardTimeNs = clockNs;
        buffer.flags = flags;
        return OK;
    }

    @Override
    public @Nullable BoardException lastRefusal(Plan plan) {
        return refuse;
    }

    @Override
    public int read(ChannelSpec channel, long deadlineNs) {
        check();
        return values[channel.id()];
    }

    @Override
    public String readText(ChannelSpec channel, long deadlineNs) {
        check();
        return texts[channel.id()] == null ? "" : texts[channel.id()];
    }

    @Override
    public void write(ChannelSpec channel, int bits, long lifetimeNs, long deadlineNs) {
        check();
        values[channel.id()] = bits;
        lastLifetimeNs = lifetimeNs;
    }

    @Override
    public void writeText(ChannelSpec channel, String text, long deadlineNs) {
        check();
        texts[channel.id()] = text;
    }

    @Override
    public void subscribe(
            int id, List<ChannelSpec> channels, long periodNs, float deadBand, SampleSink sink, long deadlineNs) {
        check();
        sinks.put(id, sink);
        calls.add("subscribe " + id + " every " + periodNs + " band " + deadBand);
    }

    @Override
    public void unsubscribe(int id, long deadlineNs) {
        sinks.remove(id);
        calls.add("unsubscribe " + id);
    }

    @Override
    public long readClockNs(long deadlineNs) {
        check();
        return System.nanoTime() + clockNs;
    }

    @Override
    public void makeSafe(long deadlineNs) {
        calls.add("make safe");
        check();
    }

    @Override
    public void reset(long deadlineNs) {
        calls.add("reset");
    }

    @Override
    public boolean isConnected() {
        return !closed;
    }

    @Override
    public LinkStatistics statistics() {
        return LinkStatistics.NONE;
    }

    @Override
    public Bench openBench(long deadlineNs) {
        throw new BoardException(Kind.UNSUPPORTED, "fake", "bench", "a real board has no bench");
    }

    @Override
    public void listen(@Nullable Listener next) {
        listener = next;
    }

    @Override
    public void close() {
        closed = true;
    }
}
