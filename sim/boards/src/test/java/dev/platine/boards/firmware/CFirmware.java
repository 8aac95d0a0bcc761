package dev.platine.boards.firmware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The charging station's firmware in C, built by CMake once for all tests of this run. Where a tool is missing, the test is skipped.
 */
public final class CFirmware {
    private static final long BUILD_S = 120;
    private static final Path SOURCE = Path.of("ev-charger", "firmware").toAbsolutePath();

    private CFirmware() {}

    /** The process that is a board. */
    public static Path board() {
        return built().resolve("ports/linux/ev-charger-firmware");
    }

    /** The control logic as a filter. */
    public static Path filter() {
        return built().resolve("test/ev-charger-filter");
    }

    /** The shared library. */
    public static Path library() {
        return built().resolve("ports/hosted/libev-charger.so");
    }

    /** The microcontroller's binary; built where there are a cross compiler and nanopb's sources. */
    static Path elf() {
        return Cross.built().resolve("ports/stm32f4/ev-charger-stm32f4.elf");
    }

    /** The filter for a Cortex-M4 with semihosting. */
    public static Path crossFilter() {
        return Cross.built().resolve("test/ev-charger-filter");
    }

    /** Whether a command can be run. */
    public static boolean onPath(String tool) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }

    /** Runs a build step in a folder; throws when it fails. */
    public static void run(Path folder, List<String> command) {
        try {
            Path log = Files.createDirectories(folder).resolve("build.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(BUILD_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("took longer than " + BUILD_S + " s: " + command);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed:\n" + Files.readString(log, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        }
    }

    private static Path built() {
        if (Build.MISSING != null) {
            Assumptions.abort("cannot build the firmware in C here: " + Build.MISSING);
        }
        return Build.FOLDER;
    }

    private static final class Build {
        static final Path FOLDER = Path.of("target", "firmware").toAbsolutePath();
        static final @Nullable String MISSING = missing();

        static {
            if (MISSING == null) {
                run(FOLDER, List.of("cmake", "-S", SOURCE.toString(), "-B", FOLDER.toString()));
                run(FOLDER, List.of("cmake", "--build", FOLDER.toString(), "--parallel", "2"));
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

    private static final class Cross {
        static final Path FOLDER = Path.of("target", "firmware-stm32f4").toAbsolutePath();

        static synchronized Path built() {
            String nanopb = System.getenv().getOrDefault("PLATINE_NANOPB", "");
            Assumptions.assumeTrue(onPath("cmake"), "no cmake (Debian: cmake)");
            Assumptions.assumeTrue(
                    onPath("arm-none-eabi-gcc"),
                    "no cross compiler (Debian: gcc-arm-none-eabi libnewlib-arm-none-eabi)");
            Assumptions.assumeFalse(
                    nanopb.isEmpty(), "no sources of nanopb: PLATINE_NANOPB must name their folder, or be 'fetch'");
            Path tools = SOURCE.resolve("cmake/stm32f4.cmake");
            run(
                    FOLDER,
                    List.of(
                            "cmake",
                            "-S",
                            SOURCE.toString(),
                            "-B",
                            FOLDER.toString(),
                            "-DCMAKE_TOOLCHAIN_FILE=" + tools,
                            "-DPLATINE_NANOPB=" + nanopb));
            run(FOLDER, List.of("cmake", "--build", FOLDER.toString(), "--parallel", "2"));
            return FOLDER;
        }
    }
}
