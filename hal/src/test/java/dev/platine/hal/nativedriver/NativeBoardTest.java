package dev.platine.hal.nativedriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.platine.hal.AnalogReading;
import dev.platine.hal.AnalogSetpoint;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample driver as a board. */
@Tag("native")
class NativeBoardTest {
    @TempDir
    static Path folder = Path.of("");

    private static Path sample = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        sample = CDriver.compile(
                folder,
                "sample",
                Files.readString(Path.of("driver", "sample", "sample.c")),
                "-Wall",
                "-Wextra",
                "-Wconversion",
                "-Werror");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "direct"})
    void shouldAllocateNothingInAnExchange(String call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String uri = "native:" + sample + "?unit=" + (call.equals("own") ? 0 : 1) + "&platine.call=" + call;
        try (Board board = Boards.open(uri)) {
            long service = serviceThread(threads, uri);
            ExchangePlan plan = board.exchange().lifetime(Duration.ofSeconds(1)).deadline(Duration.ofSeconds(5));
            AnalogSetpoint heater = plan.write(board.analogOutput("heater"));
            AnalogReading temperature = plan.read(board.analogInput("temperature"));
            try (Exchange exchange = plan.prepare()) {
                run(exchange, heater, temperature, 20_000);
                long least = Long.MAX_VALUE;
                long giveUpNs = System.nanoTime() + 30_000_000_000L;
                while (least > 0 && System.nanoTime() - giveUpNs < 0) { // the compiler's own hooks may allocate once
                    long before = threads.getCurrentThreadAllocatedBytes() + threads.getThreadAllocatedBytes(service);
                    run(exchange, heater, temperature, 5_000);
                    long after = threads.getCurrentThreadAllocatedBytes() + threads.getThreadAllocatedBytes(service);
                    least = Math.min(least, after - before);
                }
                assertThat(least).as("bytes of 5,000 exchanges").isZero();
            }
        }
    }

    private static long serviceThread(ThreadMXBean threads, String uri) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals("platine-local-" + uri))
                .findFirst()
                .orElseThrow()
                .getThreadId();
    }

    private static void run(Exchange exchange, AnalogSetpoint heater, AnalogReading temperature, int times) {
        for (int i = 0; i < times; i++) {
            float power = i % 50;
            heater.set(power);
            if (exchange.run() != Exchange.OK || temperature.value() != 20 + power) {
                throw new AssertionError("at exchange " + i);
            }
        }
    }

    @Test
    void shouldKeepLibrariesApartThatExportTheSameNames() {
        Path bad = CDriver.bad(folder, "other");
        try (Board first = Boards.open("native:" + sample + "?unit=2");
                Board other = Boards.open("native:" + bad);
                Board second = Boards.open("native:" + sample + "?unit=3")) {
            first.analogOutput("heater").write(10);
            assertThat(other.info().name()).isEqualTo("bad");
            assertThat(other.analogInput("level").read()).isEqualTo(1.5);
            assertThat(first.analogInput("temperature").read()).isEqualTo(30);
            assertThat(second.analogInput("temperature").read()).isEqualTo(20);
            assertThat(second.info().serialNumber()).isEqualTo("unit-3");
            BoardException busy =
                    catchThrowableOfType(BoardException.class, () -> Boards.open("native:" + sample + "?unit=3"));
            assertThat(busy.kind()).isEqualTo(Kind.BUSY);
            assertThat(busy.getMessage()).contains("this unit is open already; choose another");
        }
    }

    @Test
    void shouldPassTheConfigurationOn() {
        BoardException wrong = catchThrowableOfType(
                BoardException.class, () -> Boards.open("native:" + sample + "?unit=0&colour=red"));
        assertThat(wrong.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(wrong.getMessage()).contains("keys are unit, plug and busy");
        BoardException absent = catchThrowableOfType(
                BoardException.class, () -> Boards.open("native:" + sample + "?plug=/none%26such"));
        assertThat(absent.kind()).isEqualTo(Kind.NOT_FOUND);
    }
}
