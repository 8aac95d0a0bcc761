package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.usart.Usart;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.clock.Runner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The serial ports of a chip as the world uses them: by the peripheral's name, wherever the firmware has routed it. Inside the rack only. */
final class UartPorts {
    private final BodyContext context;
    private final Runner self;
    private final Map<String, UartPort> ports = new LinkedHashMap<>();
    private @Nullable Chip chip;
    private @Nullable PortLines lines;

    UartPorts(BodyContext context, Runner self) {
        this.context = context;
        this.self = self;
    }

    void chip(Chip now, PortLines told) {
        chip = now;
        lines = told;
    }

    /** The port of a name, made at first use. */
    UartPort port(String name) {
        return ports.computeIfAbsent(name, n -> new UartPort(n, context, Objects.requireNonNull(chip), self));
    }

    /** All lines begin anew: the firmware does. */
    void forget() {
        Objects.requireNonNull(lines).tellRest();
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
        Objects.requireNonNull(lines).said(name, value);
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
}
