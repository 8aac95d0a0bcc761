package dev.platine.app;

import dev.platine.sim.emulated.EmulatedBody;
import dev.platine.sim.rack.Rack;
import java.util.List;

/**
 * Time of a rack with debuggers: it stands while a debugger has halted any board, for all boards and what is around them, and goes on when the last one
 * goes on. Inside the rack only.
 */
final class DebuggedTime {
    private final Rack rack;
    private final List<EmulatedBody> bodies;
    private double speed = Double.NaN;
    private boolean held;
    private boolean ended;

    /** Time that has not begun. */
    DebuggedTime(Rack rack, List<EmulatedBody> bodies) {
        this.rack = rack;
        this.bodies = bodies;
    }

    /** Time begins, at once or when no board is halted any more. From any thread. */
    void run(double pace) {
        rack.enter();
        try {
            speed = pace;
            held = true;
            look();
        } finally {
            rack.exit();
        }
    }

    /** Time does not go on any more, whatever debuggers do. */
    void end() {
        ended = true;
    }

    /** Boards may have been halted, or go on. */
    void look() {
        if (ended || Double.isNaN(speed)) {
            return;
        }
        boolean halted = false;
        for (EmulatedBody body : bodies) {
            halted |= body.chip().processor().debug().isHalted();
        }
        if (halted && !held) {
            rack.hold();
        } else if (!halted && held) {
            rack.run(speed);
        }
        held = halted;
    }
}
