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
 * The charging station's firmware in C, built by CMake once for all tests of this run: the programs and one of the shared libraries with
 * AddressSanitizer and UndefinedBehaviorSanitizer. Where a tool is missing, the test is skipped.
 */
public final class CFirmware {
    private static final long BUILD_S = 120;
    private static final Path SOURCE = Path.of("ev-charger", "firmware").toAbsolutePath();

    private static final Build PLAIN = new Build("firmware", "OFF");
    private static final Build SANITIZED = new Build("firmware-sanitized", "ON");

    private CFirmware() {}

    /** The process that is a board, with sanitizers. */
    public static Path board() {
        return SANITIZED.built().resolve("ports/linux/ev-charger-firmware");
    }

    /** The control logic as a filter, with sanitizers. */
    public static Path filter() {
        return SANITIZED.built().resolve("test/ev-charger-filter");
    }

    /** The shared library. */
    public static Path library() {
        return PLAIN.built().resolve("ports/hosted/libev-charger.so");
    }

    /** The shared library with sanitizers, which only a process of its own can load. */
    public static Path sanitizedLibrary() {
        return SANITIZED.built().resolve("ports/hosted/libev-charger.so");
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

    private static void assumeTools() {
        String missing = missing();
        if (missing != null) {
            Assumptions.abort("cannot build the firmware in C here: " + missing);
        }
    }

    /** One build for this computer, made when it is first asked for. */
    private static final class Build {
        private final Path folder;
        private final String sanitize;
        private boolean done;

        Build(String folder, String sanitize) {
            this.folder = Path.of("target", folder).toAbsolutePath();
            this.sanitize = sanitize;
        }

        synchronized Path built() {
            assumeTools();
            if (!done) {
                String name = folder.toString();
                run(folder, List.of("cmake", "-S", SOURCE.toString(), "-B", name, "-DPLATINE_SANITIZE=" + sanitize));
                run(folder, List.of("cmake", "--build", name, "--parallel", "2"));
                done = true;
            }
            return folder;
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
