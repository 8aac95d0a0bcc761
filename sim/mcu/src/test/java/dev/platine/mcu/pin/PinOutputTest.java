package dev.platine.mcu.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PinOutputTest {
    private static final Surroundings NOTHING = new Surroundings() {
        @Override
        public void driven(int pin, Drive drive, double volts) {}

        @Override
        public double volts(int pin) {
            return 0;
        }

        @Override
        public void sent(int pin, SerialFrame frame) {}
    };

    private final @Nullable String[][] functions = new String[2][16];
    private final PinRouter router = new PinRouter(functions, NOTHING);
    private final PinOutput output = router.output("TIM3_CH1");
    private final List<Boolean> told = new ArrayList<>();

    PinOutputTest() {
        functions[0][2] = "TIM3_CH1";
        functions[1][2] = "TIM3_CH1";
        output.onRouting(() -> told.add(output.isRouted()));
    }

    @Test
    void shouldTellItsGiverWhenTheFirstPinComesAndTheLastGoes() {
        router.route(0, 2, false);
        router.route(1, 2, false);
        router.route(0, 2, false);
        assertThat(told).containsExactly(true);
        router.route(0, -1, false);
        router.route(1, 7, false);
        assertThat(told).containsExactly(true, false);
        assertThat(output.isRouted()).isFalse();
    }

    @Test
    void shouldBeSeenAtTheLevelThatItsGiverSetsWhenRouted() {
        List<Integer> changed = new ArrayList<>();
        router.port(0, new PinRouter.Port() {
            @Override
            public void signalChanged(int pin) {
                changed.add(pin);
            }

            @Override
            public void outsideChanged(int pin, boolean high) {}

            @Override
            public void analogChanged(int pin, double volts) {}
        });
        output.onRouting(() -> output.level(true));
        router.route(0, 2, false);
        assertThat(router.outputOf(0)).isSameAs(output);
        assertThat(output.isHigh()).isTrue();
        assertThat(changed).as("the port looks itself when it has routed").isEmpty();
        output.level(false);
        assertThat(changed).containsExactly(0);
    }
}
