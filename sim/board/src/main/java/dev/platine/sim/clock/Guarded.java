package dev.platine.sim.clock;

/**
 * A piece of work whose failure stays with its owner. What it throws goes to the {@link FaultSink}, except errors of the
 * virtual machine itself (a stack overflow is the work's own fault and is kept).
 */
public final class Guarded implements Runnable {
    private final Runnable work;
    private final FaultSink sink;

    /**
     * Guards a piece of work.
     *
     * @param work what to run
     * @param sink who is told what it throws
     */
    public Guarded(Runnable work, FaultSink sink) {
        this.work = work;
        this.sink = sink;
    }

    @Override
    public void run() {
        try {
            work.run();
        } catch (RuntimeException | Error cause) {
            sink.failed(keepable(cause));
        }
    }

    /**
     * Passes on what may be kept by a {@link FaultSink}.
     *
     * @param cause what was thrown
     * @return the same
     * @throws VirtualMachineError when it is one and not a stack overflow
     */
    public static Throwable keepable(Throwable cause) {
        if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
            throw error;
        }
        return cause;
    }
}
