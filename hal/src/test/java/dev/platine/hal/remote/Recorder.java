package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.BoardListener;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what a board's listener is told. */
final class Recorder implements BoardListener {
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Override
    public void linkLost(String reason) {
        told.add("lost: " + reason);
    }

    @Override
    public void linkRestored(boolean rebooted) {
        told.add(rebooted ? "restored, rebooted" : "restored");
    }

    @Override
    public void outputsMadeSafe(String reason, long boardTimeNs) {
        told.add("safe: " + reason + " at " + boardTimeNs);
    }

    @Override
    public void notice(String text, long boardTimeNs) {
        told.add("notice: " + text + " at " + boardTimeNs);
    }

    /** The next event, waiting for it. */
    String next() throws InterruptedException {
        String event = told.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("event within 20 s").isNotNull();
        return event;
    }
}
