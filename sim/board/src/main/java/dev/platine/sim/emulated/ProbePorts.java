package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.image.Image;
import dev.platine.sim.body.BodyContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ports of a debug probe that are connected. Inside the rack only. */
final class ProbePorts {
    private final BodyContext context;
    private final Chip chip;
    private final @Nullable Image image;
    private final PortLines lines;
    private final Map<String, ProbePort> ports = new LinkedHashMap<>();
    private boolean on;

    ProbePorts(BodyContext context, Chip chip, @Nullable Image image, PortLines lines) {
        this.context = context;
        this.chip = chip;
        this.image = image;
        this.lines = lines;
    }

    /** The port of a name, connected at first use; null if there is none. */
    @Nullable
    ProbePort port(String name) {
        if (!ports.containsKey(name)) {
            ProbePort made = make(name);
            if (made == null) {
                return null;
            }
            ports.put(name, made);
            if (on) {
                made.boot();
            }
        }
        return ports.get(name);
    }

    private @Nullable ProbePort make(String name) {
        return switch (name) {
            case ProbePort.RTT -> new RttPort(context, chip, image, lines);
            case ProbePort.ITM -> new ItmPort(chip, lines);
            case ProbePort.SEMIHOSTING -> new SemihostingPort(chip, lines);
            default -> null;
        };
    }

    SemihostingPort semihosting() {
        return (SemihostingPort) java.util.Objects.requireNonNull(port(ProbePort.SEMIHOSTING));
    }

    /** Those that are connected. */
    List<String> connected() {
        return List.copyOf(ports.keySet());
    }

    void boot() {
        on = true;
        ports.values().forEach(ProbePort::boot);
    }

    void halt() {
        on = false;
        ports.values().forEach(ProbePort::halt);
    }
}
