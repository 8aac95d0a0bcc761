package dev.platine.app;

import dev.platine.hal.BoardException;
import java.util.Set;

/** The command's exit codes. Each number means one thing for every verb; 7 and 8 are kept for flashing. */
final class Exit {
    static final int OK = 0;
    static final int INTERNAL = 1;
    static final int USAGE = 2;
    static final int NO_BOARD = 3;
    static final int LINK = 4;
    static final int CHECK = 5;
    static final int REFUSED = 6;
    static final int PART_OF_BATCH = 7;
    static final int REVERTED = 8;
    static final int COMPUTER = 9;
    static final int CRASHED = 10;
    static final int BLOCKED = 11;

    /** The table that every help page ends with. */
    static final String[] TABLE = {
        "0:done",
        "1:internal error, a bug: run again with PLATINE_DEBUG=1 and report it",
        "2:wrong usage: an option, a URI, a duration or a board.yaml is not as it must be",
        "3:no board: nobody listens there, or no board of that name",
        "4:link: the link was lost, or no answer came within the deadline",
        "5:check failed: the loop missed its period, the firmware faulted, or a script, the demo or a driver was not as it must be",
        "6:refused by the board: no such channel, range, direction, busy, permission, board failure",
        "7:kept for a batch of which a part failed",
        "8:kept for a configuration that was reverted",
        "9:this computer: port in use, file not readable, no JDK, build failed",
        "10:native code crashed; it ran in a process of its own",
        "11:native code did not return; it ran in a process of its own"
    };

    /** What is under way while a board is being opened. */
    private static final Set<String> OPENING = Set.of("open", "hello", "describe");

    private Exit() {}

    static int of(BoardException.Kind kind, String operation) {
        if (operation.equals("listen") && kind != BoardException.Kind.MALFORMED) {
            return COMPUTER;
        }
        boolean opening = OPENING.contains(operation);
        return switch (kind) {
            case MALFORMED -> USAGE;
            case UNSUPPORTED -> operation.equals("open") ? USAGE : REFUSED;
            case UNREACHABLE, NOT_READY -> NO_BOARD;
            case NOT_FOUND -> opening ? NO_BOARD : REFUSED;
            case DEADLINE, LINK_LOST, PROTOCOL, VERSION -> LINK;
            case WRONG_DIRECTION, OUT_OF_RANGE, TOO_LARGE, BUSY, BOARD_FAILURE, PERMISSION -> REFUSED;
            case CLOSED, INTERRUPTED -> INTERNAL;
        };
    }
}
