package dev.platine.hal.nativedriver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Compiles drivers for tests with this computer's C compiler; skips the test where there is none. */
final class CDriver {
    private CDriver() {}

    /** The driver that does things wrong, with options for the compiler. */
    static Path bad(Path folder, String name, String... options) {
        try (InputStream in = CDriver.class.getResourceAsStream("bad.c")) {
            return compile(
                    folder,
                    name,
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8),
                    options);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path compile(Path folder, String name, String source, String... options) {
        Assumptions.assumeTrue(onPath("cc"), "no C compiler (Debian: gcc libc6-dev)");
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-pthread");
        return compile("cc", folder, name, source, all);
    }

    /** What a maker gets who takes the microcontroller's compiler. */
    static Path forAMicrocontroller(Path folder, String name, String... options) {
        Assumptions.assumeTrue(onPath("arm-none-eabi-gcc"), "no cross compiler (Debian: gcc-arm-none-eabi)");
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-mcpu=cortex-m4", "-mthumb", "-nostdlib"));
        return compile(
                "arm-none-eabi-gcc",
                folder,
                name,
                "int platine_driver_hello(void *hello) { return hello == 0; }\n",
                all);
    }

    private static Path compile(String compiler, Path folder, String name, String source, List<String> options) {
        try {
            Path file = Files.writeString(folder.resolve(name + ".c"), source);
            Path library = folder.resolve(name + ".so");
            List<String> command = new ArrayList<>(List.of(
                    compiler,
                    "-std=c99",
                    "-shared",
                    "-fPIC",
                    "-O1",
                    "-I",
                    Path.of("driver", "include").toAbsolutePath().toString()));
            command.addAll(options);
            command.addAll(List.of("-o", library.toString(), file.toString()));
            Path log = folder.resolve(name + ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
            }
            return library;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean onPath(String tool) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }
}
