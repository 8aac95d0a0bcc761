package dev.platine.sim.scenario;

import dev.platine.core.yaml.Place;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens at a time, or is expected then. Immutable.
 *
 * @param place where it stands in its file
 * @param atNs when, in nanoseconds of virtual time
 * @param board which board of the rack; null for the only one
 * @param what what
 */
public record Step(Place place, long atNs, @Nullable String board, What what) {
    /** What a step does. */
    public sealed interface What
            permits Operate, SetNet, ReleaseNet, Crystal, Temperature, Uart, Power, Reset, Expect {}

    /**
     * Works a part.
     *
     * @param part its name
     * @param action such as {@code press}
     * @param value for actions that take one, else null
     */
    public record Operate(
            String part, String action, @Nullable Double value) implements What {}

    /**
     * Puts a bench supply on a net.
     *
     * @param net its name
     * @param volts how much
     * @param ohms source resistance
     */
    public record SetNet(String net, double volts, double ohms) implements What {}

    /**
     * Takes the bench supply off a net.
     *
     * @param net its name
     */
    public record ReleaseNet(String net) implements What {}

    /**
     * Breaks a crystal of the microcontroller, or mends it.
     *
     * @param name {@code hse} or {@code lse}
     * @param running whether it oscillates
     */
    public record Crystal(String name, boolean running) implements What {}

    /**
     * Sets the temperature of the microcontroller.
     *
     * @param cel degrees Celsius
     */
    public record Temperature(double cel) implements What {}

    /**
     * Sends text to a serial port of the microcontroller.
     *
     * @param port such as {@code USART2}
     * @param text what
     */
    public record Uart(String port, String text) implements What {}

    /**
     * Switches the board's power.
     *
     * @param on whether on
     */
    public record Power(boolean on) implements What {}

    /** Presses the board's reset. */
    public record Reset() implements What {}

    /**
     * Something must be so, now or within a time.
     *
     * @param subject {@code net NAME}, {@code part NAME}, {@code uart NAME}
     * @param name of the net, part or port
     * @param aspect for a net {@code volts} or {@code level}, for a part what it shows, for a port {@code text}
     * @param value what it must be; for {@code level} 0 or 1
     * @param text what must come, for ports
     * @param tolerance how far a number may be off
     * @param withinNs how long it may take, 0 for now
     */
    public record Expect(
            Subject subject, String name, String aspect, double value, String text, double tolerance, long withinNs)
            implements What {}

    /** What is looked at. */
    public enum Subject {
        /** A net. */
        NET,
        /** A part. */
        PART,
        /** A serial port. */
        UART
    }
}
