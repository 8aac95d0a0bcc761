package dev.platine.hal;

import dev.platine.hal.BoardException.Kind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A control loop on a thread of its own, from {@link ControlLoop#start}. Safe for any thread. The thread is a daemon, named
 * after the board, and ends with the loop.
 */
public final class RunningLoop implements AutoCloseable {
    private final LoopRun run;
    private final String board;
    private final Thread thread;
    private volatile @Nullable Throwable thrown;

    RunningLoop(LoopRun run, String board) {
        this.run = run;
        this.board = board;
        this.thread = new Thread(this::work, "platine-loop-" + board);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            run.run();
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
    }

    /**
     * How the loop goes, or went. While it runs, the numbers belong to slightly different instants.
     *
     * @return a copy of the counters
     */
    public LoopReport report() {
        return run.report();
    }

    /**
     * Whether the loop's thread still runs.
     *
     * @return false once the loop has ended and its outputs are safe
     */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Asks the loop to end after the cycle under way. Does not wait. */
    public void stop() {
        run.askToStop();
        LockSupport.unpark(thread);
    }

    /**
     * Waits until the loop has ended.
     *
     * @return how it went
     * @throws BoardException of kind INTERRUPTED when the calling thread is interrupted; the loop goes on
     * @throws RuntimeException what the loop's step has thrown
     */
    public LoopReport await() {
        return await(Duration.ofDays(36_500));
    }

    /**
     * Waits until the loop has ended.
     *
     * @param deadline how long to wait, above 0
     * @return how it went
     * @throws BoardException of kind DEADLINE when it still runs then, of kind INTERRUPTED when the calling thread is
     *     interrupted; the loop goes on
     * @throws RuntimeException what the loop's step has thrown
     */
    public LoopReport await(Duration deadline) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Board.positiveNs(deadline, "deadline"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardException(Kind.INTERRUPTED, 0, board, null, "loop", "interrupted while waiting for it", e);
        }
        if (thread.isAlive()) {
            throw new BoardException(Kind.DEADLINE, board, "loop", "still running; stop it or wait longer");
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return report();
    }

    /** Stops the loop and waits for it, up to 10 s. Does nothing once it has ended. What its step has thrown is not told. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
