package dev.platine.sim.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.net.Circuit;
import dev.platine.sim.net.Coupling;
import dev.platine.sim.net.Driver;
import org.junit.jupiter.api.Test;

/** Couplings in a ring kept driving each other after the last source had let go. */
class GhostVoltageTest {
    private final Circuit circuit = Circuits.sound();

    @Test
    void shouldFloatWhenARingLosesItsLastSource() {
        String[] names = {"a", "b", "c"};
        for (String name : names) {
            circuit.addNet(name);
        }
        join("r1", "a", "b", 100);
        join("r2", "a", "b", 200);
        join("r3", "b", "c", 300);
        join("r4", "c", "a", 400);
        Driver source = circuit.net("a").driver("source");
        for (int i = 0; i < 3; i++) {
            source.drive(5, 10);
            assertThat(circuit.net("c").volts()).isEqualTo(5, within(1e-6));
            source.release();
            for (String name : names) {
                assertThat(circuit.net(name).driven()).as(name).isFalse();
                assertThat(circuit.net(name).volts()).as(name).isEqualTo(5, within(1e-6));
            }
        }
    }

    private void join(String part, String a, String b, double ohms) {
        new Coupling(circuit.addPin(part + ".a", a), circuit.addPin(part + ".b", b), true).close(ohms);
    }
}
