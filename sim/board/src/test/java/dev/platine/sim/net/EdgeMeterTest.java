package dev.platine.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeMeterTest {
    private final long[] now = {0};
    private final Circuit circuit = new Circuit(() -> now[0], new NetDiagnostics() {
        @Override
        public void trouble(Net net, String line) {
            throw new AssertionError(line);
        }

        @Override
        public void listenerFailed(Net net, Throwable cause) {
            throw new AssertionError(cause);
        }
    });
    private final Net net = circuit.addNet("pilot");
    private final Pin pin = circuit.addPin("vehicle.pilot", "pilot");
    private final Driver driver = net.driver("box");
    private final EdgeMeter meter = new EdgeMeter(pin, 0, 0, 10_000_000);

    EdgeMeterTest() {
        pin.onChange(changed -> meter.look(), 0);
    }

    private void edges(int periods, long periodNs, long highNs) {
        for (int i = 0; i < periods; i++) {
            driver.drive(12, 1_000);
            now[0] += highNs;
            driver.drive(-12, 1_000);
            now[0] += periodNs - highNs;
        }
    }

    @Test
    void shouldMeasureEdgesAsItMeasuresAWave() {
        edges(3, 1_000_000, 266_000);
        assertThat(meter.hz()).isEqualTo(1_000);
        assertThat(meter.duty()).isEqualTo(0.266);
        driver.wave(1_000, 0.5, 12, -12, 1_000);
        assertThat(meter.hz()).isEqualTo(1_000);
        assertThat(meter.duty()).isEqualTo(0.5);
    }

    @Test
    void shouldForgetAWaveThatStopped() {
        edges(3, 1_000_000, 266_000);
        now[0] += 10_000_000;
        assertThat(meter.hz()).isZero();
        assertThat(meter.duty()).isZero();
    }

    @Test
    void shouldSeeNothingBehindACutWire() {
        edges(3, 1_000_000, 266_000);
        pin.cut(true);
        edges(30, 1_000_000, 500_000);
        assertThat(meter.hz()).isZero();
    }
}
