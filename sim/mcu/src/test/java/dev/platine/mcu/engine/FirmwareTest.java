package dev.platine.mcu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.mcu.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The test firmware's ELF files that are kept, against what the compiler makes of their sources. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FirmwareTest {
    private static final String COMPILER = "arm-none-eabi-gcc";
    private static final List<String> KEPT = List.of("kernels-40.elf", "kernels-40000.elf", "preempt.elf");

    @TempDir
    Path folder;

    private static byte[] kept(String name) throws IOException {
        try (InputStream in = FirmwareTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    @Tag("native")
    void shouldBuildWhatIsKept() throws Exception {
        boolean installed = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, COMPILER)));
        assumeTrue(installed, COMPILER + " is not installed (Debian: gcc-arm-none-eabi)");
        Path log = folder.resolve("log");
        Process build = new ProcessBuilder("bash", "src/test/firmware/build", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(build.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(build.exitValue()).as(Files.readString(log)).isZero();
        String keptBy = new String(kept("toolchain.txt"), StandardCharsets.UTF_8).strip();
        String builtBy = Files.readString(folder.resolve("toolchain.txt")).strip();
        for (String name : KEPT) {
            Image kept = Image.elf(name, kept(name));
            Image built = Image.elf(name, Files.readAllBytes(folder.resolve(name)));
            boolean same = kept.segments().equals(built.segments());
            assumeTrue(
                    same || keptBy.equals(builtBy),
                    name + " differs, and so do the compilers: kept was built by " + keptBy + ", here is " + builtBy
                            + "; nothing is proved");
            assertThat(same)
                    .as(name + ": the same compiler (" + builtBy
                            + ") makes other code of the sources: run src/test/firmware/build")
                    .isTrue();
        }
    }
}
