package dev.platine.conformance.linux;

import dev.platine.conformance.CanBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs what needs a CAN interface, in a process that has one: the kernel's vcan0, or the stand-in. */
@Tag("native")
class CanStandInTest {
    @TestFactory
    @Timeout(400)
    Stream<DynamicTest> shouldHoldOnACanBus(@TempDir Path folder) throws Exception {
        CanBus bus = CanBus.open(Files.createDirectory(folder.resolve("bus")));
        return ChildTests.run(
                "on " + bus.words() + ": ",
                bus.environment(),
                CanSockets.class,
                CanSignalsOnTheBus.class,
                CanOthers.class);
    }
}
