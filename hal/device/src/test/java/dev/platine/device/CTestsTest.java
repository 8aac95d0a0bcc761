package dev.platine.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The library's own tests in C, with AddressSanitizer and UndefinedBehaviorSanitizer. */
class CTestsTest {
    @Test
    void shouldPassItsOwnTests() {
        Path folder = DeviceBuild.folder();
        String said = DeviceBuild.run(folder, "ctest", "--test-dir", folder.toString(), "--output-on-failure");
        assertThat(said).contains("100% tests passed");
    }
}
