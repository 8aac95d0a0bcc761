package dev.platine.boards.evcharger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.boards.evcharger.ChargeStateMachine.Phase;
import dev.platine.sim.rack.Fingerprint;
import dev.platine.sim.service.BoardService;
import dev.platine.sim.service.Session;
import dev.platine.sim.service.SessionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
    private static final SessionListener DEAF = new SessionListener() {
        @Override
        public void rebooted() {}

        @Override
        public void eventsReady() {}
    };

    @Test
    void shouldGoFromAToBToCAndBackToA() {
        try (Station station = new Station()) {
            assertThat(station.pilot()).isEqualTo(PilotState.A);
            assertThat(station.get("pilot_high_v")).isEqualTo(12, within(0.6));
            station.plugIn();
            station.advanceMs(1_000);
            assertThat(station.pilot()).isEqualTo(PilotState.B);
            assertThat(station.get("pilot_high_v")).isEqualTo(9, within(0.6));
            assertThat(station.get("pilot_duty")).isOne();
            station.allow(16);
            station.advanceMs(10_000);
            assertThat(station.pilot()).isEqualTo(PilotState.C);
            assertThat(station.get("pilot_high_v")).isEqualTo(6, within(0.5));
            assertThat(station.get("pilot_low_v")).isEqualTo(-12, within(0.6));
            assertThat(station.is("charging")).isTrue();
            assertThat(station.is("locked")).isTrue();
            assertThat(station.get("current_l1_a")).isEqualTo(16, within(0.1));
            assertThat(station.get("power_w")).isEqualTo(3 * 16 * 226.8, within(60.0));
            station.plant("vehicle.wants_charge", 0);
            station.advanceMs(5_000);
            assertThat(station.pilot()).isEqualTo(PilotState.B);
            assertThat(station.live()).isFalse();
            station.unplug();
            station.advanceMs(1_500);
            assertThat(station.pilot()).isEqualTo(PilotState.A);
            assertThat(station.is("locked")).isFalse();
            assertThat(station.log().stream().filter(line -> line.startsWith("phase")))
                    .extracting(line -> line.replaceAll(",.*", ""))
                    .containsExactly(
                            "phase IDLE to CONNECTED",
                            "phase CONNECTED to OFFERING",
                            "phase OFFERING to PREPARING",
                            "phase PREPARING to CHARGING",
                            "phase CHARGING to OFFERING",
                            "phase OFFERING to CONNECTED",
                            "phase CONNECTED to IDLE");
            assertThat(station.board().diagnostics()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 0.10", "10, 0.1667", "13, 0.2167", "16, 0.2667", "20, 0.3333", "32, 0.5333", "63, 0.5333"})
    void shouldHoldTheVehicleToTheLimit(double limitA, double duty) {
        try (Station station = Station.charging(limitA)) {
            assertThat(station.plant("pilot.duty")).isEqualTo(duty, within(0.0005));
            assertThat(station.plant("vehicle.l1_a")).isEqualTo(Math.min(limitA, 32), within(0.02));
        }
    }

    @Test
    void shouldFollowAChangedLimitWithinFiveSeconds() {
        try (Station station = Station.charging(32)) {
            station.set("current_limit_a", 10);
            assertThat(station.msUntil(() -> station.plant("vehicle.l1_a") < 10.1, 5_000))
                    .isBetween(1L, 5_000L);
            station.set("current_limit_a", 20);
            assertThat(station.msUntil(() -> station.plant("vehicle.l1_a") > 19.9, 5_000))
                    .isBetween(1L, 5_000L);
            assertThat(station.is("fault")).isFalse();
        }
    }

    @Test
    void shouldCloseWithinThreeSecondsOfTheVehicleAsking() {
        try (Station station = new Station()) {
            station.plugIn();
            station.allow(16);
            assertThat(station.msUntil(() -> station.pilot() == PilotState.C, 5_000))
                    .isPositive();
            assertThat(station.live()).isFalse();
            assertThat(station.msUntil(station::live, 3_000)).isBetween(1L, 3_000L);
        }
    }

    @Test
    void shouldOpenWithinHundredMillisecondsOfUnplugging() {
        try (Station station = Station.charging(32)) {
            station.unplug();
            assertThat(station.msUntil(() -> !station.is("contactor_closed"), 100))
                    .isBetween(1L, 100L);
        }
    }

    @Test
    void shouldOpenWithinHundredMillisecondsOfTheVehicleLeavingC() {
        try (Station station = Station.charging(16)) {
            station.plant("vehicle.wants_charge", 0);
            assertThat(station.msUntil(() -> station.get("pilot_high_v") > 8, 10_000))
                    .isPositive();
            assertThat(station.live()).isTrue();
            assertThat(station.msUntil(() -> !station.live(), 100)).isBetween(1L, 100L);
        }
    }

    @Test
    void shouldLetTheVehicleWindDownBeforeOpening() {
        try (Station station = Station.charging(32)) {
            station.set("charge_enable", 0);
            station.advanceMs(100);
            assertThat(station.phase()).isEqualTo(Phase.STOPPING);
            assertThat(station.get("pilot_duty")).isOne();
            assertThat(station.live()).isTrue();
            long ms = station.msUntil(() -> !station.live(), 6_100);
            assertThat(ms).isBetween(1_000L, 6_000L);
            assertThat(station.log()).noneMatch(line -> line.startsWith("fault"));
        }
    }

    @Test
    void shouldOpenUnderLoadWhenTheVehicleDoesNotStop() {
        try (Station station = Station.charging(16)) {
            station.plant("vehicle.obeys", 0);
            station.set("charge_enable", 0);
            assertThat(station.msUntil(() -> !station.live(), 7_000)).isBetween(1L, 6_200L);
        }
    }

    @Test
    void shouldStopWhenTheHostFallsSilent() {
        try (Station station = new Station()) {
            station.plugIn();
            station.rack().enter();
            Session host;
            try {
                host = new BoardService(station.board()).open(DEAF, "test");
                write(station, host, "current_limit_a", 16);
                write(station, host, "charge_enable", 1);
            } finally {
                station.rack().exit();
            }
            station.advanceMs(4_900);
            assertThat(station.is("charging")).isTrue();
            station.advanceMs(200);
            assertThat(station.is("charge_enable")).isFalse();
            assertThat(station.get("current_limit_a")).isZero();
            assertThat(station.msUntil(() -> !station.live(), 6_100)).isPositive();
        }
    }

    private static void write(Station station, Session host, String channel, double value) {
        int id = station.board().channels().id(channel);
        host.write(id, host.spec(id).toBits(value), 5_000 * Station.MS);
    }

    @Test
    void shouldNotOfferBelowSixAmpere() {
        try (Station station = Station.charging(5.9)) {
            assertThat(station.phase()).isEqualTo(Phase.CONNECTED);
            assertThat(station.get("offered_a")).isZero();
            assertThat(station.live()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"1500, 13", "680, 20", "220, 32", "100, 32"})
    void shouldNotOfferMoreThanTheCableCarries(double ohms, double offeredA) {
        try (Station station = new Station()) {
            station.plant("cable.ohms", ohms);
            station.plugIn();
            station.allow(63);
            station.advanceMs(10_000);
            assertThat(station.get("offered_a")).isEqualTo(offeredA, within(0.01));
        }
    }

    @Test
    void shouldStopWhenTheBatteryIsFull() {
        try (Station station = new Station()) {
            station.plugIn();
            station.allow(32);
            station.advanceMs(10_000);
            station.plant("vehicle.soc", 99.95);
            station.advanceMs(10_000);
            assertThat(station.is("charging")).isTrue();
            station.advanceMs(40_000);
            assertThat(station.plant("vehicle.soc")).isEqualTo(100, within(0.1));
            assertThat(station.pilot()).isEqualTo(PilotState.B);
            assertThat(station.live()).isFalse();
        }
    }

    @Test
    void shouldMeterWhatTheVehicleTookWithinOnePercent() {
        try (Station station = Station.charging(16)) {
            station.advanceMs(120_000);
            station.set("current_limit_a", 9);
            station.advanceMs(120_000);
            station.plant("mains.voltage_v", 215);
            station.advanceMs(60_000);
            double taken = station.plant("mains.energy_wh");
            assertThat(taken).isGreaterThan(500);
            assertThat(station.get("energy_wh")).isEqualTo(taken, within(0.01 * taken));
        }
    }

    @Test
    void shouldKeepTheButtonsStopUntilTheHostEnablesAnew() {
        try (Station station = Station.charging(16)) {
            station.operate("s_stop", "press");
            station.advanceMs(20);
            assertThat(station.is("stop_pressed")).isTrue();
            station.operate("s_stop", "release");
            station.advanceMs(7_000);
            assertThat(station.live()).isFalse();
            station.set("charge_enable", 0);
            station.advanceMs(20);
            station.set("charge_enable", 1);
            station.advanceMs(10_000);
            assertThat(station.is("charging")).isTrue();
        }
    }

    @Test
    void shouldGiveTheSameFingerprintForTheSameSeed() {
        assertThat(fingerprint(7)).isEqualTo(fingerprint(7));
    }

    private static String fingerprint(long seed) {
        Fingerprint fingerprint = new Fingerprint();
        try (Station station = new Station(seed, fingerprint)) {
            station.plugIn();
            station.allow(16);
            station.advanceMs(8_000);
            station.plant("fault.leakage_ma", 40);
            station.advanceMs(1_000);
            assertThat(fingerprint.events()).isPositive();
            return fingerprint.hex();
        }
    }
}
