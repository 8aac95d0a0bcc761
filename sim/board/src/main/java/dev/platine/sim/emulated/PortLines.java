package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.clock.Timer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the firmware says by its ports, as lines of text: in the event log, and those of one port as the board's console. Inside the rack only. */
final class PortLines {
    private static final int MOST_LINE = 1_000;

    /** After so long without another byte, what was said is told as a line: a prompt has no end. */
    private static final long QUIET_NS = 20_000_000;

    private record Line(StringBuilder text, Timer quiet) {}

    private final BodyContext context;
    private final Chip chip;
    private final String console;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    PortLines(BodyContext context, Chip chip, String console) {
        this.context = context;
        this.chip = chip;
        this.console = console;
    }

    void said(String name, int value) {
        Line line = lines.computeIfAbsent(
                name,
                n -> new Line(new StringBuilder(), context.time().timer("end of a line of " + n, () -> tellRest(n))));
        if (value != '\n' && value != '\r') {
            line.text.append((char) value);
        }
        if (value == '\n' || line.text.length() >= MOST_LINE) {
            tell(name, line);
        } else if (!line.text.isEmpty()) {
            line.quiet.after(QUIET_NS);
        }
    }

    private void tellRest(String name) {
        Line line = lines.get(name);
        if (line != null && !line.text.isEmpty()) {
            tell(name, line);
        }
    }

    /** Tells what was said since the last end of a line, of every port. */
    void tellRest() {
        lines.keySet().forEach(this::tellRest);
    }

    private void tell(String name, Line line) {
        String text = new String(line.text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        line.text.setLength(0);
        line.quiet.cancel();
        context.events().event(chip.nowNs(), "uart", name, text);
        if (name.equals(console)) {
            context.console().accept(text);
        }
    }
}
