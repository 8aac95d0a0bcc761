package dev.platine.boards.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import dev.platine.sim.spec.Catalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The microcontroller's binary on QEMU. QEMU has its processor, SysTick and USART only: clocks, pins, converter and DMA read as 0, so
 * the firmware falls back to its slow clock and finds neither mains nor earth. What is tried is start-up, interrupts and the protocol.
 */
@Tag("slow")
@Tag("native")
class QemuFirmwareTest {
    private static final Pattern DEVICE = Pattern.compile("redirected to (/dev/\\S+) \\(label serial1\\)");
    private static final OpenOptions OPTIONS =
            OpenOptions.DEFAULT.withConnectDeadline(Duration.ofSeconds(20)).withRequestDeadline(Duration.ofSeconds(5));

    private @Nullable Process qemu;

    @BeforeEach
    void boot() throws IOException {
        Assumptions.assumeTrue(CFirmware.onPath("qemu-system-arm"), "no QEMU (Debian: qemu-system-arm)");
        qemu = new ProcessBuilder(
                        "qemu-system-arm",
                        "-M",
                        "netduinoplus2",
                        "-kernel",
                        CFirmware.elf().toString(),
                        "-nographic",
                        "-monitor",
                        "none",
                        "-serial",
                        "null",
                        "-serial",
                        "pty")
                .redirectErrorStream(true)
                .start();
    }

    @AfterEach
    void stop() {
        if (qemu != null) {
            qemu.destroyForcibly();
        }
    }

    private Board open() throws IOException {
        BufferedReader output = java.util.Objects.requireNonNull(qemu).inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = DEVICE.matcher(line);
            if (matcher.find()) {
                return Boards.open("serial://" + matcher.group(1) + "?baud=1000000", OPTIONS);
            }
        }
        throw new IllegalStateException("QEMU ended");
    }

    @Test
    void shouldSpeakTheBoardProtocol() throws Exception {
        try (Board board = open()) {
            assertThat(board.channels())
                    .isEqualTo(new Catalogue().load("ev-charger").channels());
            assertThat(board.info().buildId()).isEqualTo("stm32f4");
            ExchangePlan plan = board.exchange();
            var lamp = plan.write(board.pwmOutput("lamp"));
            var seen = plan.read(board.pwmOutput("lamp"));
            var fault = plan.read(board.digitalInput("fault"));
            try (Exchange exchange = plan.prepare()) {
                for (int i = 0; i < 200; i++) {
                    lamp.set(i / 200.0);
                    exchange.runOrThrow();
                    assertThat(seen.value()).isEqualTo((float) (i / 200.0));
                }
                assertThat(fault.value()).as("no mains on QEMU").isTrue();
            }
            long before = board.clock().nowNs();
            assertThat(board.clock().nowNs()).as("time goes on").isGreaterThan(before);
            assertThat(board.linkStatistics().badCrc()).isZero();
        }
    }
}
