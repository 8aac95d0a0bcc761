package dev.platine.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The library's own tests in C, with AddressSanitizer and UndefinedBehaviorSanitizer. */
class CTestsTest {
    @Test
    void shouldPassItsOwnTests() {
        Path folder = DeviceBuild.folder();
        String said = DeviceBuild.run(folder, "ctest", "--test-dir", folder.toString(), "--output-on-failure");
        assertThat(said).contains("100% tests passed");
    }

    @Test
    void shouldSayWhichSizesAreNone() {
        Map<String, String> told = Map.of(
                "FRAME_BYTES=255u", "PLATINE_FRAME_BYTES must be 256 to 65535",
                "MAX_CHANNELS=0u", "PLATINE_MAX_CHANNELS must be 1 to 4096",
                "MAX_CHANNELS=4097u", "PLATINE_MAX_CHANNELS must be 1 to 4096",
                "MAX_PLANS=0u", "must be 1 or more",
                "MAX_SUBSCRIPTIONS=0u", "must be 1 or more",
                "PLAN_READS=0u", "must be 1 to 64",
                "PLAN_WRITES=65u", "must be 1 to 64");
        told.forEach((size, rule) -> assertThat(compiled(size)).contains(rule).contains("status 1"));
        assertThat(compiled("MAX_PLANS=1u")).isEqualTo("status 0\n");
    }

    /** What the compiler says of a source that includes the header with that size. */
    private static String compiled(String size) {
        String command =
                "printf '#include <platine/device.h>\\n' | cc -std=c99 -pedantic-errors -Wall -Wextra -Werror -Iinclude"
                        + " -DPLATINE_" + size + " -fsyntax-only -x c -; echo status $?";
        return DeviceBuild.run(DeviceBuild.folder(), "sh", "-c", command);
    }
}
