package dev.platine.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final Circuit circuit = new Circuit(() -> 0, new NetDiagnostics() {
        @Override
        public void trouble(Net net, String line) {
            throw new AssertionError(line);
        }

        @Override
        public void listenerFailed(Net net, Throwable cause) {
            throw new AssertionError(cause);
        }
    });
    private final List<String> heard = new ArrayList<>();

    private Pin pin(String name, String net) {
        Pin pin = circuit.addPin(name, net);
        pin.onFrame(frame -> heard.add(name + " " + frame));
        return pin;
    }

    @Test
    void shouldBeHeardByAllOthersOnTheNet() {
        circuit.addNet("tx");
        Pin a = pin("a", "tx");
        pin("b", "tx");
        pin("c", "tx");
        a.send("1");
        assertThat(heard).containsExactly("b 1", "c 1");
    }

    @Test
    void shouldGoThroughClosedCouplingsOnceAlsoInARing() {
        for (String net : List.of("n1", "n2", "n3")) {
            circuit.addNet(net);
        }
        Pin a = pin("a", "n1");
        pin("b", "n2");
        pin("c", "n3");
        Coupling first = coupling("k1", "n1", "n2");
        Coupling second = coupling("k2", "n2", "n3");
        Coupling third = coupling("k3", "n3", "n1");
        first.close(1);
        second.close(1);
        third.close(1);
        a.send("1");
        assertThat(heard).containsExactlyInAnyOrder("b 1", "c 1");
        heard.clear();
        first.open();
        third.close(20_000);
        a.send("2");
        assertThat(heard).isEmpty();
    }

    private Coupling coupling(String name, String from, String to) {
        return new Coupling(circuit.addPin(name + ".a", from), circuit.addPin(name + ".b", to), true);
    }

    @Test
    void shouldNotPassACutWire() {
        circuit.addNet("tx");
        Pin a = pin("a", "tx");
        Pin b = pin("b", "tx");
        b.cut(true);
        a.send("1");
        b.send("2");
        assertThat(heard).isEmpty();
        b.cut(false);
        a.send("3");
        assertThat(heard).containsExactly("b 3");
    }

    @Test
    void shouldNotBeHeardByAPinThatWasCleared() {
        circuit.addNet("tx");
        Pin a = pin("a", "tx");
        pin("b", "tx").clear();
        a.send("1");
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldBringTheSameObjectTwiceWhenItIsSentTwice() {
        circuit.addNet("n1");
        circuit.addNet("n2");
        Pin a = pin("a", "n1");
        pin("b", "n2");
        coupling("k1", "n1", "n2").close(1);
        a.send("l");
        a.send("l");
        assertThat(heard).containsExactly("b l", "b l");
    }

    @Test
    void shouldEndAtTheSourceThatHoldsANet() {
        circuit.addNet("tx");
        circuit.addNet("rx");
        circuit.addNet("supply").driver("psu").drive(3.3, 0.1);
        Pin tx = pin("a", "tx");
        Pin rx = pin("b", "rx");
        pin("c", "supply");
        coupling("r1", "tx", "supply").close(4_700);
        coupling("r2", "rx", "supply").close(4_700);
        Coupling series = coupling("r3", "tx", "rx");
        series.open();
        tx.send("1");
        assertThat(heard).isEmpty();
        series.close(330);
        rx.driver().drive(3.3, 50);
        tx.send("2");
        assertThat(heard).containsExactly("b 2");
    }
}
