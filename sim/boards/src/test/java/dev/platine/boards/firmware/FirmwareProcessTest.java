package dev.platine.boards.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The firmware's process in its own small world. */
class FirmwareProcessTest {
    private static final long PATIENCE_NS = 40_000_000_000L;

    @TempDir
    Path folder = Path.of("");

    private static void until(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadlineNs);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void shouldChargeTripAndGoOn() {
        try (FirmwareProcess process = new FirmwareProcess(
                        List.of("--unix", folder.resolve("board").toString()));
                Board board = Boards.open(process.uri())) {
            assertThat(board.info().buildId()).isEqualTo("linux");
            board.analogOutput("current_limit_a").write(10);
            board.digitalOutput("charge_enable").write(true);
            process.set("plugged", 1);
            var charging = board.digitalInput("charging");
            var current = board.analogInput("current_l1_a");
            until("charges", charging::read);
            until("draws what is offered", () -> current.read() > 9);
            assertThat(board.analogInput("power_w").read()).isGreaterThan(3 * 230 * 8);
            process.set("leak_ac_ma", 40);
            until(
                    "trips",
                    () -> !charging.read() && !board.digitalInput("residual_ok").read());
            assertThat(board.counterInput("fault_bits").read()).isEqualTo(1 << 4);
            process.set("leak_ac_ma", 0);
            until("the leak is gone", () -> board.analogInput("residual_ac_ma").read() < 1);
            board.digitalOutput("fault_reset").write(true);
            until("charges again", charging::read);
            process.set("plugged", 0);
            until("is idle", () -> board.analogInput("phase").read() == 0);
            assertThat(board.counterInput("sessions").read()).isEqualTo(2);
        }
    }

    @Test
    void shouldSayWhatItDoesNotUnderstand() throws Exception {
        for (List<String> options :
                List.of(List.<String>of(), List.of("--tcp", "seven"), List.of("--pty", "--rated", "100"))) {
            Process process = new ProcessBuilder(java.util.stream.Stream.concat(
                                    java.util.stream.Stream.of(CFirmware.board().toString()), options.stream())
                            .toList())
                    .start();
            String said = new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s", options).isIn(1, 2);
            assertThat(said).startsWith("ev-charger-firmware: ");
        }
    }
}
