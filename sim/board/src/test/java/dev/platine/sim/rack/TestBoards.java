package dev.platine.sim.rack;

import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.sim.body.AnalogPin;
import dev.platine.sim.body.DigitalPin;
import dev.platine.sim.body.DrivePin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PartSpec;
import dev.platine.sim.spec.PlantSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small boards put together without a file. */
public final class TestBoards {
    /** Channel ids of {@link #panel()}. */
    public static final int BUTTON = 0;

    /** Volts of the potentiometer. */
    public static final int KNOB = 1;

    /** The lamp. */
    public static final int LAMP = 2;

    /** Steps since boot. */
    public static final int STEPS = 3;

    private TestBoards() {}

    /** Nets and parts, one line each. */
    public static final class Sketch {
        private final Map<String, String> nets = new LinkedHashMap<>();
        private final List<PartSpec> parts = new ArrayList<>();
        private final Map<String, String> pins = new LinkedHashMap<>();
        private final List<ChannelSpec> channels = new ArrayList<>();
        private PlantSpec plant;

        public Sketch nets(String... names) {
            for (String name : names) {
                nets.put(name, "");
            }
            return this;
        }

        /** Wires as {@code pin=net}. */
        public Sketch part(String name, String type, Map<String, ?> parameters, String... wires) {
            Map<String, String> wiring = wiring(wires);
            parts.add(new PartSpec(name, type, wiring, Parameters.of(parameters)));
            return this;
        }

        public Sketch plant(String type, Map<String, ?> parameters, String... wires) {
            plant = new PlantSpec(type, wiring(wires), Parameters.of(parameters));
            return this;
        }

        public Sketch mcu(String... wires) {
            pins.putAll(wiring(wires));
            return this;
        }

        public Sketch channels(ChannelSpec... specs) {
            channels.addAll(List.of(specs));
            return this;
        }

        private static Map<String, String> wiring(String... wires) {
            Map<String, String> wiring = new LinkedHashMap<>();
            for (String wire : wires) {
                String[] ends = wire.split("=");
                wiring.put(ends[0], ends[1]);
            }
            return wiring;
        }

        public BoardSpec spec() {
            return spec("none");
        }

        public BoardSpec spec(String firmware) {
            return new BoardSpec(
                    "test",
                    new BoardInfo("test", "Platine", "test-1", "A", "1", "1.0", "test"),
                    "",
                    nets,
                    parts,
                    plant,
                    channels,
                    new BodySpec("modelled", firmware, pins, Parameters.NONE));
        }
    }

    /** A board with a button, a knob and a lamp. */
    public static BoardSpec panel() {
        return new Sketch()
                .nets("vcc", "gnd", "button", "knob", "lamp")
                .part("v33", "supply", Map.of("voltageV", 3.3), "out=vcc")
                .part("earth", "supply", Map.of("voltageV", 0, "external", true), "out=gnd")
                .part("pull", "resistor", Map.of(), "a=vcc", "b=button")
                .part("button", "button", Map.of("bounceMs", 2), "a=button", "b=gnd")
                .part("knob", "potentiometer", Map.of("position", 0.25), "top=vcc", "wiper=knob", "bottom=gnd")
                .part("lamp", "led", Map.of("ratedMilliA", 3), "anode=lamp", "cathode=gnd")
                .mcu("button=button", "knob=knob", "lamp=lamp")
                .channels(
                        ChannelSpec.digitalInput(BUTTON, "button", ""),
                        new ChannelSpec(
                                KNOB, "knob", ChannelKind.ANALOG, Direction.INPUT, "V", 0, 3.3f, 0.0008f, 0, ""),
                        ChannelSpec.digitalOutput(LAMP, "lamp", false, ""),
                        new ChannelSpec(
                                STEPS,
                                "steps",
                                ChannelKind.COUNTER,
                                Direction.INPUT,
                                "",
                                0,
                                (float) ChannelSpec.MAX_COUNT,
                                1,
                                0,
                                ""))
                .spec(PanelFirmware.class.getName());
    }

    /** Firmware of {@link #panel()}: a step each millisecond, as a typical control step is. */
    public static final class PanelFirmware implements ModelledFirmware {
        private int steps;

        @Override
        public void boot(FirmwareContext context) {
            ChannelBank channels = context.channels();
            DigitalPin button = context.pins().digitalIn("button");
            AnalogPin knob = context.pins().analogIn("knob", 3.3, 12);
            DrivePin lamp = context.pins().out("lamp");
            lamp.set(false);
            channels.onSetpoint((channel, bits) -> lamp.set(channels.flag(LAMP)));
            context.every(1_000_000, () -> {
                channels.publish(BUTTON, !button.read());
                channels.publish(KNOB, knob.readV());
                channels.publish(STEPS, ++steps);
            });
            context.log("booted, lucky number " + context.random().nextInt(1000));
        }
    }
}
