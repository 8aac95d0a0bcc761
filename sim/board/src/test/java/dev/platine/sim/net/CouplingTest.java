package dev.platine.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CouplingTest {
    private final Bench bench = new Bench();

    @Test
    void shouldBeExactInAChain() {
        bench.net("a").driver("supply").drive(12, 1);
        bench.net("b");
        bench.net("c");
        bench.net("gnd").driver("gnd").drive(0, 1);
        bench.resistor("a", "b", 1_000);
        bench.resistor("b", "c", 2_000);
        bench.resistor("c", "gnd", 3_000);
        double amperes = 12.0 / 6_002;
        assertThat(bench.circuit.net("b").volts()).isCloseTo(12 - amperes * 1_001, within(1e-6));
        assertThat(bench.circuit.net("c").volts()).isCloseTo(amperes * 3_001, within(1e-6));
        assertThat(bench.troubles).isEmpty();
    }

    @Test
    void shouldSolveABridge() {
        // Wheatstone's bridge: rings of resistors, against the solution of the nodal equations.
        double[][] g = new double[4][4];
        String[] names = {"top", "left", "right", "bottom"};
        for (String name : names) {
            bench.net(name);
        }
        bench.circuit.net("top").driver("supply").drive(10, 0.5);
        bench.circuit.net("bottom").driver("gnd").drive(0, 0.5);
        double[] b = {10 / 0.5, 0, 0, 0};
        g[0][0] += 2;
        g[3][3] += 2;
        add(g, names, 0, 1, 100);
        add(g, names, 0, 2, 220);
        add(g, names, 1, 2, 330);
        add(g, names, 1, 3, 470);
        add(g, names, 2, 3, 150);
        double[] expected = solve(g, b);
        for (int i = 0; i < names.length; i++) {
            assertThat(bench.circuit.net(names[i]).volts()).as(names[i]).isCloseTo(expected[i], within(1e-6));
        }
        assertThat(bench.troubles).isEmpty();
    }

    @Test
    void shouldSolveNetworksAtRandom() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 50; round++) {
            Bench many = new Bench();
            int n = 3 + random.nextInt(6);
            double[][] g = new double[n][n];
            double[] b = new double[n];
            for (int i = 0; i < n; i++) {
                Net net = many.net("n" + i);
                double volts = random.nextDouble(-12, 12);
                double ohms = random.nextDouble(10, 10_000);
                net.load("d" + i).drive(volts, ohms);
                g[i][i] += 1 / ohms;
                b[i] += volts / ohms;
            }
            for (int k = 0; k < 2 * n; k++) {
                int i = random.nextInt(n);
                int j = (i + 1 + random.nextInt(n - 1)) % n;
                double ohms = random.nextDouble(100, 100_000);
                many.resistor("n" + i, "n" + j, ohms);
                stamp(g, i, j, ohms);
            }
            double[] expected = solve(g, b);
            for (int i = 0; i < n; i++) {
                assertThat(many.circuit.net("n" + i).volts())
                        .as("round %d net %d", round, i)
                        .isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    private void add(double[][] g, String[] names, int i, int j, double ohms) {
        bench.resistor(names[i], names[j], ohms);
        stamp(g, i, j, ohms);
    }

    private static void stamp(double[][] g, int i, int j, double ohms) {
        g[i][i] += 1 / ohms;
        g[j][j] += 1 / ohms;
        g[i][j] -= 1 / ohms;
        g[j][i] -= 1 / ohms;
    }

    // Gauss without pivoting: the matrices are diagonally dominant.
    private static double[] solve(double[][] g, double[] b) {
        int n = b.length;
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                double f = g[i][k] / g[k][k];
                for (int j = k; j < n; j++) {
                    g[i][j] -= f * g[k][j];
                }
                b[i] -= f * b[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                b[i] -= g[i][j] * b[j];
            }
            b[i] /= g[i][i];
        }
        return b;
    }

    @Test
    void shouldFloatBehindAnOpenContact() {
        bench.net("a").driver("supply").drive(5, 1);
        Net b = bench.net("b");
        Coupling contact = new Coupling(bench.pin("a"), bench.pin("b"), false);
        assertThat(b.driven()).isFalse();
        contact.close(0.01);
        assertThat(b.volts()).isCloseTo(5, within(1e-9));
        contact.open();
        assertThat(b.driven()).isFalse();
    }

    @Test
    void shouldLetADiodePassOneWayOnly() {
        Driver source = bench.net("a").driver("s");
        bench.net("b").load("down").drive(0, 1_000);
        Coupling diode = new Coupling(bench.pin("a"), bench.pin("b"), true);
        diode.diode(1, 0.7);
        source.drive(5, 1);
        double amperes = (5 - 0.7) / 1_002;
        assertThat(bench.circuit.net("b").volts()).isCloseTo(amperes * 1_000, within(1e-6));
        assertThat(diode.amperes()).isCloseTo(amperes, within(1e-6));
        source.drive(-5, 1);
        assertThat(bench.circuit.net("b").volts()).isZero();
        assertThat(diode.amperes()).isCloseTo(0, within(1e-12));
    }

    @Test
    void shouldReportContentionThroughAClosedContact() {
        bench.net("a").driver("supply").drive(5, 1);
        bench.net("b").driver("gnd").drive(0, 1);
        new Coupling(bench.pin("a"), bench.pin("b"), false).close(0.05);
        assertThat(bench.troubles).anyMatch(line -> line.startsWith("contention on net"));
    }

    @Test
    void shouldLeaveACutPinOnItsOwn() {
        Net net = bench.net("n");
        Driver driver = net.driver("d");
        driver.drive(3, 10);
        Pin pin = bench.pin("n");
        Driver pull = pin.load();
        pull.drive(0, 1_000_000);
        List<Double> heard = new ArrayList<>();
        pin.onChange(now -> heard.add(now.volts()), 0.1);
        pin.cut(true);
        assertThat(pin.cut()).isTrue();
        assertThat(pin.volts()).isZero(); // its own pull is all that is left
        assertThat(net.volts()).isEqualTo(3);
        driver.drive(5, 10);
        assertThat(pin.volts()).isZero();
        pin.cut(false);
        assertThat(pin.volts()).isCloseTo(5, within(1e-3));
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).isZero();
        assertThat(heard.get(1)).isCloseTo(5, within(1e-3));
    }

    @Test
    void shouldFloatAtTheLastVoltageWhenACutPinHasNoPull() {
        Net net = bench.net("n");
        net.driver("d").drive(3, 10);
        Pin pin = bench.pin("n");
        pin.cut(true);
        assertThat(pin.volts()).isEqualTo(3);
        assertThat(pin.net().driven()).isFalse();
    }
}
