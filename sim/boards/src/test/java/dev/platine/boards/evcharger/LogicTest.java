package dev.platine.boards.evcharger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The firmware's small classes, one by one. */
class LogicTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "12, A", "11, A", "10, B", "9, B", "8, B", "7, C", "6, C", "5, C", "4, D", "3, D", "2, D", "1, E", "0, E",
        "-1, E", "-12, F"
    })
    void shouldReadEveryStateWithinTheStandardsTolerance(double volts, PilotState state) {
        PilotReader reader = new PilotReader();
        for (int ms = 0; ms <= 40; ms++) {
            reader.sample(volts, -12, false, ms * MS);
        }
        assertThat(reader.state()).isEqualTo(state);
    }

    @Test
    void shouldIgnoreASpikeShorterThanTheDebouncing() {
        PilotReader reader = new PilotReader();
        for (int ms = 0; ms <= 100; ms++) {
            reader.sample(ms % 20 == 0 ? 12 : 6, -12, true, ms * MS);
            if (ms > 60) {
                assertThat(reader.state()).isEqualTo(PilotState.A);
            }
        }
    }

    @Test
    void shouldStayInAStateInsideItsHysteresis() {
        PilotReader reader = new PilotReader();
        long ms = 0;
        for (double volts : new double[] {6, 7.7, 7.8, 7.2, 7.3, 7.6, 7.8}) {
            PilotState expected = PilotState.values()[volts < 7.76 ? 2 : 1];
            long end = ms + 50;
            for (; ms < end; ms++) {
                reader.sample(volts, -12, true, ms * MS);
            }
            boolean fromB = volts > 7.2 && volts < 7.76 && reader.state() == PilotState.B;
            assertThat(fromB || reader.state() == expected)
                    .as("at %s V: %s", volts, reader.state())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"1500, 13", "680, 20", "220, 32", "100, 63", "50, 0", "350, 0", "3000, 0", "1e9, 0"})
    void shouldKnowTheCablesOfTableB2(double ohms, double ratingA) {
        double volts = CableRating.PULL_UP_V * ohms / (ohms + CableRating.PULL_UP_OHMS);
        assertThat(CableRating.ratingA(CableRating.ohms(volts))).isEqualTo(ratingA);
    }

    @Test
    void shouldTellAnOpenContactFromAPlug() {
        assertThat(CableRating.present(CableRating.ohms(3.3))).isFalse();
        assertThat(CableRating.present(CableRating.ohms(2.4))).isTrue();
    }

    @Test
    void shouldAddUpEnergyByTrapezoids() {
        EnergyMeter meter = new EnergyMeter();
        double[] volts = {230, 230, 230};
        for (int second = 0; second <= 3_600; second++) {
            double amperes = second / 360.0;
            meter.step(volts, new double[] {amperes, amperes, 0}, second == 0 ? 0 : 1_000_000_000);
        }
        assertThat(meter.powerW()).isEqualTo(4_600, within(1e-6));
        assertThat(meter.energyWh()).isEqualTo(2_300, within(0.5));
    }

    @Test
    void shouldDerateAlongALine() {
        TemperatureDerating derating = new TemperatureDerating();
        assertThat(derating.step(20, 32)).isEqualTo(32);
        assertThat(derating.step(60, 32)).isEqualTo(32);
        assertThat(derating.step(67.5, 32)).isEqualTo(19, within(1e-9));
        assertThat(derating.step(79, 32)).isEqualTo(6);
        assertThat(derating.tooHot()).isFalse();
        derating.step(80, 32);
        assertThat(derating.tooHot()).isTrue();
        derating.step(71, 32);
        assertThat(derating.tooHot()).isTrue();
        derating.step(69, 32);
        assertThat(derating.tooHot()).isFalse();
    }

    @Test
    void shouldForgetLatchedFaultsOnlyWhenTheirCauseIsGone() {
        FaultLatch latch = new FaultLatch();
        latch.cause(Fault.WELDED, true);
        latch.cause(Fault.OVER_TEMPERATURE, true);
        latch.reset();
        assertThat(latch.has(Fault.WELDED)).isTrue();
        latch.cause(Fault.WELDED, false);
        latch.cause(Fault.OVER_TEMPERATURE, false);
        assertThat(latch.bits()).isEqualTo(Fault.WELDED.bit());
        assertThat(latch.unavailable()).isTrue();
        latch.reset();
        assertThat(latch.any()).isFalse();
    }

    @Test
    void shouldGiveEveryFaultABitOfItsOwn() {
        int all = 0;
        for (Fault fault : Fault.values()) {
            assertThat(all & fault.bit()).isZero();
            all |= fault.bit();
        }
        for (PilotState state : PilotState.values()) {
            assertThat(PilotState.values()[state.number()]).isEqualTo(state);
        }
        for (ChargeStateMachine.Phase phase : ChargeStateMachine.Phase.values()) {
            assertThat(ChargeStateMachine.Phase.values()[phase.number()]).isEqualTo(phase);
        }
    }
}
