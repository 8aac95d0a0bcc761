package dev.platine.sim.rack;

import dev.platine.sim.clock.FaultSink;
import dev.platine.sim.clock.Guarded;
import dev.platine.sim.clock.Runner;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.clock.VirtualClock;
import org.jspecify.annotations.Nullable;

// Timers whose failures are one board's own.
final class BoardTime implements TimerSource {
    private final String board;
    private final VirtualClock clock;
    private final FaultSink faults;

    BoardTime(String board, VirtualClock clock, FaultSink faults) {
        this.board = board;
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public Timer timer(String name, Runnable onDue) {
        return clock.timer(board + ": " + name, new Guarded(onDue, faults));
    }

    @Override
    public long nowNs() {
        return clock.nowNs();
    }

    @Override
    public void add(Runner runner) {
        clock.add(new GuardedRunner(runner, faults));
    }

    @Override
    public void remove(Runner runner) {
        clock.remove(new GuardedRunner(runner, faults));
    }

    // Equal when the runner is the same. Written out, because the JVM would make classes for it at every end.
    private record GuardedRunner(Runner runner, FaultSink faults) implements Runner {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof GuardedRunner guarded
                    && guarded.runner.equals(runner)
                    && guarded.faults.equals(faults);
        }

        @Override
        public int hashCode() {
            return runner.hashCode();
        }

        @Override
        public long dueNs() {
            return runner.dueNs();
        }

        @Override
        public long stoppedNs() {
            return runner.stoppedNs();
        }

        @Override
        public Runner[] leaders() {
            return runner.leaders();
        }

        @Override
        public void run(long untilNs) {
            try {
                runner.run(untilNs);
            } catch (RuntimeException | Error cause) {
                faults.failed(Guarded.keepable(cause));
            }
        }
    }
}
