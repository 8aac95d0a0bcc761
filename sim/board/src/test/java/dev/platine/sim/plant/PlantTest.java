package dev.platine.sim.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.clock.VirtualClock;
import dev.platine.sim.net.Circuit;
import dev.platine.sim.net.Driver;
import dev.platine.sim.net.Net;
import dev.platine.sim.net.NetDiagnostics;
import dev.platine.sim.net.Pin;
import dev.platine.sim.spec.DeviceRules;
import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PinRule;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlantTest {
    private static final long MS = 1_000_000;

    private final VirtualClock clock = new VirtualClock();
    private final Circuit circuit = new Circuit(clock, new NetDiagnostics() {
        @Override
        public void trouble(Net net, String line) {
            throw new AssertionError(line);
        }

        @Override
        public void listenerFailed(Net net, Throwable cause) {
            throw new AssertionError(cause);
        }
    });
    private final Net heaterNet = circuit.addNet("heater");
    private final Net sensorNet = circuit.addNet("sensor");
    private final Driver heater = heaterNet.driver("mcu");
    private final Plant plant = new Plant(
            new OvenType(),
            Map.of("heater", pin("heater"), "sensor", pin("sensor")),
            Parameters.of(Map.of("secondsTau", 0.1)),
            clock,
            new SplittableRandom(1));

    private Pin pin(String net) {
        return circuit.addPin("plant." + net, net);
    }

    /** A first-order oven with a thermal fuse at 90 degrees. */
    private static final class OvenType implements PlantType {
        @Override
        public DeviceRules rules() {
            return DeviceRules.device("oven", List.of(PinRule.senses("heater"), PinRule.drives("sensor")), List.of());
        }

        @Override
        public PlantModel create(PlantContext context) {
            return new Oven(context);
        }
    }

    private static final class Oven implements PlantModel {
        private final Quantity heaterV;
        private final Quantity ambient;
        private final Quantity power;
        private final Quantity fuse;
        private final Driver sensor;
        private final double tauS;

        Oven(PlantContext context) {
            context.state("temperature", "Cel", 20, 1e-6, "inside");
            heaterV = context.input("heater_v", "V", "heater", Net::averageVolts, "at the heater");
            ambient = context.setting("ambient", "Cel", 20, -40, 60, "outside");
            power = context.output("power", "W", "of the heater");
            fuse = context.setting("fuse", "", 1, 0, 1, "1 while whole");
            sensor = context.terminal("sensor").driver();
            tauS = context.parameters().number("secondsTau", 1);
        }

        @Override
        public void derivatives(double timeS, double[] state, double[] rates) {
            double target = ambient.value() + fuse.value() * heaterV.value() * 10;
            rates[0] = (target - state[0]) / tauS;
        }

        @Override
        public void outputs(double timeS, double[] state) {
            power.put(fuse.value() * heaterV.value() * heaterV.value());
        }

        @Override
        public void drive() {
            sensor.drive(power.value() / 100, 10);
        }

        @Override
        public int crossingCount() {
            return 1;
        }

        @Override
        public void crossings(double timeS, double[] state, double[] values) {
            values[0] = state[0] - 90;
        }

        @Override
        public void crossed(int which, double timeS, double[] state) {
            fuse.put(0);
        }
    }

    private double temperature() {
        return plant.quantity("temperature").value();
    }

    @Test
    void shouldFollowItsInputFromTheInstantOfEachChange() {
        plant.start();
        heater.drive(0, 1);
        clock.runUntil(10 * MS + 345_678); // between ticks
        heater.drive(5, 1);
        clock.runUntil(60 * MS);
        double elapsedS = (60 - 10.345678) * 1e-3;
        assertThat(temperature()).isCloseTo(20 + 50 * (1 - Math.exp(-elapsedS / 0.1)), within(1e-4));
        assertThat(plant.quantity("power").value()).isEqualTo(25);
        assertThat(sensorNet.volts()).isEqualTo(0.25);
    }

    @Test
    void shouldReadBetweenTicksWithoutATrace() {
        plant.start();
        heater.drive(5, 1);
        clock.runUntil(20 * MS + 500_000);
        double between = temperature();
        assertThat(between).isCloseTo(20 + 50 * (1 - Math.exp(-0.205)), within(1e-4));
        assertThat(temperature()).isEqualTo(between);
        clock.runUntil(30 * MS);
        double read = temperature();

        PlantTest other = new PlantTest();
        other.plant.start();
        other.heater.drive(5, 1);
        other.clock.runUntil(30 * MS);
        assertThat(other.temperature()).isEqualTo(read); // to the last bit
    }

    @Test
    void shouldActOnACrossing() {
        plant.start();
        heater.drive(10, 1); // would reach 120
        clock.runUntil(1_000 * MS);
        assertThat(plant.quantity("fuse").value()).isZero();
        assertThat(plant.quantity("power").value()).isZero();
        double blownS = -0.1 * Math.log(1 - 70.0 / 100);
        assertThat(temperature()).isCloseTo(20 + 70 * Math.exp(-(1 - blownS) / 0.1), within(1e-3));
    }

    @Test
    void shouldLetHandsSetStatesAndSettingsOnly() {
        plant.start();
        plant.quantity("temperature").set(50);
        plant.quantity("ambient").set(-10);
        clock.runUntil(100 * MS);
        assertThat(temperature()).isCloseTo(-10 + 60 * Math.exp(-1), within(1e-4));
        assertThatThrownBy(() -> plant.quantity("ambient").set(61))
                .hasMessage("must be -40.0 to 60.0 Cel: ambient=61.0");
        assertThatThrownBy(() -> plant.quantity("temperature").set(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> plant.quantity("power").set(1)).hasMessageContaining("must be a state or a setting");
        assertThatThrownBy(() -> plant.quantity("pressure"))
                .hasMessage("no quantity pressure; there are ambient, fuse, heater_v, power, temperature");
    }
}
