package dev.platine.sim.server;

import dev.platine.hal.Bench;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.service.BoardService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rack as endpoints see it. Any thread. */
final class RackAccess implements ServedRack {
    private final Rack rack;
    private final Map<String, RackBoard> boards = new LinkedHashMap<>();
    private final List<String> names;

    RackAccess(Rack rack) {
        this.rack = rack;
        rack.boards().forEach(board -> boards.put(board.name(), board));
        this.names = List.copyOf(boards.keySet());
    }

    @Override
    public void enter() {
        rack.enter();
    }

    @Override
    public void exit() {
        rack.exit();
    }

    @Override
    public List<String> boards() {
        return names;
    }

    @Override
    public @Nullable BoardService service(String board) {
        RackBoard found = boards.get(board);
        return found == null ? null : found.service();
    }

    @Override
    public Bench bench(String board, LinkFaults faults) {
        return new RackBench(rack, rack.board(board), faults);
    }

    @Override
    public @Nullable RackBoard speaking(String board) {
        RackBoard found = boards.get(board);
        return found == null || found.hostLine() == null ? null : found;
    }
}
