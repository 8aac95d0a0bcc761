package dev.platine.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.clock.Timer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveTest {
    private final Bench bench = new Bench();
    private final Net net = bench.net("n");
    private final Driver driver = net.driver("pwm");

    @Test
    void shouldGiveTheLevelOfEachInstant() {
        bench.clock.runUntil(12_345);
        driver.wave(1_000, 0.3, 12, -12, 1_000);
        long high = 0;
        int looks = 10_000;
        for (int i = 0; i < looks; i++) {
            bench.clock.runUntil(12_345 + i * 1_000L);
            high += net.volts() > 0 ? 1 : 0;
        }
        assertThat((double) high / looks).isCloseTo(net.waveDuty(), within(1e-9));
        assertThat(bench.clock.events()).isZero();
    }

    @Test
    void shouldAgreeWithTheSameWaveDrivenEdgeByEdge() {
        Net other = bench.net("edges");
        Driver edges = other.driver("edges");
        boolean[] high = {false};
        Timer[] timer = new Timer[1];
        timer[0] = bench.clock.timer("edge", () -> {
            high[0] = !high[0];
            edges.drive(high[0] ? 12 : -12, 1_000);
            timer[0].after(high[0] ? 300_000 : 700_000);
        });
        timer[0].at(0);
        driver.wave(1_000, 0.3, 12, -12, 1_000);
        net.load("r").sink(0, 2_740);
        other.load("r").sink(0, 2_740);
        double sum = 0;
        int looks = 20_000;
        for (int i = 0; i < looks; i++) {
            bench.clock.runUntil(i * 501L);
            assertThat(net.volts()).as("at %d ns", bench.clock.nowNs()).isEqualTo(other.volts());
        }
        for (int i = 1; i <= looks; i++) {
            bench.clock.runUntil(20_000_000 + i * 1_000L);
            sum += other.volts();
        }
        assertThat(net.averageVolts()).isCloseTo(sum / looks, within(1e-9));
    }

    @Test
    void shouldGiveEdgesAtTheirExactInstantsToThoseWhoWatch() {
        Pin pin = bench.pin("n");
        List<String> edges = new ArrayList<>();
        driver.wave(1_000, 0.25, 3.3, 0, 50);
        try (EdgeWatch watch = new EdgeWatch(
                pin, bench.clock, new Schmitt(1, 2), (high, atNs) -> edges.add((high ? "+" : "-") + atNs))) {
            bench.clock.runUntil(2_000_000);
            driver.wave(1_000, 0.5, 3.3, 0, 50);
            bench.clock.runUntil(2_999_999);
            assertThat(watch.high()).isFalse();
        }
        assertThat(edges).containsExactly("-250000", "+1000000", "-1250000", "+2000000", "-2500000");
        long events = bench.clock.events();
        bench.clock.runUntil(100_000_000);
        assertThat(bench.clock.events()).isEqualTo(events);
    }

    @Test
    void shouldTellListenersOfTheWaveAndNotOfItsEdges() {
        List<Double> duties = new ArrayList<>();
        net.onChange(now -> duties.add(now.waveDuty()));
        driver.wave(1_000, 0.25, 5, 0, 50);
        bench.clock.runUntil(10_000_000);
        driver.wave(1_000, 0.25, 5, 0, 50);
        driver.wave(1_000, 0.5, 5, 0, 50);
        driver.wave(1_000, 1, 5, 0, 50);
        assertThat(duties).containsExactly(0.25, 0.5, 0.0);
        assertThat(net.volts()).isEqualTo(5);
        assertThat(net.waveHz()).isZero();
    }

    @Test
    void shouldFloatAtTheLevelOfTheInstantAtWhichTheWaveEnded() {
        driver.wave(1_000, 0.25, 5, 1, 50);
        bench.clock.runUntil(500_000);
        driver.release();
        assertThat(net.volts()).isEqualTo(1);
    }

    @Test
    void shouldPassThroughAResistor() {
        Net behind = bench.net("behind");
        bench.resistor("n", "behind", 1_000);
        behind.load("down").drive(0, 2_000);
        driver.wave(2_000, 0.25, 12, -12, 1_000);
        assertThat(behind.highVolts()).isCloseTo(6, within(1e-9));
        assertThat(behind.lowVolts()).isCloseTo(-6, within(1e-9));
        assertThat(behind.waveHz()).isEqualTo(2_000);
        assertThat(behind.waveDuty()).isEqualTo(0.25);
        assertThat(net.highVolts()).isCloseTo(9, within(1e-9));
    }

    @Test
    void shouldCountASecondWaveByItsMeanAndSaySo() {
        driver.wave(1_000, 0.5, 10, 0, 1_000);
        net.driver("other").wave(1_300, 0.25, 8, 0, 1_000);
        assertThat(net.highVolts()).isCloseTo((10 + 2) / 2.0, within(1e-9));
        assertThat(net.lowVolts()).isCloseTo((0 + 2) / 2.0, within(1e-9));
        assertThat(bench.troubles).anyMatch(line -> line.contains("two waves") && line.contains("other"));
    }
}
