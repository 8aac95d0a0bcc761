package dev.platine.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the library costs on a Cortex-M4. The build itself fails above its bounds, and on any warning. */
@Tag("native")
class CostTest {
    @Test
    void shouldPrintWhatItCostsAndTheSizeOfEachMessage() {
        String said = DeviceBuild.crossBuild();
        assertThat(said).containsPattern("flash \\d+ bytes, RAM \\d+ bytes");
        assertThat(said).containsPattern("BoardRequest +\\d+ -> \\d+").doesNotContain("warning:");
    }
}
