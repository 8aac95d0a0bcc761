package dev.platine.sim.server;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.spi.BoardPort.SampleSink;
import dev.platine.sim.service.Session;
import dev.platine.sim.service.SessionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subscriptions of a port. Inside the rack only. */
final class SimSubscriptions {
    private static final class Entry {
        final int[] channels;
        final long periodNs;
        final float deadBand;
        final SampleSink sink;
        int[] values = new int[0];

        Entry(int[] channels, long periodNs, float deadBand, SampleSink sink) {
            this.channels = channels;
            this.periodNs = periodNs;
            this.deadBand = deadBand;
            this.sink = sink;
        }
    }

    private final @Nullable Entry[] entries = new Entry[Session.MAX_SUBSCRIPTIONS];

    void subscribe(
            Session session, int id, List<ChannelSpec> channels, long periodNs, float deadBand, SampleSink sink) {
        Entry before = find(id);
        Entry entry = new Entry(SimPlans.ids(channels), periodNs, deadBand, sink);
        if (id >= 0 && id < entries.length) {
            entries[id] = entry; // first, because the first sample comes at once
        }
        try {
            session.subscribe(id, entry.channels, periodNs, deadBand);
        } catch (RuntimeException e) {
            if (id >= 0 && id < entries.length) {
                entries[id] = before;
            }
            throw e;
        }
    }

    void unsubscribe(Session session, int id) {
        if (find(id) != null) {
            entries[id] = null;
            session.unsubscribe(id);
        }
    }

    void subscribeAgain(Session session) {
        for (int id = 0; id < entries.length; id++) {
            Entry entry = entries[id];
            if (entry != null) {
                entry.sink.gap(true);
                session.subscribe(id, entry.channels, entry.periodNs, entry.deadBand);
            }
        }
    }

    void deliver(SessionEvent event) {
        Entry entry = find(event.subscription());
        if (entry == null) {
            return;
        }
        if (entry.values.length != event.valueCount()) {
            entry.values = new int[event.valueCount()];
        }
        System.arraycopy(event.values(), 0, entry.values, 0, event.valueCount());
        entry.sink.sample(
                event.sequence(), event.lost(), event.boardTimeNs(), System.nanoTime(), entry.values, event.text());
    }

    private @Nullable Entry find(int id) {
        return id >= 0 && id < entries.length ? entries[id] : null;
    }
}
