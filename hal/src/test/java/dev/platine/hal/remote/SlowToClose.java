package dev.platine.hal.remote;

import dev.platine.hal.link.Link;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A link whose close takes until it may end. */
record SlowToClose(Link link, CountDownLatch mayEnd) implements Link {
    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        return link.read(dst, offset, length, deadlineNs);
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
        try {
            if (!mayEnd.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let it end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
    }
}
