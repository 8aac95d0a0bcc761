package dev.platine.sim.emulated;

import dev.platine.core.channel.BoardInfo;
import dev.platine.mcu.chip.Chip;
import dev.platine.sim.net.Net;
import dev.platine.sim.rack.EventLog;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PartSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One emulated board in a rack, whose registers the test writes as firmware would. The rack has no thread of its own. */
class Rig implements AutoCloseable {
    /** What the board's events said, {@code kind name value}. */
    final List<String> events = new ArrayList<>();

    private final Rack rack;

    /** A board with a chip, each pin on a net of its own name, further nets, and parameters of the body. */
    Rig(String chip, List<String> pins, List<String> nets, List<PartSpec> parts, Map<String, Object> with) {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> wiring = new LinkedHashMap<>();
        nets.forEach(net -> all.put(net, ""));
        for (String pin : pins) {
            all.put(pin, "");
            wiring.put(pin, pin);
        }
        wiring.putAll(more());
        Map<String, Object> parameters = new LinkedHashMap<>(with);
        parameters.put("chip", chip);
        BoardSpec spec = new BoardSpec(
                "test",
                new BoardInfo("test", "Platine", "test-1", "A", "1", "1.0", "test"),
                "",
                all,
                parts,
                null,
                List.of(),
                new BodySpec("emulated", "", wiring, Parameters.of(parameters)));
        rack = Rack.builder()
                .board("a", spec)
                .withoutThread()
                .log(new EventLog() {
                    @Override
                    public void body(long ns, String board, String kind, String name, String value) {
                        events.add(kind + " " + name + " " + value);
                    }
                })
                .build();
    }

    /** Further pins of the chip and their nets. */
    Map<String, String> more() {
        return Map.of();
    }

    final RackBoard board() {
        return rack.board("a");
    }

    final EmulatedBody body() {
        return (EmulatedBody) board().body();
    }

    final Chip chip() {
        return body().chip();
    }

    Net net(String name) {
        return Objects.requireNonNull(board().nets().get(name));
    }

    void run(long ns) {
        rack.advance(ns);
    }

    /** A sleeping chip is behind. */
    private void catchUp() {
        chip().run(rack.clock().nowNs());
    }

    long read(int address) {
        catchUp();
        return chip().bus().read(address, 4);
    }

    void write(int address, int value) {
        catchUp();
        if (!chip().bus().write(address, 4, value)) {
            throw new AssertionError("nothing took the write to 0x" + Integer.toHexString(address));
        }
    }

    void set(int address, int bits) {
        write(address, (int) read(address) | bits);
    }

    @Override
    public void close() {
        rack.close();
    }
}
