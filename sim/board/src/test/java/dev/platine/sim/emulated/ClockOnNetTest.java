package dev.platine.sim.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock output is a wave on its net. */
class ClockOnNetTest {
    private static final int RCC = 0x40023800;
    private static final int CFGR = RCC + 8;
    private static final int AHB1ENR = RCC + 0x30;
    private static final int PORT_A = 0x40020000;

    private Rig rig = new Rig("stm32f407", List.of("PA8"), List.of(), List.of(), Map.of());

    @AfterEach
    void close() {
        rig.close();
    }

    private void clockOut() {
        rig.write(CFGR, 5 << 24);
        rig.write(AHB1ENR, 1);
        rig.set(PORT_A, 2 << 16);
        rig.run(1_000);
    }

    @Test
    void shouldCarryTheClockThatThePinGivesOut() {
        clockOut();
        assertThat(rig.net("PA8").waveHz()).as("to a nanosecond of period").isCloseTo(16e6 / 3, within(30e3));
        assertThat(rig.net("PA8").waveDuty()).isEqualTo(0.5);
        assertThat(rig.net("PA8").averageVolts()).isCloseTo(1.65, within(0.01));
        rig.set(PORT_A, 3 << 16);
        rig.run(1_000);
        assertThat(rig.net("PA8").waveHz()).isZero();
        assertThat(rig.net("PA8").driven()).isFalse();
    }

    @Test
    void shouldCostNothingHoweverLongItLasts() {
        clockOut();
        rig.net("PA8").resetCounts();
        rig.run(10_000_000_000L);
        assertThat(rig.net("PA8").changes()).isZero();
        assertThat(rig.events).contains("clock PA8 5333333").noneMatch(event -> event.startsWith("net PA8"));
    }

    @Test
    void shouldFollowTheStageBetweenPinAndNet() {
        rig.close();
        rig = new Rig(
                "stm32f407",
                List.of("PA8"),
                List.of(),
                List.of(),
                Map.of("driver.PA8.lowV", -12.0, "driver.PA8.highV", 12.0, "driver.PA8.ohms", 1000.0));
        clockOut();
        assertThat(rig.net("PA8").highVolts()).isEqualTo(12);
        assertThat(rig.net("PA8").lowVolts()).isEqualTo(-12);
    }
}
