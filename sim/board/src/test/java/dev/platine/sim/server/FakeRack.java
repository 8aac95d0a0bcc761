package dev.platine.sim.server;

import dev.platine.hal.Bench;
import dev.platine.sim.service.BoardService;
import dev.platine.sim.service.FakeBoard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A rack of boards without firmware, whose time the test drives. */
final class FakeRack implements ServedRack {
    private final ReentrantLock inside = new ReentrantLock();
    private final Map<String, FakeBoard> boards = new LinkedHashMap<>();
    private final Map<String, BoardService> services = new LinkedHashMap<>();
    private @Nullable FakeBench bench;

    FakeRack(String... names) {
        for (String name : names) {
            FakeBoard board = new FakeBoard();
            boards.put(name, board);
            services.put(name, new BoardService(board));
        }
    }

    FakeBoard board(String name) {
        FakeBoard board = boards.get(name);
        if (board == null) {
            throw new IllegalArgumentException(name);
        }
        return board;
    }

    /** Runs something inside. */
    void inside(Runnable task) {
        enter();
        try {
            task.run();
        } finally {
            exit();
        }
    }

    int sessions(String name) {
        enter();
        try {
            BoardService service = services.get(name);
            return service == null ? 0 : service.sessionCount();
        } finally {
            exit();
        }
    }

    @Override
    public void enter() {
        inside.lock();
    }

    @Override
    public void exit() {
        inside.unlock();
    }

    @Override
    public List<String> boards() {
        return List.copyOf(boards.keySet());
    }

    @Override
    public @Nullable BoardService service(String board) {
        return services.get(board);
    }

    @Override
    public Bench bench(String board, LinkFaults faults) {
        FakeBench made = new FakeBench(faults);
        bench = made;
        return made;
    }

    @Nullable
    FakeBench lastBench() {
        return bench;
    }
}
