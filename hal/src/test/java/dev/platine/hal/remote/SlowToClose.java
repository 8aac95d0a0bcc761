package dev.platine.hal.remote;

import dev.platine.hal.link.Link;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A link whose close takes until it may end. */
final class SlowToClose extends LinkBehind {
    private final CountDownLatch mayEnd;

    SlowToClose(Link link, CountDownLatch mayEnd) {
        super(link);
        this.mayEnd = mayEnd;
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
        super.close();
    }
}
