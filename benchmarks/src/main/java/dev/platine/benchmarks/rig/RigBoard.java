package dev.platine.benchmarks.rig;

import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.sim.body.Pins;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The benchmarks' board: 8 analog and 8 digital inputs, 2 analog and 2 digital outputs, wired back to the first inputs. */
public final class RigBoard {
    /** What it is called. */
    public static final String NAME = "loopback";
    /** Analog inputs, and as many digital ones. */
    public static final int INPUTS = 8;
    /** Outputs of both kinds together. */
    public static final int OUTPUTS = 4;
    /** How many of the outputs are analog; they come first. */
    public static final int ANALOG_OUTPUTS = 2;

    private RigBoard() {}

    /**
     * Its description.
     *
     * @return always an equal one
     */
    public static BoardSpec spec() {
        Map<String, String> nets = new LinkedHashMap<>();
        Map<String, String> pins = new LinkedHashMap<>();
        List<ChannelSpec> channels = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            nets.put("a" + i, "analog input " + i);
            pins.put("AI" + i, "a" + i);
            channels.add(analog(channels.size(), "ai" + i, Direction.INPUT));
        }
        for (int i = 0; i < INPUTS; i++) {
            nets.put("d" + i, "digital input " + i);
            pins.put("DI" + i, "d" + i);
            channels.add(ChannelSpec.digitalInput(channels.size(), "di" + i, ""));
        }
        for (int i = 0; i < OUTPUTS; i++) {
            boolean analog = i < ANALOG_OUTPUTS;
            pins.put(outputPin(i), analog ? "a" + i : "d" + (i - ANALOG_OUTPUTS));
            channels.add(
                    analog
                            ? analog(channels.size(), outputName(i), Direction.OUTPUT)
                            : ChannelSpec.digitalOutput(channels.size(), outputName(i), false, ""));
        }
        return new BoardSpec(
                "benchmarks",
                new BoardInfo(NAME, "Platine", "loopback", "1", "0001", "1.0.0", "benchmarks"),
                "inputs wired to outputs",
                nets,
                List.of(),
                null,
                channels,
                new BodySpec("modelled", LoopbackFirmware.class.getName(), pins, Parameters.NONE));
    }

    static String outputName(int output) {
        return output < ANALOG_OUTPUTS ? "ao" + output : "do" + (output - ANALOG_OUTPUTS);
    }

    static String outputPin(int output) {
        return output < ANALOG_OUTPUTS ? "AO" + output : "DO" + (output - ANALOG_OUTPUTS);
    }

    private static ChannelSpec analog(int id, String name, Direction direction) {
        float fullScaleV = (float) Pins.SUPPLY_V;
        return new ChannelSpec(id, name, ChannelKind.ANALOG, direction, "V", 0, fullScaleV, fullScaleV / 4096, 0, "");
    }
}
