package dev.platine.app;

import dev.platine.sim.rack.Rack;
import dev.platine.sim.spec.BoardSpec;
import java.util.List;

/** What a verb does to a rack before it is built, in the order of these methods. */
interface Preparation {
    /** Leaves boards as they are. */
    Preparation NONE = (name, board) -> board;

    /** Hears the names of all boards. */
    default void names(List<String> names) {}

    /** A board as it is to be built. */
    BoardSpec board(String name, BoardSpec board);

    /** Adds what is between boards. */
    default void between(Rack.Builder rack) {}

    /** Hears that the boards are built; a server for them comes next. */
    default void built() {}
}
