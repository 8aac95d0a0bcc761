package dev.platine.sim.service;

import java.util.ArrayDeque;
import java.util.Deque;

/** Events of a session that belong to no subscription; when too many wait, the oldest is forgotten. */
final class ToldQueue {
    private static final int CAPACITY = 64;

    private final Deque<SessionEvent> events = new ArrayDeque<>(4);

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Ordinal of the oldest; only when not empty. */
    int headOrdinal() {
        return events.getFirst().ordinal;
    }

    /** Returns true when another one was forgotten for it. */
    boolean addSafeState(int ordinal, long timeNs, SessionEvent.SafeReason reason, int[] channels) {
        SessionEvent event = event(SessionEvent.Type.SAFE_STATE, ordinal, timeNs);
        event.safeReason = reason;
        event.take(channels, 0, channels.length);
        return add(event);
    }

    /** Returns true when another one was forgotten for it. */
    boolean addNotice(int ordinal, long timeNs, String line) {
        SessionEvent event = event(SessionEvent.Type.NOTICE, ordinal, timeNs);
        event.text = line;
        return add(event);
    }

    void remove(SessionEvent into) {
        SessionEvent event = events.removeFirst();
        into.type = event.type;
        into.ordinal = event.ordinal;
        into.boardTimeNs = event.boardTimeNs;
        into.take(event.values, 0, event.valueCount);
        into.safeReason = event.safeReason;
        into.text = event.text;
    }

    private static SessionEvent event(SessionEvent.Type type, int ordinal, long timeNs) {
        SessionEvent event = new SessionEvent();
        event.type = type;
        event.ordinal = ordinal;
        event.boardTimeNs = timeNs;
        return event;
    }

    private boolean add(SessionEvent event) {
        boolean full = events.size() == CAPACITY;
        if (full) {
            events.removeFirst();
        }
        events.addLast(event);
        return full;
    }
}
