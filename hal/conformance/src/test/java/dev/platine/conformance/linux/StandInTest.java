package dev.platine.conformance.linux;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs what needs device files that this computer's kernel does not have, in a process where a stand-in answers for them. */
@Tag("native")
class StandInTest {
    @TestFactory
    @Timeout(1_000)
    Stream<DynamicTest> shouldHoldBehindTheStandIn(@TempDir Path folder) throws Exception {
        return ChildTests.run(
                "stand-in: ",
                Shim.environment(folder),
                GpioLines.class,
                GpioEvents.class,
                GpioTroubles.class,
                PwmOutputs.class,
                IioChannels.class,
                I2cRegisters.class,
                SpiTransfers.class);
    }

    @TestFactory
    @Timeout(1_000)
    Stream<DynamicTest> shouldPassTheSuiteBehindTheStandIn(@TempDir Path folder) throws Exception {
        return ChildTests.run("suite on Linux buses: ", Shim.environment(folder), LinuxConformance.class);
    }
}
