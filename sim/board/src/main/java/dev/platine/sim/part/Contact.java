package dev.platine.sim.part;

import dev.platine.sim.clock.Timer;
import dev.platine.sim.net.Coupling;
import java.util.random.RandomGenerator;

// A mechanical contact between two pins; after each change it bounces for a while, by chance.
final class Contact {
    private static final long LEAST_BOUNCE_NS = 20_000;

    private final Coupling coupling;
    private final double ohms;
    private final long bounceNs;
    private final RandomGenerator random;
    private final Timer timer;
    private final dev.platine.sim.clock.TimerSource time;
    private boolean target;
    private long calmNs;

    Contact(PartContext context, String from, String to, double ohms, long bounceNs) {
        this.coupling = new Coupling(context.pin(from), context.pin(to), false);
        this.ohms = ohms;
        this.bounceNs = bounceNs;
        this.random = context.random();
        this.time = context.time();
        this.timer = time.timer(context.name() + " bounce", this::bounce);
    }

    void set(boolean closed) {
        if (closed == target) {
            return;
        }
        target = closed;
        put(closed);
        calmNs = time.nowNs() + bounceNs;
        if (bounceNs > 0) {
            arm();
        }
    }

    boolean closed() {
        return coupling.closed();
    }

    double amperes() {
        return coupling.averageAmperes();
    }

    private void bounce() {
        if (time.nowNs() >= calmNs) {
            put(target);
        } else {
            put(!coupling.closed());
            arm();
        }
    }

    private void arm() {
        long share = Math.max(LEAST_BOUNCE_NS, bounceNs / 4);
        timer.at(Math.min(calmNs, time.nowNs() + 1 + random.nextLong(share)));
    }

    private void put(boolean closed) {
        if (closed) {
            coupling.close(ohms);
        } else {
            coupling.open();
        }
    }
}
