package dev.platine.sim.service;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.sim.clock.Timer;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: takes samples by virtual time, or at the end of each instant in which a watched channel changed by the
 * dead band.
 */
final class Subscriber {
    private static final int[] NO_VALUES = {};

    final int id;
    final SampleQueue queue;
    private final Session session;
    private final BoardService board;
    private final ChannelSpec[] specs;
    private final boolean text;
    private final long periodNs;
    private final float deadBand;
    private final int[] values;
    private final int[] sent;
    private final Timer timer;
    private long nextNs;
    private int sequence;

    Subscriber(Session session, BoardService board, int id, ChannelSpec[] specs, long periodNs, float deadBand) {
        this.session = session;
        this.board = board;
        this.id = id;
        this.specs = specs;
        this.text = Rules.isText(specs);
        this.periodNs = periodNs;
        this.deadBand = deadBand;
        this.values = text ? NO_VALUES : new int[specs.length];
        this.sent = values.clone();
        this.queue = new SampleQueue(values.length, text);
        this.timer = board.clock().timer("subscription", this::due);
    }

    boolean periodic() {
        return periodNs > 0;
    }

    ChannelSpec[] specs() {
        return specs;
    }

    void start() {
        nextNs = board.clock().nowNs();
        if (!text || periodic()) {
            sample();
        }
        if (periodic()) {
            armNext();
        }
    }

    void stop() {
        timer.cancel();
    }

    /** A watched channel changed; the sample is taken when everything of this instant has happened. */
    void changed() {
        if (!timer.armed()) {
            timer.at(board.clock().nowNs());
        }
    }

    /** The watched text channel got a line; every one is a sample. */
    void line(String line) {
        add(line);
    }

    private void due() {
        if (board.failure() != null) {
            rearm();
            return;
        }
        if (periodic() || beyondDeadBand()) {
            sample();
        }
        rearm();
    }

    private void rearm() {
        if (periodic()) {
            armNext();
        }
    }

    private void armNext() {
        nextNs += periodNs;
        timer.at(nextNs);
    }

    private void sample() {
        if (text) {
            add(board.bank().text(specs[0].id()));
            return;
        }
        for (int i = 0; i < specs.length; i++) {
            int bits = board.bank().get(specs[i].id());
            values[i] = bits;
            sent[i] = bits;
        }
        add(null);
    }

    private void add(@Nullable String line) {
        boolean forgot = queue.add(session.events().nextOrdinal(), sequence++, board.timeNs(), values, line);
        session.events().queued(forgot);
    }

    private boolean beyondDeadBand() {
        for (int i = 0; i < specs.length; i++) {
            if (differs(specs[i], board.bank().get(specs[i].id()), sent[i])) {
                return true;
            }
        }
        return false;
    }

    private boolean differs(ChannelSpec spec, int now, int before) {
        if (now == before) {
            return false;
        }
        if (!spec.kind().isReal()) {
            return true;
        }
        float difference = Math.abs(Float.intBitsToFloat(now) - Float.intBitsToFloat(before));
        return !(difference < deadBand); // a value that is not a number differs
    }
}
