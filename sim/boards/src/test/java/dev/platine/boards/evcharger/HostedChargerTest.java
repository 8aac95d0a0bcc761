package dev.platine.boards.evcharger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.boards.firmware.CFirmware;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.server.RackServer;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Catalogue;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The firmware in C on the nets, parts and plant of the modelled one. */
@Tag("native")
class HostedChargerTest {
    private static final double SPEED = 10;
    private static final long PATIENCE_NS = 20_000_000_000L;

    private static void until(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadlineNs);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static void plant(Rack rack, String quantity, double value) {
        rack.enter();
        try {
            Objects.requireNonNull(rack.board("station").plant().get(quantity)).set(value);
        } finally {
            rack.exit();
        }
    }

    private static double plant(Rack rack, String quantity) {
        rack.enter();
        try {
            return Objects.requireNonNull(rack.board("station").plant().get(quantity))
                    .value();
        } finally {
            rack.exit();
        }
    }

    @Test
    void shouldChargeTheVehicleOfThePlant() {
        BoardSpec charger = new Catalogue().load("ev-charger");
        BoardSpec hosted = charger.withBody(charger.body().hosted(CFirmware.library(), false));
        try (Rack rack = Rack.builder().board("station", hosted).build();
                RackServer server =
                        RackServer.builder(rack).listen("tcp://127.0.0.1:0").start()) {
            rack.run(SPEED);
            try (Board board = Boards.open(server.endpoints().get(0).uri())) {
                assertThat(board.info().buildId()).isEqualTo("hosted");
                board.analogOutput("current_limit_a").write(16);
                board.digitalOutput("charge_enable").write(true);
                plant(rack, "vehicle.plugged", 1);
                until("charges", board.digitalInput("charging")::read);
                until("draws what is offered", () -> plant(rack, "vehicle.l1_a") > 15.9);
                assertThat(plant(rack, "vehicle.limit_a")).isEqualTo(16, within(0.05));
                assertThat(board.analogInput("current_l3_a").read()).isEqualTo(16, within(0.2));
                plant(rack, "fault.leakage_dc_ma", 8);
                until("trips", () -> !board.digitalInput("residual_ok").read());
                until("is dead", () -> plant(rack, "out.l1_v") < 1);
            }
        }
    }
}
