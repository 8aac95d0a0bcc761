package dev.platine.conformance;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.AnalogInput;
import dev.platine.hal.AnalogOutput;
import dev.platine.hal.Board;
import dev.platine.hal.Channel;
import dev.platine.hal.CounterInput;
import dev.platine.hal.CounterOutput;
import dev.platine.hal.DigitalInput;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.PwmInput;
import dev.platine.hal.PwmOutput;
import java.time.Duration;

/** Reads and writes any channel as a number. */
final class Values {
    private Values() {}

    static double read(Board board, ChannelSpec channel) {
        Channel handle = board.handle(channel.name());
        if (handle instanceof DigitalInput input) {
            return input.read() ? 1 : 0;
        } else if (handle instanceof DigitalOutput output) {
            return output.read() ? 1 : 0;
        } else if (handle instanceof AnalogInput input) {
            return input.read();
        } else if (handle instanceof AnalogOutput output) {
            return output.read();
        } else if (handle instanceof PwmInput input) {
            return input.read();
        } else if (handle instanceof PwmOutput output) {
            return output.read();
        } else if (handle instanceof CounterInput input) {
            return input.read();
        } else if (handle instanceof CounterOutput output) {
            return output.read();
        }
        throw new IllegalArgumentException("must have a value: channel=" + channel);
    }

    static void write(Board board, ChannelSpec channel, double value) {
        Channel handle = board.handle(channel.name());
        if (handle instanceof DigitalOutput output) {
            output.write(value != 0);
        } else if (handle instanceof AnalogOutput output) {
            output.write(value);
        } else if (handle instanceof PwmOutput output) {
            output.write(value);
        } else if (handle instanceof CounterOutput output) {
            output.write((long) value);
        } else {
            throw new IllegalArgumentException("must be an output: channel=" + channel);
        }
    }

    static void write(Board board, ChannelSpec channel, double value, Duration lifetime) {
        Channel handle = board.handle(channel.name());
        if (handle instanceof DigitalOutput output) {
            output.write(value != 0, lifetime);
        } else if (handle instanceof AnalogOutput output) {
            output.write(value, lifetime);
        } else if (handle instanceof PwmOutput output) {
            output.write(value, lifetime);
        } else if (handle instanceof CounterOutput output) {
            output.write((long) value, lifetime);
        } else {
            throw new IllegalArgumentException("must be an output: channel=" + channel);
        }
    }
}
