package dev.platine.hal.local;

import dev.platine.hal.BoardException.Kind;
import org.jspecify.annotations.Nullable;

/** The subscriptions of a board. Alone in the core. */
final class LocalSubscriptions {
    /** Most at a time. */
    static final int MAX = 256;

    private static final LocalSubscriber[] NOBODY = {};

    private final @Nullable LocalSubscriber[] byId = new LocalSubscriber[MAX];
    private LocalSubscriber[] periodic = NOBODY;
    private LocalSubscriber[] onChange = NOBODY;

    void put(int id, LocalSubscriber subscriber) {
        if (id < 0 || id >= MAX) {
            throw new LocalException(Kind.TOO_LARGE, "must be from 0 to " + (MAX - 1) + ": subscription=" + id);
        }
        byId[id] = subscriber;
        sort();
    }

    void remove(int id) {
        if (id >= 0 && id < MAX) {
            byId[id] = null;
            sort();
        }
    }

    private void sort() {
        periodic = pick(true);
        onChange = pick(false);
    }

    private LocalSubscriber[] pick(boolean periodicOnes) {
        java.util.List<LocalSubscriber> found = new java.util.ArrayList<>();
        for (LocalSubscriber subscriber : byId) {
            if (subscriber != null && subscriber.isPeriodic() == periodicOnes) {
                found.add(subscriber);
            }
        }
        return found.toArray(NOBODY);
    }

    boolean isDue(long nowNs) {
        for (LocalSubscriber subscriber : periodic) {
            if (subscriber.dueNs() - nowNs <= 0) {
                return true;
            }
        }
        return false;
    }

    boolean compareSamples(LocalDevice device) {
        for (LocalSubscriber subscriber : onChange) {
            if (subscriber.comparesSamples(device)) {
                return true;
            }
        }
        return false;
    }

    long dueNs(long otherwiseNs) {
        long due = otherwiseNs;
        for (LocalSubscriber subscriber : periodic) {
            due = subscriber.dueNs() - due < 0 ? subscriber.dueNs() : due;
        }
        return due;
    }

    void sample(LocalCore core, long nowNs) {
        for (LocalSubscriber subscriber : periodic) {
            if (subscriber.dueNs() - nowNs <= 0) {
                subscriber.sampleInTime(core, nowNs);
            }
        }
    }

    void skip(long untilNs) {
        for (LocalSubscriber subscriber : periodic) {
            subscriber.skip(untilNs);
        }
    }

    void compare(LocalCore core) {
        for (LocalSubscriber subscriber : onChange) {
            subscriber.compare(core);
        }
    }

    void edge(LocalCore core, int channel, long timeNs, int lost) {
        for (LocalSubscriber subscriber : onChange) {
            subscriber.edge(core, channel, timeNs, lost);
        }
    }

    void line(int channel, String line, long timeNs) {
        for (LocalSubscriber subscriber : onChange) {
            subscriber.line(channel, line, timeNs);
        }
    }

    void again(LocalCore core, long nowNs, boolean rebooted) {
        for (LocalSubscriber subscriber : byId) {
            if (subscriber != null) {
                subscriber.gap(rebooted);
                subscriber.start(core, nowNs);
            }
        }
    }
}
