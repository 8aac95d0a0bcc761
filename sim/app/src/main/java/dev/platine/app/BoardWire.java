package dev.platine.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A wire of {@code --wire} that names boards: {@code left/D1=right/D0}. Immutable. */
record BoardWire(String board, String net, String otherBoard, String otherNet) {
    /**
     * The wires that name boards.
     *
     * @throws Failure when one does not say both ends, names no board, or comes twice
     */
    static List<BoardWire> all(List<String> options, BoardNames boards) {
        List<BoardWire> wires = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        for (String option : options) {
            if (option.contains("/")) {
                BoardWire wire = of(option, boards);
                if (!seen.add(Set.of(wire.board + "/" + wire.net, wire.otherBoard + "/" + wire.otherNet))) {
                    throw new Failure(Exit.USAGE, "--wire " + option + ": is there already; name each wire once");
                }
                wires.add(wire);
            }
        }
        return wires;
    }

    private static BoardWire of(String option, BoardNames boards) {
        int equals = option.indexOf('=');
        BoardNames.Meant one = equals < 0 ? null : boards.split("--wire", option.substring(0, equals));
        BoardNames.Meant other = equals < 0 ? null : boards.split("--wire", option.substring(equals + 1));
        String from = one == null ? null : one.board();
        String to = other == null ? null : other.board();
        if (one == null
                || other == null
                || from == null
                || to == null
                || one.rest().isEmpty()
                || other.rest().isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    "--wire between boards must be BOARD/NET=BOARD/NET, such as left/D1=right/D0: " + option);
        }
        if (from.equals(to) && one.rest().equals(other.rest())) {
            throw new Failure(Exit.USAGE, "--wire " + option + ": both ends are " + from + "/" + one.rest());
        }
        return new BoardWire(from, one.rest(), to, other.rest());
    }
}
