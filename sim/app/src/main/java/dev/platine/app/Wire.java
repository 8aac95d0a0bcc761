package dev.platine.app;

import dev.platine.core.yaml.Nearest;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PartSpec;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Wires that {@code --wire} adds to a board. Pure functions. */
final class Wire {
    private static final double OHM = 0.05;

    private Wire() {}

    /**
     * The board with the wire.
     *
     * @throws Failure when it is not NET=NET, or the board has no such net
     */
    static BoardSpec add(BoardSpec board, String wire, int number) {
        int equals = wire.indexOf('=');
        if (equals < 1 || equals == wire.length() - 1) {
            throw new Failure(Exit.USAGE, "--wire must be NET=NET, such as D1=D0: " + wire);
        }
        String from = net(board, wire.substring(0, equals));
        String to = net(board, wire.substring(equals + 1));
        if (from.equals(to)) {
            throw new Failure(Exit.USAGE, "--wire " + wire + ": both ends are net " + from);
        }
        return board.withPart(new PartSpec(
                "wire_" + number, "resistor", Map.of("a", from, "b", to), Parameters.of(Map.of("resistanceOhm", OHM))));
    }

    private static String net(BoardSpec board, String name) {
        String net = board.aliases().getOrDefault(name, name);
        if (!board.nets().containsKey(net)) {
            Set<String> all = new TreeSet<>(board.nets().keySet());
            all.addAll(board.aliases().keySet());
            throw new Failure(
                    Exit.USAGE,
                    "--wire: board " + board.name() + " has no net '" + name + "'" + Nearest.hint(name, all));
        }
        return net;
    }
}
