package dev.platine.sim.hosted;

import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Parameters;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A board around {@code trial.c}: every pin on a net of its own name. */
public final class TrialBoard {
    private static final List<String> PINS = List.of("led", "fan", "level", "button", "knob", "clock", "bus");

    private TrialBoard() {}

    /** The board with a firmware of a kind. */
    public static BoardSpec of(String kind, Path library, Map<String, ?> parameters) {
        return wired(kind, library, parameters, PINS);
    }

    /** The board with other pins. */
    public static BoardSpec wired(String kind, Path library, Map<String, ?> parameters, List<String> pins) {
        Map<String, String> nets = new LinkedHashMap<>();
        PINS.forEach(pin -> nets.put(pin, ""));
        Map<String, String> wiring = new LinkedHashMap<>();
        pins.forEach(pin -> wiring.put(pin, nets.containsKey(pin) ? pin : "led"));
        return new BoardSpec(
                "test",
                new BoardInfo("trial", "Platine", "test-1", "A", "SN-7", "1.0", "test"),
                "",
                nets,
                List.of(),
                null,
                List.of(ChannelSpec.digitalInput(0, "led", "")),
                new BodySpec(kind, library.toString(), wiring, Parameters.of(parameters)));
    }
}
