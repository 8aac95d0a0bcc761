package dev.platine.hal.local;

import dev.platine.core.time.NanoClock;

/** Opens a board's device, closes it when it was lost, and opens it again until it is back. The service's thread only. */
final class Reopening {
    private static final long FIRST_RETRY_NS = 10_000_000L;
    private static final long LAST_RETRY_NS = 1_000_000_000L;

    private final LocalDevice.Opener opener;
    private final LocalLink link;
    private final NanoClock clock;
    private final boolean again;
    private boolean open;
    private long retryNs;
    private long nextTryNs;

    /**
     * Nothing is open yet.
     *
     * @param again whether a lost device is opened again
     */
    Reopening(LocalDevice.Opener opener, LocalLink link, NanoClock clock, boolean again) {
        this.opener = opener;
        this.link = link;
        this.clock = clock;
        this.again = again;
    }

    boolean isOpen() {
        return open;
    }

    /** When {@link #tryAgain} is next due, while the device is lost. */
    long nextTryNs() {
        return nextTryNs;
    }

    /** Opens the device for the first time; throws what it refuses with. */
    LocalCore open(int maxPlans) {
        LocalDevice device = opener.open();
        LocalCore core = new LocalCore(device, clock, maxPlans, link);
        if (core.begin(device) != LocalDevice.OK) {
            LocalException why = device.failure();
            device.close();
            throw why;
        }
        open = true;
        return core;
    }

    void lose(LocalCore core, long nowNs) {
        link.lost(core.device().failure().reason());
        close(core);
        retryNs = FIRST_RETRY_NS;
        nextTryNs = nowNs + retryNs;
    }

    void close(LocalCore core) {
        if (open) {
            open = false;
            core.device().close();
        }
    }

    /** Tries once; returns true when the device is back. */
    boolean tryAgain(LocalCore core, long nowNs) {
        close(core);
        if (!again) {
            nextTryNs = nowNs + Long.MAX_VALUE / 2;
            return false;
        }
        long lastNs = core.timeNs();
        try {
            LocalDevice device = opener.open();
            if (device.description().schemaHash() != core.description().schemaHash()) {
                device.close();
                link.changed("came back with other channels: open it again");
                nextTryNs = nowNs + Long.MAX_VALUE / 2;
                return false;
            }
            if (core.begin(device) == LocalDevice.OK) {
                open = true;
                boolean rebooted = device.startsWhenOpened() || core.timeNs() < lastNs;
                link.restored(rebooted, () -> core.resubscribe(rebooted));
                return true;
            }
            device.close();
        } catch (LocalException notYet) {
            // tried again below
        }
        retryNs = Math.min(LAST_RETRY_NS, 2 * retryNs);
        nextTryNs = clock.nowNs() + retryNs;
        return false;
    }
}
