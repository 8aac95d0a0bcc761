package dev.platine.hal.remote;

import dev.platine.hal.spi.BoardPort;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its reply. Used by one thread at a time, which calls {@link Connection#call}; the thread that
 * reads the link takes the reply. May be used again once its call has ended.
 */
abstract class Call {
    /** Not answered yet. */
    static final int PENDING = 1;
    /** The calling thread was interrupted while it waited. */
    static final int INTERRUPTED = -5;

    private volatile int status;
    private volatile @Nullable Thread waiter;

    /** Writes the request; returns its bytes, or a negative number when it needs more than {@code maxBytes}. */
    abstract int encode(byte[] out, int offset, int maxBytes);

    /**
     * Takes the reply, which is valid during the call only. Runs on the reading thread and must neither block nor throw.
     *
     * @return the status that ends the call, not {@link #PENDING}
     */
    abstract int take(byte[] in, int offset, int length);

    /** The request does not fit the frames that the board takes. */
    abstract void tooLarge(int maxBytes);

    /** Whether the reply just taken says that the board waits for a hello: it has restarted. */
    abstract boolean boardRestarted();

    /** Whether an interrupt of the calling thread ends the call. */
    abstract boolean interruptible();

    final void begin() {
        waiter = Thread.currentThread();
        status = PENDING;
    }

    final int status() {
        return status;
    }

    final boolean isPending() {
        return status == PENDING;
    }

    /** Ends the call and wakes its thread, unless it is the one that reads. */
    final void end(int how) {
        Thread wake = waiter;
        status = how;
        if (wake != Thread.currentThread()) {
            LockSupport.unpark(wake);
        }
    }

    final void wake() {
        LockSupport.unpark(waiter);
    }

    /** Names a status for messages. */
    static String describe(int status) {
        return switch (status) {
            case BoardPort.OK -> "ok";
            case BoardPort.DEADLINE -> "deadline";
            case BoardPort.LINK_LOST -> "link lost";
            case BoardPort.REFUSED -> "refused";
            case BoardPort.CLOSED -> "closed";
            case INTERRUPTED -> "interrupted";
            default -> "pending";
        };
    }
}
