package dev.platine.app;

import dev.platine.sim.emulated.CanLine;
import dev.platine.sim.emulated.EmulatedBody;
import dev.platine.sim.rack.Rack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bus of {@code --can}: {@code left/can1,right/can1}. Immutable. */
record CanOption(String option, List<BoardNames.Meant> controllers) {
    /**
     * Reads the option.
     *
     * @throws Failure when a part of it names no board, or none where there are several
     */
    static CanOption of(String option, BoardNames boards) {
        List<BoardNames.Meant> controllers = new ArrayList<>();
        for (String each : option.split(",", -1)) {
            if (each.isEmpty()) {
                throw new Failure(
                        Exit.USAGE, "--can must be CONTROLLER,CONTROLLER, such as left/can1,right/can1: " + option);
            }
            controllers.add(boards.one("--can", each));
        }
        return new CanOption(option, List.copyOf(controllers));
    }

    /**
     * Joins the controllers by a bus, each with a transceiver of its own. Inside the rack.
     *
     * @throws Failure when a board has no such controller, or it is on a bus already
     */
    void join(Rack rack) {
        CanLine line = new CanLine(rack.clock());
        for (BoardNames.Meant meant : controllers) {
            String board = meant.board();
            if (board == null || !(rack.board(board).body() instanceof EmulatedBody body)) {
                throw new Failure(Exit.USAGE, "--can is for boards with an emulated microcontroller: " + option);
            }
            try {
                line.join(body, meant.rest().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new Failure(Exit.USAGE, "--can: board " + board + ": " + e.getMessage(), e);
            }
        }
    }
}
