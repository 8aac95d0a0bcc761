package dev.platine.sim.net;

import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;

/**
 * Hears a pin as a threshold does, edge by edge, also those of a wave, each at its exact instant.
 *
 * <p>It costs two events a period while there is a wave that crosses the threshold; so open it only where edges matter. Inside the
 * rack only.
 */
public final class EdgeWatch implements AutoCloseable {
    /** Hears edges. */
    @FunctionalInterface
    public interface EdgeListener {
        /**
         * The level changed.
         *
         * @param high the new level
         * @param atNs when, virtual nanoseconds
         */
        void edge(boolean high, long atNs);
    }

    private final Pin pin;
    private final TimerSource time;
    private final Schmitt threshold;
    private final EdgeListener listener;
    private final Timer timer;
    private boolean open = true;
    private boolean waves = true;

    /**
     * Begins to watch; the level at this moment is not an edge.
     *
     * @param pin where
     * @param time virtual time
     * @param threshold its own threshold, not shared
     * @param listener hears the edges
     */
    public EdgeWatch(Pin pin, TimerSource time, Schmitt threshold, EdgeListener listener) {
        this.pin = pin;
        this.time = time;
        this.threshold = threshold;
        this.listener = listener;
        this.timer = time.timer("edges of " + pin.name(), this::look);
        threshold.read(pin.volts());
        pin.onChange(net -> look(), 0);
        schedule();
    }

    /**
     * The level now.
     *
     * @return true when high
     */
    public boolean high() {
        return threshold.on();
    }

    /**
     * Follows a wave edge by edge or not; without, it only hears what else changes.
     *
     * @param follow whether; it does at first
     */
    public void followWaves(boolean follow) {
        if (waves != follow) {
            waves = follow;
            look();
        }
    }

    private void look() {
        if (!open) {
            return;
        }
        boolean before = threshold.on();
        boolean now = threshold.read(pin.volts());
        schedule();
        if (now != before) {
            listener.edge(now, time.nowNs());
        }
    }

    private void schedule() {
        Net net = pin.net();
        if (net.waveHz() == 0 || !waves) {
            timer.cancel();
        } else {
            timer.at(net.nextEdgeNs());
        }
    }

    /** Stops watching. */
    @Override
    public void close() {
        open = false;
        timer.cancel();
    }
}
