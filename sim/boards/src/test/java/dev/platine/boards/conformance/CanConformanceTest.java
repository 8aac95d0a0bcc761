package dev.platine.boards.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.boards.firmware.CFirmware;
import dev.platine.conformance.Apart;
import dev.platine.conformance.CanBus;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the suite over CAN in a process of its own, which has the interface: the kernel's, or the stand-in. */
class CanConformanceTest {
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldBehaveOverCan(@TempDir Path folder) {
        CFirmware.board(); // built once, or skipped
        CanBus bus = CanBus.open(folder);
        String said = Apart.run(bus.environment(), FirmwareCanConformance.class, FirmwareCanRawConformance.class);
        System.out.println("CAN: ran on " + bus.words() + ": " + said.lines().reduce("", (before, line) -> line));
        assertThat(said).contains(" 0 failed");
    }
}
