package dev.platine.app;

import dev.platine.sim.net.Net;
import dev.platine.sim.part.Part;
import dev.platine.sim.rack.EventLog;
import dev.platine.sim.rack.RackBoard;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what can be seen of boards, one JSON object a line: {@code {"t_ns":..,"kind":"net","name":"LD2","value":1}}. Inside the rack only,
 * but for opening and closing.
 */
final class EventsFile implements EventLog, AutoCloseable {
    private static final Map<String, String> SEEN = Map.of("lit", "lit", "closed", "closed", "pressed", "pressed");

    private record Watched(String board, Part part, String aspect) {}

    private final Path file;
    private final BufferedWriter out;
    private final Map<Net, List<Watched>> watched = new HashMap<>();
    private final Map<Watched, Integer> last = new HashMap<>();
    private final boolean severalBoards;
    private volatile boolean ended;
    private @Nullable IOException trouble;

    EventsFile(Path file, boolean severalBoards) {
        this.file = file;
        this.severalBoards = severalBoards;
        try {
            out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(Exit.COMPUTER, "--events " + file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Begins to look at the parts of a board: lamps, buttons, contacts. */
    void watch(RackBoard board) {
        for (Part part : board.parts().values()) {
            for (String aspect : part.observables()) {
                if (SEEN.containsKey(aspect)) {
                    Watched seen = new Watched(board.name(), part, aspect);
                    board.spec().parts().stream()
                            .filter(spec -> spec.name().equals(part.name()))
                            .flatMap(spec -> spec.pins().values().stream())
                            .forEach(net -> watched.computeIfAbsent(
                                            board.circuit().net(net), n -> new ArrayList<>())
                                    .add(seen));
                    last.put(seen, (int) part.look(aspect));
                    break;
                }
            }
        }
    }

    @Override
    public void net(long nowNs, String board, Net net) {
        for (Watched seen : watched.getOrDefault(net, List.of())) {
            int now = (int) seen.part.look(seen.aspect);
            if (last.put(seen, now) != now) {
                write(nowNs, seen.board, "net", seen.part.name(), String.valueOf(now), false);
            }
        }
    }

    @Override
    public void body(long ns, String board, String kind, String name, String value) {
        write(ns, board, kind, name, value, !kind.equals("net") && !kind.equals("clock"));
    }

    @Override
    public void powerOff(long nowNs, String board) {
        write(nowNs, board, "power", board, "0", false);
    }

    @Override
    public void crash(long nowNs, String board, Throwable cause) {
        write(nowNs, board, "crash", board, String.valueOf(cause.getMessage()), true);
    }

    /** What comes from here on is the rack being taken down, not the run. */
    void end() {
        ended = true;
    }

    private void write(long ns, String board, String kind, String name, String value, boolean text) {
        if (ended) {
            return;
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("t_ns", ns);
        if (severalBoards) {
            event.put("board", board);
        }
        event.put("kind", kind);
        event.put("name", name);
        event.put("value", text ? value : (Object) Long.valueOf(value));
        try {
            out.append(Json.line(event)).append('\n');
        } catch (IOException e) {
            trouble = e;
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            trouble = e;
        }
        if (trouble != null) {
            throw new Failure(
                    Exit.COMPUTER, "--events " + file + ": cannot be written: " + trouble.getMessage(), trouble);
        }
    }
}
