package dev.platine.hal.remote;

import dev.platine.hal.link.Link;
import org.jspecify.annotations.Nullable;

/** A link that remembers which thread has read bytes last. */
final class ReadsWatched extends LinkBehind {
    private volatile @Nullable Thread lastReader;

    ReadsWatched(Link link) {
        super(link);
    }

    @Nullable
    Thread lastReader() {
        return lastReader;
    }

    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        int count = super.read(dst, offset, length, deadlineNs);
        if (count > 0) {
            lastReader = Thread.currentThread();
        }
        return count;
    }
}
