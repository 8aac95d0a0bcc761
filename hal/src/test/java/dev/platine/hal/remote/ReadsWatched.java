package dev.platine.hal.remote;

import dev.platine.hal.link.Link;
import org.jspecify.annotations.Nullable;

/** A link that remembers which thread has read bytes last. */
final class ReadsWatched implements Link {
    private final Link link;
    private volatile @Nullable Thread lastReader;

    ReadsWatched(Link link) {
        this.link = link;
    }

    @Nullable
    Thread lastReader() {
        return lastReader;
    }

    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        int count = link.read(dst, offset, length, deadlineNs);
        if (count > 0) {
            lastReader = Thread.currentThread();
        }
        return count;
    }

    @Override
    public int writeSome(byte[] src, int offset, int length, long deadlineNs) {
        return link.writeSome(src, offset, length, deadlineNs);
    }

    @Override
    public String describe() {
        return link.describe();
    }

    @Override
    public String lossReason() {
        return link.lossReason();
    }

    @Override
    public void close() {
        link.close();
    }
}
