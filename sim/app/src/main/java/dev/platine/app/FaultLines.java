package dev.platine.app;

import dev.platine.sim.emulated.EmulatedBody;
import dev.platine.sim.emulated.FaultTold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells the faults of emulated boards: the first of each kind at once, how many more there were at the end. Inside the rack only. */
final class FaultLines {
    private record Watched(String name, EmulatedBody body) {}

    private final boolean ends;
    private final boolean debugged;
    private final Console console;
    private final Consumer<String> end;
    private final List<Watched> watched = new ArrayList<>();
    private final Map<String, Integer> more = new LinkedHashMap<>();

    /** Ends the run at the first fault where {@code ends}; debugged when somebody may load a firmware later. */
    FaultLines(boolean ends, boolean debugged, Console console, Consumer<String> end) {
        this.ends = ends;
        this.debugged = debugged;
        this.console = console;
        this.end = end;
    }

    /** Looks at a board. One without firmware has nothing but faults, which nobody wants to hear of. */
    void watch(String name, EmulatedBody body) {
        if (ends || debugged || body.image() != null) {
            watched.add(new Watched(name, body));
            body.onFault(fault -> tell(name, fault));
        }
    }

    private void tell(String name, FaultTold fault) {
        String line = name + ": " + fault.kind() + ": " + fault.text();
        if (ends) {
            end.accept(line);
            return;
        }
        int before = more.merge(name + ": " + fault.kind(), 1, Integer::sum);
        if (before == 1) {
            console.warn(line);
        }
    }

    /** Tells how many more there were of the kinds that were told. */
    void tellMore() {
        more.forEach((kind, count) -> {
            if (count > 1) {
                console.warn(kind + ": " + (count - 1) + " more");
            }
        });
    }

    /** A line for each board whose processor is locked up. */
    List<String> stuck() {
        return watched.stream()
                .filter(board -> board.body().chip().processor().lockedUp())
                .map(board -> board.name() + ": the processor is stuck in a fault (locked up); only a reset helps")
                .toList();
    }
}
