package dev.platine.sim.server;

import dev.platine.hal.Bench;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.service.BoardService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What endpoints need of a rack. */
interface ServedRack {
    /** Enters the rack: brings paced time up to now. Any thread; blocks while another is inside. */
    void enter();

    void exit();

    /** Names of the boards, in order. Any thread. */
    List<String> boards();

    /** The service of a board, or null when there is none of that name. Any thread; use it inside only. */
    @Nullable
    BoardService service(String board);

    /** The bench on which a board stands; closing it ends a call that is under way. Any thread, outside. */
    Bench bench(String board, LinkFaults faults);

    /** A board whose firmware speaks for itself, or null when its service answers for it. Any thread; use it inside only. */
    default @Nullable RackBoard speaking(String board) {
        return null;
    }
}
