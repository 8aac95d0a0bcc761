package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.usart.Usart;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.clock.Timer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The serial ports of a chip as the world uses them: by the peripheral's name, wherever the firmware has routed it. Inside the rack only. */
final class UartPorts {
    private static final int MOST_LINE = 1_000;

    /** After so long without another byte, what was said is told as a line: a prompt has no end. */
    private static final long QUIET_NS = 20_000_000;

    private record Line(StringBuilder text, Timer quiet) {}

    private final BodyContext context;
    private final String console;
    private final Map<String, UartPort> ports = new LinkedHashMap<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private @Nullable Chip chip;

    UartPorts(BodyContext context, String console) {
        this.context = context;
        this.console = console;
    }

    void chip(Chip now) {
        chip = now;
    }

    /** The port of a name, made at first use. */
    UartPort port(String name) {
        return ports.computeIfAbsent(name, n -> new UartPort(n, context, Objects.requireNonNull(chip)));
    }

    /** All lines begin anew: the firmware does. */
    void forget() {
        tellRest();
        ports.values().forEach(UartPort::forget);
    }

    void sent(int pin, SerialFrame frame) {
        String signal = transmitter(Objects.requireNonNull(chip).router().functionOf(pin));
        if (signal == null || frame.halfStopBits() == 0) {
            return;
        }
        String name = signal.substring(0, signal.length() - "_TX".length());
        int value = frame.data() & payload(name) & 0xFF;
        UartPort port = ports.get(name);
        if (port != null) {
            port.sent((byte) value);
        }
        line(name, value);
    }

    // A peer is set to the port's own format, so it does not take the parity bit for data.
    private int payload(String name) {
        Peripheral block = Objects.requireNonNull(chip).blocks().get(name);
        return block instanceof Usart usart ? (1 << usart.payloadBits()) - 1 : -1;
    }

    private static @Nullable String transmitter(@Nullable String signals) {
        for (String signal : signals == null ? new String[0] : signals.split("/", -1)) {
            if (signal.endsWith("_TX")) {
                return signal;
            }
        }
        return null;
    }

    private void line(String name, int value) {
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
        context.events().event(Objects.requireNonNull(chip).nowNs(), "uart", name, text);
        if (name.equals(console)) {
            context.console().accept(text);
        }
    }
}
