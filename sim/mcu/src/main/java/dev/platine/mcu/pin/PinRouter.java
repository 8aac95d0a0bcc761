package dev.platine.mcu.pin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the blocks' signals to the pins and back, as the ports' alternate functions say. Which signal may go to which pin is the chip's
 * data. Used on the simulation's thread only.
 */
public final class PinRouter {
    /** A port's side of a pin: hears what is put on it, from inside and from outside. */
    public interface Port {
        /**
         * A signal that is routed to a pin has another level, or is enabled or not.
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

        /**
         * The world says the level of a pin.
         *
         * @param pin which
         * @param high the level
         */
        void outsideChanged(int pin, boolean high);
    }

    private static final PinOutput[] NO_OUTPUTS = {};
    private static final PinInput[] NO_INPUTS = {};

    private final Map<String, PinOutput> outputs = new HashMap<>();
    private final Map<String, PinInput> inputs = new HashMap<>();
    private final @Nullable String[][] functions;
    private final PinOutput[][] outputsOf;
    private final PinInput[][] inputsOf;
    private final boolean[] high;
    private final @Nullable String[] routed;
    private final Surroundings surroundings;
    private final @Nullable Port[] ports;
    // The pin that is being routed: its port looks itself afterwards.
    private int routing = -1;

    /**
     * A router with nothing routed.
     *
     * @param functions by pin and alternate function 0 to 15: the signal's name, several with a slash between them, null where the chip has
     *     none
     * @param surroundings what stands around the chip
     */
    public PinRouter(@Nullable String[][] functions, Surroundings surroundings) {
        this.functions = functions;
        this.surroundings = surroundings;
        outputsOf = new PinOutput[functions.length][];
        inputsOf = new PinInput[functions.length][];
        Arrays.fill(outputsOf, NO_OUTPUTS);
        Arrays.fill(inputsOf, NO_INPUTS);
        high = new boolean[functions.length];
        routed = new String[functions.length];
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
     * The signals that blocks have asked for.
     *
     * @return their names
     */
    public Set<String> signals() {
        Set<String> names = new TreeSet<>(outputs.keySet());
        names.addAll(inputs.keySet());
        return names;
    }

    /**
     * Whether a signal may be routed to a pin.
     *
     * @param pin which
     * @param signal its name
     * @return whether any of the pin's functions is it
     */
    public boolean canBe(int pin, String signal) {
        for (String names : functions[pin]) {
            if (names != null && List.of(names.split("/", -1)).contains(signal)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a pin is used for.
     *
     * @param pin which
     * @return the names of the signals that are routed to it, with {@code /} between, null if none is
     */
    public @Nullable String functionOf(int pin) {
        return routed[pin];
    }

    /**
     * Where a signal is routed to.
     *
     * @param signal its name
     * @return the first such pin, -1 if there is none
     */
    public int pinOf(String signal) {
        for (int pin = 0; pin < routed.length; pin++) {
            String names = routed[pin];
            if (names != null
                    && (names.equals(signal) || List.of(names.split("/", -1)).contains(signal))) {
                return pin;
            }
        }
        return -1;
    }

    /**
     * Routes an alternate function to a pin, or none.
     *
     * @param pin which
     * @param function 0 to 15; -1 for none
     * @param level whether the pin is high
     */
    public void route(int pin, int function, boolean level) {
        high[pin] = level;
        routed[pin] = function < 0 ? null : functions[pin][function];
        PinInput[] before = inputsOf[pin];
        PinOutput[] outputsBefore = outputsOf[pin];
        for (PinOutput output : outputsBefore) {
            output.unroute(pin);
        }
        String names = function < 0 ? null : functions[pin][function];
        outputsOf[pin] = NO_OUTPUTS;
        inputsOf[pin] = NO_INPUTS;
        if (names != null) {
            connect(pin, names.split("/", -1));
        }
        routing = pin;
        for (PinOutput output : outputsBefore) {
            output.settle();
        }
        for (PinOutput output : outputsOf[pin]) {
            output.settle();
        }
        routing = -1;
        for (PinInput input : before) {
            input.routed(-1);
            release(input);
        }
        for (PinInput input : inputsOf[pin]) {
            input.level(level);
        }
    }

    private void connect(int pin, String[] names) {
        for (String name : names) {
            PinOutput output = outputs.get(name);
            PinInput input = inputs.get(name);
            if (output != null) {
                outputsOf[pin] = Arrays.copyOf(outputsOf[pin], outputsOf[pin].length + 1);
                outputsOf[pin][outputsOf[pin].length - 1] = output;
                output.route(pin);
            }
            if (input != null) {
                inputsOf[pin] = Arrays.copyOf(inputsOf[pin], inputsOf[pin].length + 1);
                inputsOf[pin][inputsOf[pin].length - 1] = input;
                input.routed(1);
            }
        }
    }

    /** A pin was taken from an input: it follows another one that is still routed to it, or idles. */
    private void release(PinInput input) {
        for (int pin = 0; pin < inputsOf.length; pin++) {
            for (PinInput routed : inputsOf[pin]) {
                if (routed == input) {
                    input.level(high[pin]);
                    return;
                }
            }
        }
        input.unroute();
    }

    /**
     * The signal that is put on a pin: where several share a function, the first one that is enabled.
     *
     * @param pin which
     * @return the signal, null if none is routed there
     */
    public @Nullable PinOutput outputOf(int pin) {
        PinOutput[] routed = outputsOf[pin];
        for (PinOutput output : routed) {
            if (output.isEnabled()) {
                return output;
            }
        }
        return routed.length == 0 ? null : routed[0];
    }

    /**
     * The world says the level of a pin, for the port that looks after it.
     *
     * @param pin which
     * @param level whether high
     */
    public void outside(int pin, boolean level) {
        Port port = ports[pin];
        if (port != null) {
            port.outsideChanged(pin, level);
        }
    }

    /**
     * A pin's level, for the blocks that it is routed to; the port's side.
     *
     * @param pin which
     * @param level whether high
     */
    public void level(int pin, boolean level) {
        high[pin] = level;
        for (PinInput input : inputsOf[pin]) {
            input.level(level);
        }
    }

    /**
     * What a pin reads.
     *
     * @param pin which
     * @return whether high
     */
    public boolean isHigh(int pin) {
        return high[pin];
    }

    /**
     * A serial frame begins at a pin, for the block that it is routed to.
     *
     * @param pin which
     */
    public void receiving(int pin) {
        for (PinInput input : inputsOf[pin]) {
            input.receiving();
        }
    }

    /**
     * A serial frame ended at a pin, for the block that it is routed to.
     *
     * @param pin which
     * @param frame what came
     */
    public void received(int pin, SerialFrame frame) {
        for (PinInput input : inputsOf[pin]) {
            input.received(frame);
        }
    }

    /**
     * Who hears the clock at a pin as a slave.
     *
     * @param pin which
     * @return the block, null if the pin is routed to none
     */
    public @Nullable SpiTarget spi(int pin) {
        for (PinInput input : inputsOf[pin]) {
            if (input.spi() != null) {
                return input.spi();
            }
        }
        return null;
    }

    /**
     * Who hears the clock of a two-wire bus at a pin.
     *
     * @param pin which
     * @return the block, null if the pin is routed to none
     */
    public @Nullable I2cTarget i2c(int pin) {
        for (PinInput input : inputsOf[pin]) {
            if (input.i2c() != null) {
                return input.i2c();
            }
        }
        return null;
    }

    /**
     * Nobody stretches the clock at a pin any longer.
     *
     * @param pin which
     */
    public void released(int pin) {
        for (PinInput input : inputsOf[pin]) {
            input.released();
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

    Surroundings surroundings() {
        return surroundings;
    }

    void changed(PinOutput output) {
        for (int i = 0; i < output.routed; i++) {
            Port port = ports[output.pins[i]];
            if (port != null && output.pins[i] != routing) {
                port.signalChanged(output.pins[i]);
            }
        }
    }

    void sending(PinOutput output, long endNs) {
        for (int i = 0; i < output.routed; i++) {
            surroundings.sending(output.pins[i], endNs);
        }
    }

    void sent(PinOutput output, SerialFrame frame) {
        for (int i = 0; i < output.routed; i++) {
            surroundings.sent(output.pins[i], frame);
        }
    }
}
