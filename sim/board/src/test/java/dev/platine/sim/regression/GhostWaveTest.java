package dev.platine.sim.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.net.Circuit;
import dev.platine.sim.net.Coupling;
import dev.platine.sim.net.Driver;
import dev.platine.sim.net.Net;
import org.junit.jupiter.api.Test;

/** Three coils in parallel kept a wave's mark going round between their two nets after its driver had stopped. */
class GhostWaveTest {
    private final Circuit circuit = Circuits.sound();

    @Test
    void shouldForgetAWaveInARingWhenItsDriverStops() {
        Net ground = circuit.addNet("ground");
        Net coil = circuit.addNet("coil");
        Net pilot = circuit.addNet("pilot");
        ground.driver("supply").drive(0, 0.001);
        for (int i = 0; i < 3; i++) {
            join("k" + i, "coil", "ground", 360);
        }
        join("r", "pilot", "ground", 1_000);
        Driver wave = pilot.driver("generator");
        wave.wave(1_000, 0.3, 12, -12, 1_000);
        assertThat(pilot.waveHz()).isEqualTo(1_000);
        wave.drive(12, 1_000);
        assertThat(pilot.waveHz()).isZero();
        assertThat(coil.waveHz()).isZero();
        assertThat(ground.waveHz()).isZero();
        assertThat(pilot.volts()).isEqualTo(6, within(1e-2));
    }

    private void join(String part, String a, String b, double ohms) {
        new Coupling(circuit.addPin(part + ".a", a), circuit.addPin(part + ".b", b), true).close(ohms);
    }
}
