package dev.platine.hal.local;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Channels;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;

/** A device whose every move a test decides. */
final class FakeDevice implements LocalDevice {
    final Queue<LocalEvent> events = new ConcurrentLinkedQueue<>();
    final Set<Integer> tells = new ConcurrentSkipListSet<>();
    final int[] words = new int[Channels.ALL.channels().size()];
    final long[] lastUntilNs = new long[words.length];
    volatile boolean keepsLifetimes;
    volatile int status = OK;
    volatile int closes;
    volatile boolean fault;
    private final long bootNs = System.nanoTime();
    private long timeNs;

    FakeDevice() {
        for (ChannelSpec spec : Channels.ALL.channels()) {
            words[spec.id()] = spec.direction() == Direction.OUTPUT ? spec.safeBits() : 0;
        }
    }

    static LocalEvent edge(int channel, int bits, int lost, long timeNs) {
        LocalEvent event = new LocalEvent();
        event.type = LocalEvent.Type.CHANGE;
        event.channel = channel;
        event.bits = bits;
        event.lost = lost;
        event.timeNs = timeNs;
        return event;
    }

    @Override
    public BoardDescription description() {
        return Channels.ALL;
    }

    @Override
    public boolean keepsLifetimes() {
        return keepsLifetimes;
    }

    @Override
    public boolean tellsChanges(int channel) {
        return tells.contains(channel);
    }

    @Override
    public long scanNs() {
        return 1_000_000;
    }

    @Override
    public synchronized int exchange(int[] values, long[] untilNs) {
        if (status != OK) {
            return status;
        }
        for (ChannelSpec spec : Channels.ALL.channels()) {
            int id = spec.id();
            if (spec.kind() == ChannelKind.TEXT) {
                continue;
            }
            if (spec.direction() == Direction.OUTPUT && untilNs[id] != LEAVE) {
                words[id] = values[id];
                lastUntilNs[id] = untilNs[id];
            }
            values[id] = words[id];
        }
        timeNs = System.nanoTime() - bootNs;
        return OK;
    }

    synchronized int word(int channel) {
        return words[channel];
    }

    synchronized long untilNs(int channel) {
        return lastUntilNs[channel];
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public boolean fault() {
        return fault;
    }

    @Override
    public LocalException failure() {
        return status == LOST
                ? new LocalException(Kind.LINK_LOST, "unplugged")
                : new LocalException(Kind.BOARD_FAILURE, 7, null, "too hot");
    }

    @Override
    public boolean nextEvent(LocalEvent into) {
        LocalEvent event = events.poll();
        if (event == null) {
            return false;
        }
        into.type = event.type;
        into.channel = event.channel;
        into.bits = event.bits;
        into.lost = event.lost;
        into.timeNs = event.timeNs;
        into.text = event.text;
        return true;
    }

    @Override
    public void writeText(ChannelSpec channel, String line) {
        throw new LocalException(Kind.UNSUPPORTED, "no display");
    }

    @Override
    public void reset() {
        throw new LocalException(Kind.UNSUPPORTED, "no reset");
    }

    @Override
    public void close() {
        closes++;
    }
}
