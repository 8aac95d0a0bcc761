package dev.platine.boards.evcharger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.boards.evcharger.ChargeStateMachine.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    /** Largest times of IEC 61008-1 table 1 and IEC 62955 table 2. */
    @ParameterizedTest
    @CsvSource({
        "fault.leakage_ma, 30, 300, RESIDUAL_AC",
        "fault.leakage_ma, 60, 150, RESIDUAL_AC",
        "fault.leakage_ma, 150, 40, RESIDUAL_AC",
        "fault.leakage_dc_ma, 6, 10000, RESIDUAL_DC",
        "fault.leakage_dc_ma, -6, 10000, RESIDUAL_DC",
        "fault.leakage_dc_ma, 60, 300, RESIDUAL_DC",
        "fault.leakage_dc_ma, 200, 100, RESIDUAL_DC"
    })
    void shouldTripWithinTheStandardsTime(String quantity, double milliamperes, long mostMs, Fault fault) {
        try (Station station = Station.charging(16)) {
            station.plant(quantity, milliamperes);
            assertThat(station.msUntil(() -> !station.live(), mostMs)).isBetween(1L, mostMs);
            station.advanceMs(10);
            assertThat(station.has(fault)).isTrue();
            assertThat(station.is("residual_ok")).isFalse();
            station.plant(quantity, 0);
            station.advanceMs(20_000);
            assertThat(station.has(fault)).as("latched").isTrue();
            assertThat(station.live()).isFalse();
            station.resetFaults();
            station.advanceMs(10_000);
            assertThat(station.is("charging")).isTrue();
        }
    }

    @Test
    void shouldTripInTimeWithTheLongestStepThatTheManualAllows() {
        try (Station station = Station.with("stepUs", 5_000)) {
            station.plugIn();
            station.allow(16);
            station.advanceMs(10_000);
            station.plant("fault.leakage_ma", 150);
            assertThat(station.msUntil(() -> !station.live(), 40)).isBetween(1L, 40L);
        }
    }

    @ParameterizedTest
    @CsvSource({"fault.leakage_ma, 15", "fault.leakage_dc_ma, 3"})
    void shouldNotTripBelow(String quantity, double milliamperes) {
        try (Station station = Station.charging(16)) {
            station.plant(quantity, milliamperes);
            station.advanceMs(12_000);
            assertThat(station.is("charging")).isTrue();
        }
    }

    @Test
    void shouldNotCloseWhenTheMonitorMissesItsTest() {
        try (Station station = new Station()) {
            station.operate("rcm_ac", "override", 0);
            station.plugIn();
            station.allow(16);
            assertThat(station.msUntil(station::live, 10_000)).isEqualTo(-1);
            assertThat(station.has(Fault.MONITOR)).isTrue();
            assertThat(station.pilot()).isEqualTo(PilotState.F);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1", "k2", "k3"})
    void shouldFindAWeldedContactAndStayUnavailable(String contactor) {
        try (Station station = Station.charging(16)) {
            station.operate(contactor, "weld");
            station.advanceMs(1_000);
            assertThat(station.is("charging")).isTrue();
            station.unplug();
            station.advanceMs(500);
            assertThat(station.has(Fault.WELDED)).isTrue();
            assertThat(station.get("pilot_high_v")).isEqualTo(-12, within(0.6));
            station.resetFaults();
            assertThat(station.has(Fault.WELDED)).as("cause still there").isTrue();
            station.operate(contactor, "unweld");
            station.advanceMs(100);
            assertThat(station.has(Fault.WELDED)).as("latched").isTrue();
            station.resetFaults();
            station.advanceMs(100);
            assertThat(station.is("fault")).isFalse();
            assertThat(station.pilot()).isEqualTo(PilotState.A);
        }
    }

    @Test
    void shouldFindAContactorThatDoesNotClose() {
        try (Station station = new Station()) {
            station.operate("k2", "stick");
            station.plugIn();
            station.allow(16);
            station.advanceMs(10_000);
            assertThat(station.has(Fault.STUCK_OPEN)).isTrue();
            assertThat(station.live()).isFalse();
        }
    }

    @Test
    void shouldRefuseAVehicleWithoutDiode() {
        try (Station station = new Station()) {
            station.plant("vehicle.diode_ok", 0);
            station.plugIn();
            station.allow(16);
            assertThat(station.msUntil(station::live, 5_000)).isEqualTo(-1);
            assertThat(station.has(Fault.DIODE)).isTrue();
            station.unplug();
            station.plant("vehicle.diode_ok", 1);
            station.advanceMs(500);
            assertThat(station.is("fault")).isFalse();
        }
    }

    @Test
    void shouldOpenWithinHundredMillisecondsOfAShortedPilot() {
        try (Station station = Station.charging(16)) {
            station.plant("fault.pilot_short", 1);
            assertThat(station.msUntil(() -> !station.live(), 100)).isBetween(1L, 100L);
            station.advanceMs(50);
            assertThat(station.pilot()).isEqualTo(PilotState.E);
            assertThat(station.has(Fault.PILOT)).isTrue();
            station.plant("fault.pilot_short", 0);
            station.advanceMs(10_000);
            assertThat(station.is("charging")).isTrue();
        }
    }

    @Test
    void shouldOpenWhenThePilotsWireBreaks() {
        try (Station station = Station.charging(16)) {
            station.cut("plant.pilot", true);
            assertThat(station.msUntil(() -> !station.is("contactor_closed"), 100))
                    .isBetween(1L, 100L);
            assertThat(station.pilot()).isEqualTo(PilotState.A);
        }
    }

    @Test
    void shouldBeUnavailableWithoutProtectiveEarth() {
        try (Station station = Station.charging(16)) {
            station.plant("mains.earth_ohm", 1e9);
            station.advanceMs(500);
            assertThat(station.live()).isFalse();
            assertThat(station.is("earth_ok")).isFalse();
            assertThat(station.pilot()).isEqualTo(PilotState.F);
            station.plant("mains.earth_ohm", 1);
            station.advanceMs(12_000);
            assertThat(station.is("charging")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mains.voltage_v, 270, 230, OVER_VOLTAGE",
        "mains.voltage_v, 150, 230, UNDER_VOLTAGE",
        "mains.frequency_hz, 53, 50, FREQUENCY",
        "mains.frequency_hz, 46, 50, FREQUENCY"
    })
    void shouldWaitForGoodMains(String quantity, double bad, double good, Fault fault) {
        try (Station station = Station.charging(16)) {
            station.plant(quantity, bad);
            station.advanceMs(700);
            assertThat(station.has(fault)).isTrue();
            assertThat(station.is("mains_ok")).isFalse();
            assertThat(station.live()).isFalse();
            station.plant(quantity, good);
            station.advanceMs(4_900);
            assertThat(station.has(fault)).as("must be good for 5 s").isTrue();
            station.advanceMs(10_000);
            assertThat(station.is("charging")).isTrue();
        }
    }

    @Test
    void shouldRideThroughAShortSag() {
        try (Station station = Station.charging(16)) {
            station.plant("mains.voltage_v", 150);
            station.advanceMs(300);
            station.plant("mains.voltage_v", 230);
            station.advanceMs(2_000);
            assertThat(station.is("charging")).isTrue();
            assertThat(station.is("fault")).isFalse();
        }
    }

    @Test
    void shouldOfferLessWhenHotAndNothingWhenTooHot() {
        try (Station station = Station.charging(32)) {
            station.plant("ambient_cel", 60);
            station.plant("box.temperature_cel", 67.5);
            station.advanceMs(5_000);
            assertThat(station.is("derated")).isTrue();
            assertThat(station.get("offered_a")).isBetween(17.0, 21.0);
            assertThat(station.plant("vehicle.l1_a")).isEqualTo(station.get("offered_a"), within(0.3));
            station.plant("box.temperature_cel", 81);
            station.advanceMs(100);
            assertThat(station.has(Fault.OVER_TEMPERATURE)).isTrue();
            assertThat(station.live()).isFalse();
            station.plant("ambient_cel", 25);
            station.plant("box.temperature_cel", 50);
            station.advanceMs(10_000);
            assertThat(station.get("offered_a")).isEqualTo(32, within(0.3));
        }
    }

    @Test
    void shouldRefuseACableThatItDoesNotKnow() {
        try (Station station = new Station()) {
            station.plant("cable.ohms", 3_000);
            station.plugIn();
            station.allow(16);
            station.advanceMs(5_000);
            assertThat(station.has(Fault.CABLE)).isTrue();
            assertThat(station.live()).isFalse();
        }
    }

    @Test
    void shouldNotChargeAVehicleThatNeedsVentilationThatIsNotThere() {
        try (Station station = new Station()) {
            station.plant("vehicle.ventilation", 1);
            station.plugIn();
            station.allow(16);
            assertThat(station.msUntil(station::live, 10_000)).isEqualTo(-1);
            assertThat(station.has(Fault.VENTILATION)).isTrue();
        }
    }

    @Test
    void shouldChargeInStateDWhereThereIsVentilation() {
        try (Station station = Station.with("ventilated", true)) {
            station.plant("vehicle.ventilation", 1);
            station.plugIn();
            station.allow(16);
            station.advanceMs(10_000);
            assertThat(station.pilot()).isEqualTo(PilotState.D);
            assertThat(station.get("pilot_high_v")).isEqualTo(3, within(0.5));
            assertThat(station.is("charging")).isTrue();
        }
    }

    @Test
    void shouldCutOffAVehicleThatTakesMoreThanOffered() {
        try (Station station = Station.charging(10)) {
            station.plant("vehicle.obeys", 0);
            long ms = station.msUntil(() -> !station.live(), 12_000);
            assertThat(ms).isBetween(5_000L, 9_000L);
            assertThat(station.has(Fault.OVER_CURRENT)).isTrue();
        }
    }

    @Test
    void shouldNotChargeWhenThePlugDoesNotLock() {
        try (Station station = new Station()) {
            station.cut("mcu.lock_feedback", true);
            station.plugIn();
            station.allow(16);
            station.advanceMs(10_000);
            assertThat(station.has(Fault.LOCK)).isTrue();
            assertThat(station.live()).isFalse();
        }
    }

    @Test
    void shouldTakeABrokenMirrorWireForAClosedContact() {
        try (Station station = new Station()) {
            station.cut("mcu.mirror_k1", true);
            station.advanceMs(200);
            assertThat(station.has(Fault.WELDED)).isTrue();
        }
    }

    @Test
    void shouldLetEverythingGoWithoutPowerAndStartAnew() {
        try (Station station = Station.charging(16)) {
            station.rack().enter();
            try {
                station.board().power(false);
            } finally {
                station.rack().exit();
            }
            station.advanceMs(50);
            assertThat(station.live()).isFalse();
            station.rack().enter();
            try {
                station.board().power(true);
            } finally {
                station.rack().exit();
            }
            station.advanceMs(2_000);
            assertThat(station.phase()).isEqualTo(Phase.CONNECTED);
            assertThat(station.is("charge_enable")).isFalse();
            assertThat(station.is("fault")).isFalse();
        }
    }
}
