package dev.platine.sim.service;

import org.jspecify.annotations.Nullable;

/**
 * The events that wait for a session: its subscribers' samples and what else it is told, in the order in which they came. Inside the
 * rack only.
 */
final class EventQueue {
    private final SessionListener listener;
    private final ToldQueue told = new ToldQueue();
    private boolean announced;
    private int ordinals;
    private long lost;

    EventQueue(SessionListener listener) {
        this.listener = listener;
    }

    int nextOrdinal() {
        return ordinals++;
    }

    /** How many were lost because they were not taken in time. */
    long lost() {
        return lost;
    }

    /** Something waits; tells the listener once until all was taken. */
    void queued(boolean forgotOne) {
        if (forgotOne) {
            lost++;
        }
        if (!announced) {
            announced = true;
            listener.eventsReady();
        }
    }

    void madeSafe(long timeNs, SessionEvent.SafeReason reason, int[] channels) {
        queued(told.addSafeState(nextOrdinal(), timeNs, reason, channels));
    }

    void notice(long timeNs, String line) {
        queued(told.addNotice(nextOrdinal(), timeNs, line));
    }

    /** Takes the oldest of the subscribers' and of its own; false when none waits. */
    boolean next(@Nullable Subscriber[] subscribers, SessionEvent into) {
        Subscriber oldest = null;
        for (Subscriber subscriber : subscribers) {
            if (subscriber != null && !subscriber.queue.isEmpty() && (oldest == null || before(subscriber, oldest))) {
                oldest = subscriber;
            }
        }
        if (!told.isEmpty() && (oldest == null || told.headOrdinal() - oldest.queue.headOrdinal() < 0)) {
            told.remove(into);
            return true;
        }
        if (oldest == null) {
            announced = false;
            return false;
        }
        oldest.queue.remove(into);
        into.subscription = oldest.id;
        return true;
    }

    private static boolean before(Subscriber a, Subscriber b) {
        return a.queue.headOrdinal() - b.queue.headOrdinal() < 0; // ordinals wrap
    }
}
