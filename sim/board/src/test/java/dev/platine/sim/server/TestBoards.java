package dev.platine.sim.server;

import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.sim.body.DigitalPin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PartSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Racks of real boards for tests: 8 analog and 8 digital inputs, 4 outputs, a console in text, and a button. */
final class TestBoards {
    /** First analog input. */
    static final int ANALOG = 0;
    /** First digital input; the first of them is the button. */
    static final int DIGITAL = 8;
    /** First output: two analog ones, then two digital ones. */
    static final int OUTPUT = 16;
    /** What is written here is crashed upon, when it is "crash", and else said again. */
    static final int SAY = 20;
    /** What the board answers. */
    static final int HEARD = 21;

    /** A PWM output. */
    static final int DUTY = 22;

    private TestBoards() {}

    static Rack rack(String... names) {
        return rack(1_000_000, names);
    }

    /** A rack whose boards take a control step every so often. */
    static Rack rack(long stepNs, String... names) {
        Rack.Builder builder = Rack.builder().seed(7);
        for (String name : names) {
            builder.board(name, spec(), () -> new Firmware(stepNs));
        }
        return builder.build();
    }

    static BoardSpec spec() {
        Map<String, String> nets = new LinkedHashMap<>();
        nets.put("v33", "supply");
        nets.put("gnd", "ground");
        nets.put("btn", "button");
        return new BoardSpec(
                "test",
                new BoardInfo("exchanger", "Platine", "exchanger-1", "A", "1", "1.0", "test"),
                "a board for tests",
                nets,
                List.of(
                        new PartSpec("vcc", "supply", Map.of("out", "v33"), Parameters.of(Map.of("voltageV", 3.3))),
                        new PartSpec("ground", "supply", Map.of("out", "gnd"), Parameters.of(Map.of("voltageV", 0))),
                        new PartSpec("start", "button", Map.of("a", "v33", "b", "btn"), Parameters.NONE),
                        new PartSpec(
                                "pull",
                                "resistor",
                                Map.of("a", "btn", "b", "gnd"),
                                Parameters.of(Map.of("resistanceOhm", 10_000)))),
                null,
                channels(),
                new BodySpec("modelled", Firmware.class.getName(), Map.of("BTN", "btn"), Parameters.NONE));
    }

    private static List<ChannelSpec> channels() {
        List<ChannelSpec> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(analog(ANALOG + i, "ain" + i, Direction.INPUT));
        }
        for (int i = 0; i < 8; i++) {
            all.add(ChannelSpec.digitalInput(DIGITAL + i, "din" + i, ""));
        }
        all.add(analog(OUTPUT, "aout0", Direction.OUTPUT));
        all.add(analog(OUTPUT + 1, "aout1", Direction.OUTPUT));
        all.add(ChannelSpec.digitalOutput(OUTPUT + 2, "dout0", false, ""));
        all.add(ChannelSpec.digitalOutput(OUTPUT + 3, "dout1", true, ""));
        all.add(new ChannelSpec(SAY, "say", ChannelKind.TEXT, Direction.OUTPUT, "", 0, 0, 0, 0, ""));
        all.add(new ChannelSpec(HEARD, "heard", ChannelKind.TEXT, Direction.INPUT, "", 0, 0, 0, 0, ""));
        all.add(new ChannelSpec(DUTY, "duty", ChannelKind.PWM, Direction.OUTPUT, "", 0, 1, 0, 0, ""));
        return all;
    }

    private static ChannelSpec analog(int id, String name, Direction direction) {
        return new ChannelSpec(id, name, ChannelKind.ANALOG, direction, "V", 0, 10, 0, 0, "");
    }

    /** In each step its inputs follow its outputs and its button. */
    static final class Firmware implements ModelledFirmware {
        private final long stepNs;
        private String said = "";

        Firmware(long stepNs) {
            this.stepNs = stepNs;
        }

        @Override
        public void boot(FirmwareContext context) {
            DigitalPin button = context.pins().digitalIn("BTN");
            ChannelBank bank = context.channels();
            context.every(stepNs, () -> step(bank, button));
            context.log("up");
        }

        private void step(ChannelBank bank, DigitalPin button) {
            for (int i = 0; i < 8; i++) {
                bank.publish(ANALOG + i, bank.number(OUTPUT) / (i + 1));
            }
            bank.publish(DIGITAL, button.read());
            bank.publish(DIGITAL + 1, bank.get(OUTPUT + 2));
            String now = bank.text(SAY);
            if (now.equals("crash")) {
                throw new IllegalStateException("told to crash");
            }
            if (!now.equals(said)) {
                said = now;
                bank.text(HEARD, "heard " + now);
            }
        }
    }
}
