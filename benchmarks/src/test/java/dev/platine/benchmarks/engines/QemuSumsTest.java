package dev.platine.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.mcu.engine.choice.EngineChoice;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class QemuSumsTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldComputeInQemuWhatItComputesHere() throws Exception {
        assumeTrue(Qemu.isInstalled(), Qemu.NOT_INSTALLED);
        for (Workload workload : Workload.values()) {
            GuestChip guest = new GuestChip(
                    Program.of(workload, 20, workload.tickInstructions()), EngineChoice.INTERPRETER.create());
            guest.finish(50_000_000);
            for (boolean counted : new boolean[] {true, false}) {
                String text = new Qemu(folder, counted)
                        .run(workload, 20, Qemu.reload(workload.tickInstructions()))
                        .text();
                assertThat(Sum.in(text).value())
                        .as(workload.label())
                        .isEqualTo(Sum.in(guest.text()).value());
            }
        }
    }
}
