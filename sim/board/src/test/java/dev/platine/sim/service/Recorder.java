package dev.platine.sim.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Listens to a session and writes its events down. */
final class Recorder implements SessionListener {
    int ready;
    int reboots;

    @Override
    public void eventsReady() {
        ready++;
    }

    @Override
    public void rebooted() {
        reboots++;
    }

    /** All events that wait, as text: type, numbers, values. */
    static List<String> drain(Session session) {
        List<String> lines = new ArrayList<>();
        SessionEvent event = new SessionEvent();
        while (session.nextEvent(event)) {
            int[] values = Arrays.copyOf(event.values(), event.valueCount());
            lines.add(
                    switch (event.type()) {
                        case SAMPLE ->
                            "sample " + event.subscription() + " #" + event.sequence() + " lost " + event.lost()
                                    + " at "
                                    + event.boardTimeNs() / 1_000_000 + "ms "
                                    + (event.text() == null ? Arrays.toString(values) : event.text());
                        case SAFE_STATE -> "safe " + event.safeReason() + " " + Arrays.toString(values);
                        case NOTICE -> "notice " + event.text();
                    });
        }
        return lines;
    }
}
