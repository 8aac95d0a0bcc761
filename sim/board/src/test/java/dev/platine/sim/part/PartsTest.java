package dev.platine.sim.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.net.Net;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.rack.TestBoards.Sketch;
import dev.platine.sim.spec.ParameterRule;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class PartsTest {
    private static final long MS = 1_000_000;

    private static Sketch sketch(String... nets) {
        return new Sketch()
                .nets("vcc", "gnd")
                .nets(nets)
                .part("v12", "supply", Map.of("voltageV", 12), "out=vcc")
                .part("earth", "supply", Map.of("voltageV", 0), "out=gnd");
    }

    private static void on(Sketch sketch, BiConsumer<Rack, RackBoard> work) {
        try (Rack rack =
                Rack.builder().board("b", sketch.spec(), () -> context -> {}).build()) {
            rack.enter(); // held time, one thread: staying inside is fine
            try {
                work.accept(rack, rack.board("b"));
                assertThat(rack.board("b").diagnostics()).isEmpty();
            } finally {
                rack.exit();
            }
        }
    }

    @Test
    void shouldRefuseWrongOperationsWithATypedReason() {
        on(sketch("n").part("knob", "potentiometer", Map.of(), "top=vcc", "wiper=n", "bottom=gnd"), (rack, board) -> {
            Part knob = board.parts().get("knob");
            reject(knob, "press", null, OperateException.Reason.UNKNOWN_ACTION, "it has [turn]");
            reject(knob, "turn", null, OperateException.Reason.VALUE_MISSING, "needs a value: knob turn");
            reject(knob, "turn", 1.5, OperateException.Reason.OUT_OF_RANGE, "must be 0.0 to 1.0 : knob turn=1.5");
            reject(knob, "turn", Double.NaN, OperateException.Reason.OUT_OF_RANGE, "NaN");
            reject(board.parts().get("v12"), "off", 1.0, OperateException.Reason.VALUE_NOT_TAKEN, "takes no value");
            assertThat(knob.look("position")).isEqualTo(0.5);
            assertThatThrownBy(() -> knob.look("colour")).hasMessageContaining("it shows [position]");
        });
    }

    private static void reject(Part part, String action, Double value, OperateException.Reason reason, String words) {
        assertThatThrownBy(() -> part.operate(action, value))
                .isInstanceOfSatisfying(
                        OperateException.class,
                        thrown -> assertThat(thrown.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    @Test
    void shouldLightAnLedByItsMeanCurrent() {
        Sketch sketch = sketch("pwm")
                .part("lamp", "led", Map.of("seriesOhm", 1000, "ratedMilliA", 10), "anode=pwm", "cathode=gnd");
        on(sketch, (rack, board) -> {
            Part lamp = board.parts().get("lamp");
            assertThat(lamp.look("lit")).isZero();
            var driver = board.nets().get("pwm").driver("test");
            driver.drive(12, 0.001);
            assertThat(lamp.look("currentA")).isCloseTo(10e-3, within(1e-5));
            driver.wave(1_000, 0.25, 12, 0, 0.001);
            assertThat(lamp.look("brightness")).isCloseTo(0.25, within(1e-3));
            driver.drive(-5, 1);
            assertThat(lamp.look("lit")).isZero();
            assertThat(lamp.look("currentA")).isCloseTo(0, within(1e-12));
        });
    }

    @Test
    void shouldBounceForAsLongAsItSays() {
        Sketch sketch = sketch("n")
                .part("pull", "resistor", Map.of(), "a=vcc", "b=n")
                .part("button", "button", Map.of("bounceMs", 5), "a=n", "b=gnd");
        on(sketch, (rack, board) -> {
            Net net = board.nets().get("n");
            long[] lastNs = {0};
            net.onChange(now -> lastNs[0] = rack.clock().nowNs());
            rack.advance(10 * MS);
            long before = net.changes();
            board.parts().get("button").operate("press", null);
            rack.advance(20 * MS);
            assertThat(net.changes() - before).isGreaterThan(3);
            assertThat(lastNs[0]).isBetween(10 * MS, 15 * MS);
            assertThat(net.volts()).isCloseTo(0, within(1e-3));
            assertThat(board.parts().get("button").look("pressed")).isEqualTo(1);
            board.parts().get("button").operate("release", null);
            rack.advance(20 * MS);
            assertThat(net.volts()).isCloseTo(12, within(1e-3));
        });
    }

    @Test
    void shouldMoveARelayByVoltageAndTime() {
        Sketch sketch = sketch("coil", "com", "no", "nc")
                .part(
                        "k1",
                        "relay",
                        Map.of("pullInV", 9, "dropOutV", 3, "pullInMs", 8, "dropOutMs", 4, "coilOhm", 400),
                        "coil_plus=coil",
                        "coil_minus=gnd",
                        "com=com",
                        "no=no",
                        "nc=nc");
        on(sketch, (rack, board) -> {
            Part relay = board.parts().get("k1");
            board.drive("com", 5, 1);
            board.drive("coil", 8.5, 1); // not enough
            rack.advance(50 * MS);
            assertThat(relay.look("energised")).isZero();
            assertThat(board.nets().get("nc").volts()).isCloseTo(5, within(1e-6));
            board.drive("coil", 12, 1);
            assertThat(relay.look("coilCurrentA")).isCloseTo(12.0 / 401, within(1e-4));
            rack.advance(7 * MS);
            assertThat(relay.look("closed")).isZero();
            rack.advance(2 * MS);
            assertThat(relay.look("closed")).isEqualTo(1);
            assertThat(board.nets().get("no").volts()).isCloseTo(5, within(1e-6));
            assertThat(board.nets().get("nc").driven()).isFalse();
            board.drive("coil", 5, 1); // holds
            rack.advance(50 * MS);
            assertThat(relay.look("closed")).isEqualTo(1);
            relay.operate("weld", null);
            board.drive("coil", 0, 1);
            rack.advance(50 * MS);
            assertThat(relay.look("closed")).isEqualTo(1);
            relay.operate("unweld", null);
            assertThat(relay.look("closed")).isZero();
        });
    }

    @Test
    void shouldNotMoveARelayByAShortPulse() {
        Sketch sketch = sketch("coil").part("k1", "relay", Map.of("pullInMs", 8), "coil_plus=coil", "coil_minus=gnd");
        on(sketch, (rack, board) -> {
            board.drive("coil", 12, 1);
            rack.advance(5 * MS);
            board.drive("coil", 0, 1);
            rack.advance(20 * MS);
            assertThat(board.parts().get("k1").look("energised")).isZero();
        });
    }

    @Test
    void shouldTellAWeldByTheContactorsAuxiliaryContact() {
        Sketch sketch = sketch("coil", "mains", "load", "aux")
                .part("pull", "resistor", Map.of(), "a=vcc", "b=aux")
                .part(
                        "k1",
                        "contactor",
                        Map.of(),
                        "coil_plus=coil",
                        "coil_minus=gnd",
                        "main_in=mains",
                        "main_out=load",
                        "aux_a=aux",
                        "aux_b=gnd");
        on(sketch, (rack, board) -> {
            Part contactor = board.parts().get("k1");
            Net aux = board.nets().get("aux");
            board.drive("mains", 230, 0.1);
            assertThat(aux.volts()).isLessThan(0.1);
            board.drive("coil", 12, 0.1);
            rack.advance(20 * MS);
            assertThat(board.nets().get("load").volts()).isCloseTo(230, within(1e-6));
            assertThat(aux.volts()).isGreaterThan(11.9);
            contactor.operate("weld", null);
            board.drive("coil", 0, 0.1);
            rack.advance(20 * MS);
            assertThat(contactor.look("energised")).isZero();
            assertThat(contactor.look("closed")).isEqualTo(1);
            assertThat(aux.volts()).isGreaterThan(11.9);
            contactor.operate("unweld", null);
            assertThat(aux.volts()).isLessThan(0.1);
            contactor.operate("stick", null);
            board.drive("coil", 12, 0.1);
            rack.advance(20 * MS);
            assertThat(contactor.look("energised")).isEqualTo(1);
            assertThat(contactor.look("closed")).isZero();
        });
    }

    @Test
    void shouldSoundAtTheWavesFrequency() {
        Sketch sketch = sketch("tone")
                .part("passive", "buzzer", Map.of("active", false), "plus=tone", "minus=gnd")
                .part("active", "buzzer", Map.of("toneHz", 2000), "plus=tone", "minus=gnd");
        on(sketch, (rack, board) -> {
            var driver = board.nets().get("tone").driver("test");
            driver.wave(440, 0.5, 5, 0, 10);
            assertThat(board.parts().get("passive").look("toneHz")).isCloseTo(440, within(0.01));
            driver.drive(5, 10);
            assertThat(board.parts().get("passive").look("sounding")).isZero();
            assertThat(board.parts().get("active").look("toneHz")).isEqualTo(2000);
        });
    }

    @Test
    void shouldFollowTheBoardsPowerUnlessExternal() {
        Sketch sketch = new Sketch()
                .nets("own", "grid")
                .part("own", "supply", Map.of("voltageV", 5), "out=own")
                .part("grid", "supply", Map.of("voltageV", 230, "external", true), "out=grid");
        on(sketch, (rack, board) -> {
            board.power(false);
            assertThat(board.nets().get("own").driven()).isFalse();
            assertThat(board.nets().get("grid").volts()).isEqualTo(230);
            board.power(true);
            board.parts().get("own").operate("set", 4.5);
            assertThat(board.nets().get("own").volts()).isEqualTo(4.5);
            board.parts().get("own").operate("off", null);
            assertThat(board.nets().get("own").driven()).isFalse();
        });
    }

    @Test
    void shouldHaveRulesForEveryKeptType() {
        assertThat(new InstalledTypes().parts())
                .extracting(rules -> rules.name())
                .contains("led", "buzzer", "button", "switch", "potentiometer", "resistor", "diode", "supply")
                .contains("relay", "contactor", "sensor")
                .doesNotHaveDuplicates();
        for (PartType type : PartTypes.load().all().values()) {
            assertThat(type.text()).as(type.name()).isNotBlank();
            for (ParameterSpec parameter : type.parameters()) {
                parameter.check(parameter.otherwise());
                if (parameter.rule().kind() == ParameterRule.Kind.NUMBER) {
                    assertThatThrownBy(() -> parameter.check(Double.NaN)).hasMessageContaining(parameter.name());
                }
            }
        }
    }

    @Test
    void shouldRefuseParametersOutOfRange() {
        Sketch wrong = sketch("n").part("r", "resistor", Map.of("resistanceOhm", 0), "a=n", "b=gnd");
        assertThatThrownBy(() -> on(wrong, (rack, board) -> {}))
                .hasMessage("board b (test), part r: must be 0.001 to 1.0E9: resistanceOhm=0.0");
        Sketch unknown = sketch("n").part("r", "resistor", Map.of("ohm", 1), "a=n", "b=gnd");
        assertThatThrownBy(() -> on(unknown, (rack, board) -> {}))
                .hasMessage("board b (test), part r: no parameter ohm at part type resistor");
    }
}
