package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.PwmSetpoint;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs of a PWM chip. Behind the stand-in, which has the kernel's rules: no duty beyond the period, no polarity while it runs. */
class PwmOutputs {
    private static final int EIO = 5;
    private static final int ENODEV = 19;

    private static final String FAN = """
            pwm:
              - chip: pwmchip0
                channels:
                  fan: {pwm: 1, safe: 0.25}
                  fan_hz: {pwm: 1, sets: frequency, unit: Hz, min: 10, max: 100000, safe: 1000}
            """;

    @TempDir
    Path folder = Path.of("");

    private Bench bench = new Bench(Path.of("target"));
    private Path chip = Path.of("");

    @BeforeEach
    void chip() {
        bench = new Bench(folder);
        chip = SysShim.pwmChip(bench, 0, 2, "fe20c000.pwm");
    }

    @AfterEach
    void work() {
        SysShim.shim_sys_error("pwm1/duty_cycle", 0);
        SysShim.shim_sys_error("pwm1/period", 0);
    }

    private String get(String attribute) {
        return SysShim.get(chip.resolve("pwm1").resolve(attribute));
    }

    @Test
    void shouldExportStartSafeAndGiveBack() {
        bench.yaml("pwm: [{chip: fe20c000.pwm, channels: {fan: {pwm: 1, hz: 25000, safe: 0.5, polarity: inversed}}}]");
        try (Board board = bench.open()) {
            assertThat(get("period")).isEqualTo("40000");
            assertThat(get("duty_cycle")).isEqualTo("20000");
            assertThat(get("polarity")).isEqualTo("inversed");
            assertThat(get("enable")).isEqualTo("1");
            board.pwmOutput("fan").write(0.1);
            assertThat(get("duty_cycle")).isEqualTo("4000");
            board.pwmOutput("fan").write(1);
            assertThat(get("duty_cycle")).isEqualTo("40000");
        }
        assertThat(chip.resolve("pwm1")).doesNotExist();
    }

    @Test
    void shouldTakeOverAnOutputThatIsExportedAndLeaveItSo() {
        SysShim.pwmChip(bench, 3, 2, "old.pwm");
        Path output = chip.resolve("pwm1");
        try (Board first = bench.yaml(FAN).open()) {
            assertThat(first.isConnected()).isTrue();
            SysShim.put(chip.resolve("taken"), "");
        }
        // as a process that died has left it: another period, running, the other polarity
        export();
        SysShim.put(output.resolve("period"), "5000");
        SysShim.put(output.resolve("duty_cycle"), "5000");
        SysShim.put(output.resolve("polarity"), "inversed");
        SysShim.put(output.resolve("enable"), "1");
        try (Board board = bench.open()) {
            assertThat(get("period")).isEqualTo("1000000");
            assertThat(get("duty_cycle")).isEqualTo("250000");
            assertThat(get("polarity")).isEqualTo("normal");
            assertThat(get("enable")).isEqualTo("1");
            assertThat(board.isConnected()).isTrue();
        }
        assertThat(output).isDirectory();
    }

