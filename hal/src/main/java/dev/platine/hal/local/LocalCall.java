package dev.platine.hal.local;

import dev.platine.hal.BoardException.Kind;
import org.jspecify.annotations.Nullable;

/** Something that a caller wants done on the board's thread. */
abstract class LocalCall {
    /** Where a call is. */
    enum State {
        IDLE,
        QUEUED,
        RUNNING,
        DONE
    }

    final String operation;
    volatile State state = State.IDLE;
    volatile boolean parked;

    @Nullable
    volatile Thread caller;

    /** Why it was refused; read when it is done. */
    @Nullable
    LocalException refused;

    @Nullable
    LocalCall next;

    LocalCall(String operation) {
        this.operation = operation;
    }

    /** Does it. On the board's thread or, for direct calls, on the caller's, alone in the core. */
    abstract void run(LocalCore core);

    final void runNoting(LocalCore core) {
        refused = null;
        try {
            run(core);
        } catch (LocalException e) {
            refused = e;
        } catch (RuntimeException e) {
            refused = new LocalException(Kind.BOARD_FAILURE, "failed inside: " + e);
        }
    }
}
