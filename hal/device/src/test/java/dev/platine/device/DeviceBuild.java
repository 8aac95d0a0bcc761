package dev.platine.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The library and its test programs, built by CMake once for all tests of this run. Where a tool is missing, tests are skipped. */
final class DeviceBuild {
    private static final long BUILD_S = 120;
    private static final Path SOURCE = Path.of("").toAbsolutePath();
    private static final Path TARGET = SOURCE.resolve("target");

    private DeviceBuild() {}

    /** Where the programs are. */
    static Path folder() {
        Assumptions.assumeTrue(Host.MISSING == null, () -> "cannot build the device library here: " + Host.MISSING);
        return Host.FOLDER;
    }

    /** A program of the build. */
    static Path program(String name) {
        return folder().resolve(name);
    }

    /** Builds for a Cortex-M4 and returns what the build printed; skips where a tool or nanopb's sources are missing. */
    static String crossBuild() {
        String nanopb = System.getenv().getOrDefault("PLATINE_NANOPB", "");
        Assumptions.assumeTrue(onPath("cmake"), "no cmake (Debian: cmake)");
        Assumptions.assumeTrue(
                onPath("arm-none-eabi-gcc"), "no cross compiler (Debian: gcc-arm-none-eabi libnewlib-arm-none-eabi)");
        Assumptions.assumeFalse(
                nanopb.isEmpty(), "no sources of nanopb: PLATINE_NANOPB must name their folder, or be 'fetch'");
        Path folder = TARGET.resolve("cortex-m4");
        run(
                folder,
                "cmake",
                "-S",
                SOURCE.toString(),
                "-B",
                folder.toString(),
                "-DCMAKE_TOOLCHAIN_FILE=" + SOURCE.resolve("cmake/cortex-m4.cmake"),
                "-DPLATINE_NANOPB=" + nanopb);
        run(folder, "cmake", "--build", folder.toString(), "--target", "clean"); // else nothing is printed
        return run(folder, "cmake", "--build", folder.toString());
    }

    /** Runs a command to its end and returns what it printed. */
    static String run(Path folder, String... command) {
        List<String> words = List.of(command);
        try {
            Path log = Files.createTempFile(Files.createDirectories(folder), "run", ".log");
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(BUILD_S, TimeUnit.SECONDS);
            String said = Files.readString(log, StandardCharsets.UTF_8);
            if (!ended) {
                process.destroyForcibly();
                throw new IllegalStateException("took longer than " + BUILD_S + " s: " + words + "\n" + said);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(words + " failed:\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException(words + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(words + " was interrupted", e);
        }
    }

    private static boolean onPath(String tool) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }

    private static final class Host {
        static final Path FOLDER = TARGET.resolve("host");
        static final @Nullable String MISSING = missing();

        static {
            if (MISSING == null) {
                String folder = FOLDER.toString();
                run(FOLDER, "cmake", "-S", SOURCE.toString(), "-B", folder, "-DPLATINE_SANITIZE=ON");
                run(FOLDER, "cmake", "--build", folder, "--parallel", "2");
            }
        }

        private static @Nullable String missing() {
            if (!onPath("cmake")) {
                return "no cmake (Debian: cmake)";
            }
            if (!onPath("cc")) {
                return "no C compiler (Debian: gcc libc6-dev)";
            }
            if (!onPath("nanopb_generator") && !onPath("nanopb_generator.py")) {
                return "no generator of nanopb (Debian: nanopb libnanopb-dev)";
            }
            return null;
        }
    }
}
