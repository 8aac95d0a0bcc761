package dev.platine.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetTest {
    private final Bench bench = new Bench();
    private final Net net = bench.net("n");

    @Test
    void shouldAddUpDriversByTheirConductance() {
        net.driver("a").drive(10, 1_000);
        net.load("b").drive(0, 3_000);
        assertThat(net.volts()).isCloseTo(7.5, within(1e-12));
        assertThat(net.largestAmperes()).isCloseTo(2.5e-3, within(1e-12));
        assertThat(net.driven()).isTrue();
        assertThat(net.contention()).isFalse();
    }

    @Test
    void shouldKeepItsVoltageWhenItFloats() {
        Driver driver = net.driver("a");
        driver.drive(3.3, 10);
        driver.release();
        assertThat(net.driven()).isFalse();
        assertThat(net.volts()).isEqualTo(3.3);
    }

    @Test
    void shouldReportContentionOnceWithNamesAndCurrent() {
        net.driver("mcu.out").drive(3.3, 30);
        Driver other = net.driver("bench");
        other.drive(0, 70);
        assertThat(net.contention()).isTrue();
        assertThat(net.contentions()).isEqualTo(1);
        assertThat(bench.troubles)
                .singleElement()
                .asString()
                .contains("net n", "mcu.out drives 3.300 V", "bench drives 0.000 V", "0.033 A");
        other.drive(0, 80);
        assertThat(bench.troubles).hasSize(1);
        other.release();
        assertThat(net.contention()).isFalse();
        other.drive(3.0, 80); // within half a volt
        assertThat(net.contention()).isFalse();
    }

    @Test
    void shouldNotCallWeakDriversOrLoadsAContention() {
        net.driver("a").drive(3.3, 30);
        net.driver("pull").drive(0, 1_000);
        net.load("lamp").drive(0, 10);
        assertThat(net.contention()).isFalse();
    }

    @Test
    void shouldTellListenersOnlyOfStepsThatTheyAskedFor() {
        List<Double> all = new ArrayList<>();
        List<Double> coarse = new ArrayList<>();
        net.onChange(now -> all.add(now.volts()));
        net.onChange(now -> coarse.add(now.volts()), 0.5);
        Driver driver = net.driver("a");
        for (double volts : new double[] {0, 0.3, 0.4, 0.6, 0.6, 1.2}) {
            driver.drive(volts, 1);
        }
        assertThat(all).containsExactly(0.0, 0.3, 0.4, 0.6, 1.2);
        assertThat(coarse).containsExactly(0.0, 0.6, 1.2);
        assertThatThrownBy(() -> net.onChange(now -> {}, -1)).hasMessageContaining("stepV=-1.0");
    }

    @Test
    void shouldLetAListenerDriveTheNetAgain() {
        Driver clamp = net.driver("clamp");
        net.onChange(now -> {
            if (now.volts() > 5.01) {
                clamp.drive(5, 0.001);
            }
        });
        net.driver("a").drive(9, 1_000_000);
        assertThat(net.volts()).isCloseTo(5, within(1e-6));
        assertThat(bench.troubles).isEmpty();
    }

    @Test
    void shouldSayWhichNetDoesNotSettle() {
        Driver flip = net.driver("flip");
        net.onChange(now -> flip.drive(now.volts() > 0.5 ? 0 : 1, 1));
        flip.drive(1, 1);
        assertThat(bench.troubles).anyMatch(line -> line.contains("net n does not settle"));
    }

    @Test
    void shouldCallTheOtherListenersWhenOneThrows() {
        List<Double> heard = new ArrayList<>();
        net.onChange(now -> {
            throw new IllegalStateException("deaf");
        });
        net.onChange(now -> heard.add(now.volts()));
        net.driver("a").drive(1, 1);
        assertThat(heard).containsExactly(1.0);
        assertThat(bench.failures)
                .singleElement()
                .extracting(Throwable::getMessage)
                .isEqualTo("deaf");
    }

    @Test
    void shouldRefuseWhatIsNotANumber() {
        Driver driver = net.driver("a");
        assertThatThrownBy(() -> driver.drive(Double.NaN, 1)).hasMessage("must be a number: volts=NaN of a");
        assertThatThrownBy(() -> driver.drive(1, 0)).hasMessage("must be above 0: ohms=0.0 of a");
        assertThatThrownBy(() -> driver.wave(0, 0.5, 1, 0, 1)).hasMessageContaining("hz=0.0");
        assertThatThrownBy(() -> driver.wave(1, 1.5, 1, 0, 1)).hasMessageContaining("duty=1.5");
        assertThat(net.driven()).isFalse();
    }

    @Test
    void shouldHaveTheSolutionOfAControlPilot() {
        // IEC 61851-1 state B, C, D: 1 kOhm to +-12 V, diode and resistor to earth in the vehicle.
        Driver evse = net.driver("evse");
        Driver vehicle = net.load("vehicle");
        evse.wave(1_000, 0.25, 12, -12, 1_000);
        vehicle.sink(0.7, 2_740);
        assertThat(net.highVolts()).isCloseTo(9, within(0.05));
        assertThat(net.lowVolts()).isEqualTo(-12);
        vehicle.sink(0.7, 882);
        assertThat(net.highVolts()).isCloseTo(6, within(0.05));
        assertThat(net.averageVolts()).isCloseTo(0.25 * net.highVolts() - 0.75 * 12, within(1e-12));
        assertThat(vehicle.averageAmperes()).isCloseTo(-0.25 * (net.highVolts() - 0.7) / 882, within(1e-12));
    }
}