    private void export() {
        try {
            Path output = Files.createDirectories(chip.resolve("pwm1"));
            for (String name : new String[] {"period", "duty_cycle", "enable", "polarity"}) {
                Files.createFile(output.resolve(name));
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldKeepTheDutyWhenTheFrequencyChangesWhateverTheOrder() {
        bench.yaml(FAN);
        Random random = new Random(20);
        try (Board board = bench.open()) {
            for (int i = 0; i < 300; i++) {
                double duty = random.nextInt(101) / 100.0;
                double hz = 10 + random.nextInt(99_990);
                if (random.nextBoolean()) {
                    board.pwmOutput("fan").write(duty);
                    board.analogOutput("fan_hz").write(hz);
                } else {
                    board.analogOutput("fan_hz").write(hz);
                    board.pwmOutput("fan").write(duty);
                }
                long period = Math.round(1e9 / (float) hz);
                assertThat(get("period")).isEqualTo(period + "");
                assertThat(Math.abs(Long.parseLong(get("duty_cycle")) - duty * period))
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void shouldBeSafeWhenItsTimeIsOver() {
        bench.yaml("atClose: keep\n" + FAN);
        try (Board board = bench.open()) {
            board.pwmOutput("fan").write(1, Duration.ofMillis(50));
            Bench.until("the fan is safe", () -> get("duty_cycle").equals("250000"));
        }
    }

    @Test
    void shouldRefuseTwoBoardsOnOneOutput() {
        bench.yaml(FAN);
        try (Board board = bench.open()) {
            assertThat(board.isConnected()).isTrue();
            bench.refuses(
                    Kind.BUSY,
                    "open fan: " + chip.resolve("pwm1") + " is in use by another board of Platine; close that first");
        }
        bench.open().close();
    }

    @Test
    void shouldSayWhichChipOrOutputThereIsNot() {
        bench.yaml(FAN.replace("pwmchip0", "pwmchip1"));
        bench.refuses(
                Kind.NOT_FOUND, "no PWM chip 'pwmchip1' under " + bench.sys() + "/class/pwm; did you mean 'pwmchip0'?");
        bench.yaml(FAN.replace("pwm: 1", "pwm: 2"));
        bench.refuses(Kind.NOT_FOUND, "open fan: " + chip + " has pwm 0 to 1, none of number 2; correct it");
        assertThat(chip.resolve("pwm2")).doesNotExist();
        new Bench(folder.resolve("empty")).yaml(FAN);
        bench = new Bench(folder.resolve("empty"));
        bench.refuses(
                Kind.NOT_FOUND,
                "this computer has no PWM chip, no " + bench.sys() + "/class/pwm/pwmchip*; load its driver");
    }

    @Test
    void shouldSayWhatTheKernelDoesNotTakeAndGoOn() {
        bench.yaml(FAN);
        try (Board board = bench.open()) {
            SysShim.shim_sys_error("pwm1/duty_cycle", EIO);
            BoardException failed = catchThrowableOfType(
                    BoardException.class, () -> board.pwmOutput("fan").write(0.75));
            assertThat(failed.kind()).isEqualTo(Kind.BOARD_FAILURE);
            assertThat(failed)
                    .hasMessageEndingWith(
                            chip.resolve("pwm1/duty_cycle") + " does not take 750000: input/output error");
            SysShim.shim_sys_error("pwm1/duty_cycle", 0);
            assertThat(board.pwmOutput("fan").read()).isEqualTo(0.25);
            board.pwmOutput("fan").write(0.75);
            assertThat(get("duty_cycle")).isEqualTo("750000");
        }
    }

    @Test
    void shouldBeLostWithItsChip() {
        bench.yaml(FAN);
        try (Board board = bench.open()) {
            SysShim.shim_sys_error("pwm1/duty_cycle", ENODEV);
            BoardException lost = catchThrowableOfType(
                    BoardException.class, () -> board.pwmOutput("fan").write(0.75));
            assertThat(lost.kind()).isEqualTo(Kind.LINK_LOST);
            SysShim.shim_sys_error("pwm1/duty_cycle", 0);
            Bench.until("the board is back", board::isConnected);
            board.pwmOutput("fan").write(0.75);
            assertThat(get("duty_cycle")).isEqualTo("750000");
        }
    }

    @Test
    void shouldAllocateNothingInAnExchange() {
        bench.yaml(FAN);
        try (Board board = bench.open("platine.call=direct")) {
            ExchangePlan plan = board.exchange();
            PwmSetpoint fan = plan.write(board.pwmOutput("fan"));
            try (Exchange exchange = plan.prepare()) {
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 20; round++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 1_000; i++) {
                        fan.set(i / 1_000f);
                        exchange.runOrThrow();
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertThat(least).isLessThan(1_000); // bytes of 1,000 exchanges
            }
        }
    }
}
