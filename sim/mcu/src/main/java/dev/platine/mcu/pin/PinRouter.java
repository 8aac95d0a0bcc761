package dev.platine.mcu.pin;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the blocks' signals to the pins and back, as the ports' alternate functions say. Which signal may go to which pin is the chip's
 * data. Used on the simulation's thread only.
 */
public final class PinRouter {
    /** A port's side of a pin: hears what is put on it. */
    public interface Port {
        /**
         * The signal that is routed to a pin has another level, or is enabled or not.
         *
         * @param pin which
         */
        void signalChanged(int pin);

        /**
         * A converter gives another voltage to a pin.
         *
         * @param pin which
         * @param volts how much; NaN for none
         */
        void analogChanged(int pin, double volts);
    }

    private final Map<String, PinOutput> outputs = new HashMap<>();
    private final Map<String, PinInput> inputs = new HashMap<>();
    private final @Nullable String[][] functions;
    private final @Nullable PinOutput[] outputOf;
    private final @Nullable PinInput[] inputOf;
    private final Surroundings surroundings;
    private final @Nullable Port[] ports;

    /**
     * A router with nothing routed.
     *
     * @param functions by pin and alternate function 0 to 15: the signal's name, null where the chip has none
     * @param surroundings what stands around the chip
     */
    public PinRouter(@Nullable String[][] functions, Surroundings surroundings) {
        this.functions = functions;
        this.surroundings = surroundings;
        outputOf = new PinOutput[functions.length];
        inputOf = new PinInput[functions.length];
        ports = new Port[functions.length];
    }

    /**
     * A signal to put on pins; one object a name.
     *
     * @param name such as {@code USART2_TX}
     * @return the signal
     */
    public PinOutput output(String name) {
        return outputs.computeIfAbsent(name, n -> new PinOutput(n, this));
    }

    /**
     * A signal to take from a pin; one object a name.
     *
     * @param name such as {@code USART2_RX}
     * @param unrouted the level while no pin is routed to it
     * @return the signal
     */
    public PinInput input(String name, boolean unrouted) {
        return inputs.computeIfAbsent(name, n -> new PinInput(n, unrouted));
    }

    /**
     * Tells the port that looks after a pin.
     *
     * @param pin which
     * @param port who hears of its signals
     */
    public void port(int pin, Port port) {
        ports[pin] = port;
    }

    /**
     * Routes an alternate function to a pin, or none.
     *
     * @param pin which
     * @param function 0 to 15; -1 for none
     * @param high the pin's level
     * @return the name of the signal, null if there is none
     */
    public @Nullable String route(int pin, int function, boolean high) {
        String name = function < 0 ? null : functions[pin][function];
        PinInput before = inputOf[pin];
        PinInput now = name == null ? null : inputs.get(name);
        PinOutput out = name == null ? null : outputs.get(name);
        PinOutput outBefore = outputOf[pin];
        outputOf[pin] = null;
        if (out != outBefore) {
            if (outBefore != null) {
                outBefore.routed(-1);
            }
            if (out != null) {
                out.routed(1);
            }
        }
        outputOf[pin] = out;
        inputOf[pin] = now;
        if (before != null && before != now) {
            before.unroute();
        }
        if (now != null) {
            now.level(high);
        }
        return name;
    }

    /**
     * The signal that is put on a pin.
     *
     * @param pin which
     * @return the signal, null if none is routed there
     */
    public @Nullable PinOutput outputOf(int pin) {
        return outputOf[pin];
    }

    /**
     * A pin's level, for the block that it is routed to.
     *
     * @param pin which
     * @param high the level
     */
    public void level(int pin, boolean high) {
        PinInput input = inputOf[pin];
        if (input != null) {
            input.level(high);
        }
    }

    /**
     * A serial frame ended at a pin, for the block that it is routed to.
     *
     * @param pin which
     * @param frame what came
     */
    public void received(int pin, SerialFrame frame) {
        PinInput input = inputOf[pin];
        if (input != null) {
            input.received(frame);
        }
    }

    /**
     * A converter's voltage for a pin, which its port drives in analog mode.
     *
     * @param pin which
     * @param volts how much; NaN for none
     */
    public void analog(int pin, double volts) {
        Port port = ports[pin];
        if (port != null) {
            port.analogChanged(pin, volts);
        }
    }

    void changed(PinOutput output) {
        for (int pin = 0; pin < outputOf.length; pin++) {
            Port port = ports[pin];
            if (outputOf[pin] == output && port != null) {
                port.signalChanged(pin);
            }
        }
    }

    void sent(PinOutput output, SerialFrame frame) {
        for (int pin = 0; pin < outputOf.length; pin++) {
            if (outputOf[pin] == output) {
                surroundings.sent(pin, frame);
            }
        }
    }
}
