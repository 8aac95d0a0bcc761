package dev.platine.hal;

import dev.platine.core.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link Exchange} and a {@link LoopStep} once each period, and measures how well it keeps to it.
 *
 * <p>Each cycle waits until it is due, runs the exchange, then the step, whose set-points the next cycle writes. Due times
 * stand on a fixed grid from the start on, so they do not drift. A cycle allocates nothing and does not hand over to another
 * thread.
 *
 * <p>When the loop ends, however it ends, the outputs of its exchange are written once more with their safe values, unless
 * {@link Builder#leaveOutputs} was called. Against the loop's own end (a killed process, a lost link) the set-points have a
 * lifetime: the one of the plan or, where that has none, ten periods and at least 100 ms.
 *
 * <p>Immutable and safe for any thread, but one run at a time; during a run the exchange belongs to the loop's thread.
 */
public final class ControlLoop {
    static final long LEAST_LIFETIME_NS = 100_000_000;

    final Exchange exchange;
    final LoopStep step;
    final long periodNs;
    final long deadlineNs;
    final OverrunPolicy overrun;
    final LossPolicy loss;
    final boolean leaveOutputs;
    final NanoClock clock;
    final Sleeper sleeper;
    private final AtomicBoolean busy = new AtomicBoolean();

    private ControlLoop(Builder from, LoopStep step, long periodNs) {
        this.exchange = from.exchange;
        this.step = step;
        this.periodNs = periodNs;
        this.deadlineNs = from.deadlineNs == 0 ? periodNs : from.deadlineNs;
        this.overrun = from.overrun;
        this.loss = from.loss;
        this.leaveOutputs = from.leaveOutputs;
        this.clock = from.clock;
        this.sleeper = from.sleeper != null ? from.sleeper : new ParkSleeper(from.spinNs);
    }

    /**
     * Begins a loop.
     *
     * @param exchange what each cycle reads and writes; stays the caller's to close
     * @return the builder
     */
    public static Builder on(Exchange exchange) {
        return new Builder(exchange);
    }

    /**
     * Runs the loop on the calling thread. An interrupt ends it; the thread's interrupt flag is then set.
     *
     * @param duration how long, above 0; no cycle starts that is due at its end or later
     * @return how it went
     * @throws BoardException when the board does not take the lifetime of the set-points; no cycle has run then
     * @throws IllegalStateException when the loop already runs
     */
    public LoopReport run(Duration duration) {
        return prepare(duration).run();
    }

    /**
     * Runs the loop on a daemon thread of its own.
     *
     * @param duration how long, above 0; no cycle starts that is due at its end or later
     * @return the running loop, to be closed by the caller
     * @throws BoardException when the board does not take the lifetime of the set-points
     * @throws IllegalStateException when the loop already runs
     */
    public RunningLoop start(Duration duration) {
        return new RunningLoop(prepare(duration), exchange.board().name());
    }

    private LoopRun prepare(Duration duration) {
        long durationNs = Board.positiveNs(duration, "duration");
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "must not run twice at once: board=" + exchange.board().name());
        }
        try {
            if (!leaveOutputs && exchange.writesAnything() && exchange.lifetimeNs() == 0) {
                exchange.changeLifetime(Math.max(LEAST_LIFETIME_NS, (10 * periodNs + 999) / 1_000 * 1_000));
            }
            return new LoopRun(this, durationNs);
        } catch (RuntimeException e) {
            busy.set(false);
            throw e;
        }
    }

    void ended() {
        busy.set(false);
    }

    /** Says how a loop runs. For one thread; used once. */
    public static final class Builder {
        private static final Duration LEAST_PERIOD = Duration.ofNanos(1_000);
        private static final Duration MOST_PERIOD = Duration.ofMinutes(1);

        private final Exchange exchange;
        private long periodNs;
        private long deadlineNs;
        private OverrunPolicy overrun = OverrunPolicy.SKIP;
        private LossPolicy loss = LossPolicy.RESUME;
        private boolean leaveOutputs;
        private long spinNs;
        private NanoClock clock = NanoClock.SYSTEM;
        private @Nullable Sleeper sleeper;
        private @Nullable LoopStep step;

        private Builder(Exchange exchange) {
            this.exchange = exchange;
        }

        /**
         * Sets the time between two cycles. Has to be called.
         *
         * @param period 1 us to 1 min
         * @return this
         */
        public Builder period(Duration period) {
            if (period.compareTo(LEAST_PERIOD) < 0 || period.compareTo(MOST_PERIOD) > 0) {
                throw new IllegalArgumentException("must be 1 us to 1 min: period=" + period);
            }
            periodNs = period.toNanos();
            return this;
        }

        /**
         * Sets how long after its start a cycle waits for the board's reply. The period when this is not called.
         *
         * @param deadline above 0
         * @return this
         */
        public Builder deadline(Duration deadline) {
            deadlineNs = Board.positiveNs(deadline, "deadline");
            return this;
        }

        /**
         * Sets what happens when a cycle is not finished when the next is due. SKIP when this is not called.
         *
         * @param policy what to do
         * @return this
         */
        public Builder overrun(OverrunPolicy policy) {
            overrun = policy;
            return this;
        }

        /**
         * Sets what happens when the link is lost. RESUME when this is not called.
         *
         * @param policy what to do
         * @return this
         */
        public Builder onLoss(LossPolicy policy) {
            loss = policy;
            return this;
        }

        /**
         * Leaves the outputs as they are when the loop ends, for what is left of their lifetime.
         *
         * @return this
         */
        public Builder leaveOutputs() {
            leaveOutputs = true;
            return this;
        }

        /**
         * Spins for the last bit of each wait: less jitter, for a processor that is busy this long every cycle. Off when this
         * is not called.
         *
         * @param last 0 to 1 ms; about 50 us is what a wake-up takes
         * @return this
         */
        public Builder spin(Duration last) {
            if (last.isNegative() || last.compareTo(Duration.ofMillis(1)) > 0) {
                throw new IllegalArgumentException("must be 0 to 1 ms: last=" + last);
            }
            spinNs = last.toNanos();
            return this;
        }

        /**
         * Sets the control law. Has to be called.
         *
         * @param law called after each cycle's exchange
         * @return this
         */
        public Builder step(LoopStep law) {
            step = law;
            return this;
        }

        /** Another time, for tests. */
        Builder time(NanoClock other, Sleeper otherSleeper) {
            clock = other;
            sleeper = otherSleeper;
            return this;
        }

        /**
         * Makes the loop. No input or output.
         *
         * @return the loop, not yet running
         * @throws IllegalStateException when the period or the step is missing
         */
        public ControlLoop build() {
            LoopStep law = step;
            if (periodNs == 0 || law == null) {
                throw new IllegalStateException("must have a period and a step: board="
                        + exchange.board().name());
            }
            return new ControlLoop(this, law, periodNs);
        }
    }
}
