package dev.platine.boards.evcharger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.platine.hal.Bench;
import dev.platine.hal.Board;
import dev.platine.hal.OpenOptions;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.server.SimBoards;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Catalogue;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The charger with the ELF that would be flashed, on an emulated STM32F407: the host speaks to it over its USART, its timer drives the pilot
 * of the plant, its converter reads it.
 */
@Timeout(300)
class EmulatedChargerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHARGING = 4;

    private Rack rack;

    @BeforeEach
    void build() throws URISyntaxException {
        Path elf = Path.of(
                Objects.requireNonNull(EmulatedChargerTest.class.getResource("/firmware/ev-charger-stm32f4.elf"))
                        .toURI());
        BoardSpec charger = new Catalogue().load("ev-charger");
        rack = Rack.builder()
                .board(
                        "charger",
                        charger.withBody(
                                Objects.requireNonNull(charger.otherBodies().get("emulated"))
                                        .emulated(elf.toString())))
                .build();
        rack.run(1);
    }

    @AfterEach
    void close() {
        rack.close();
    }

    private Board open() {
        return SimBoards.open(
                rack,
                "charger",
                OpenOptions.DEFAULT.withConnectDeadline(PATIENCE).withRequestDeadline(PATIENCE));
    }

    @Test
    void shouldAnswerOverItsSerialPort() {
        try (Board board = open()) {
            assertThat(board.info().buildId()).isEqualTo("stm32f4");
            await().atMost(PATIENCE)
                    .until(() -> board.analogInput("pilot_high_v").read() > 11.5);
            assertThat(board.analogInput("voltage_l1_v").read()).isBetween(225.0, 235.0);
            assertThat(board.analogInput("mains_hz").read()).isBetween(49.9, 50.1);
            assertThat(board.digitalInput("fault").read()).isFalse();
        }
    }

    @Test
    void shouldChargeAVehicleByTheWaveOfItsTimer() {
        try (Board board = open();
                Bench bench = board.bench()) {
            bench.setPlant("vehicle.plugged", 1);
            board.analogOutput("current_limit_a").write(16);
            board.digitalOutput("charge_enable").write(true);
            await().atMost(PATIENCE).until(() -> board.analogInput("phase").read() == CHARGING);
            await().atMost(PATIENCE)
                    .until(() -> board.analogInput("current_l1_a").read() > 10);
            assertThat(board.pwmInput("pilot_duty").read()).isBetween(0.26, 0.27);
            assertThat(board.analogInput("pilot_high_v").read()).isBetween(5.5, 6.5);
        }
    }
}
