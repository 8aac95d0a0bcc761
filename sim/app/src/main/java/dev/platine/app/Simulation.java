package dev.platine.app;

import dev.platine.sim.rack.EventLog;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.server.Endpoint;
import dev.platine.sim.server.RackServer;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BoardSpecException;
import dev.platine.sim.spec.Catalogue;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A rack and the server before it, with time held until {@link #run}. Safe for any thread. */
final class Simulation implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Rack rack;
    private final RackServer server;

    private Simulation(Rack rack, RackServer server) {
        this.rack = rack;
        this.server = server;
    }

    /**
     * Puts boards into a rack and begins to listen.
     *
     * @throws Failure when a board is not there or its description has mistakes
     * @throws dev.platine.hal.BoardException of operation {@code listen} when an endpoint cannot be had
     */
    static Simulation start(List<String> boards, int count, long seed, List<String> listen) {
        return start(boards, count, seed, listen, Preparation.NONE, EventLog.NONE);
    }

    /** The same with boards changed before they are built, and somebody who hears what happens on them. */
    static Simulation start(
            List<String> boards, int count, long seed, List<String> listen, Preparation change, EventLog log) {
        Map<String, BoardSpec> specs = named(boards, count);
        change.names(List.copyOf(specs.keySet()));
        Rack.Builder builder = Rack.builder().seed(seed).log(log);
        specs.forEach((name, spec) -> builder.board(name, change.board(name, spec)));
        change.between(builder);
        Rack rack = build(builder);
        try {
            change.built();
            RackServer.Builder server = RackServer.builder(rack);
            listen.forEach(server::listen);
            return new Simulation(rack, server.start());
        } catch (RuntimeException e) {
            rack.close();
            throw e;
        }
    }

    // NAME=BOARD, or a board's own name; with a number if there are several of each.
    private static Map<String, BoardSpec> named(List<String> boards, int count) {
        Catalogue catalogue = new Catalogue();
        Map<String, BoardSpec> specs = new LinkedHashMap<>();
        for (String board : boards) {
            int equals = board.indexOf('=');
            boolean given = equals >= 0 && !board.substring(0, equals).contains("/");
            if (given && !NAME.matcher(board.substring(0, equals)).matches()) {
                throw new Failure(Exit.USAGE, "a board's name must be letters, digits, '-' and '_': " + board);
            }
            BoardSpec spec = load(catalogue, given ? board.substring(equals + 1) : board);
            String name = given ? board.substring(0, equals) : spec.name();
            for (int i = 1; i <= count; i++) {
                String full = count == 1 ? name : name + "-" + i;
                if (specs.putIfAbsent(full, spec) != null) {
                    throw new Failure(
                            Exit.USAGE,
                            "two boards are called " + full + ": name each once, as NAME=BOARD, or use --count");
                }
            }
        }
        return specs;
    }

    private static BoardSpec load(Catalogue catalogue, String board) {
        boolean path = board.contains("/") || board.endsWith(".yaml") || board.endsWith(".yml");
        if (path && !new File(board).canRead()) {
            throw new Failure(Exit.COMPUTER, board + ": no such file or folder, or it may not be read; check the path");
        }
        try {
            return catalogue.load(board);
        } catch (BoardSpecException e) {
            if (!path && !catalogue.summaries().containsKey(board)) {
                throw new Failure(
                        Exit.NO_BOARD, board + ": " + e.mistakes().get(0).text(), e);
            }
            throw new Failure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Rack build(Rack.Builder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new Failure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** One for each endpoint and board; without the board's name where there is only one. */
    List<String> uris() {
        List<String> names = rack.boards().stream().map(RackBoard::name).toList();
        List<String> uris = new ArrayList<>();
        for (Endpoint endpoint : server.endpoints()) {
            if (names.size() == 1) {
                uris.add(endpoint.uri());
            } else {
                names.forEach(name -> uris.add(endpoint.uri(name)));
            }
        }
        return uris;
    }

    /** The rack, for what works on its boards directly. */
    Rack rack() {
        return rack;
    }

    /** Calls back, inside the rack, when virtual time has run so far from its beginning. */
    void onTime(Duration duration, Runnable then) {
        rack.enter();
        try {
            rack.clock().timer(then).at(duration.toNanos());
        } finally {
            rack.exit();
        }
    }

    void run(double speed) {
        rack.run(speed);
    }

    long nowNs() {
        return rack.time().nowNs();
    }

    @Override
    public void close() {
        server.close();
        rack.close();
    }
}
