package dev.platine.conformance.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The stand-in, {@code src/test/c}: compiled with this computer's C compiler, and preloaded by an environment. */
final class Shim {
    private Shim() {}

    /** The environment in which device files that the kernel does not have are answered for; skips where there is no compiler. */
    static Map<String, String> environment(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(onPath("cc"), "no C compiler (Debian: gcc libc6-dev)");
        Path library = folder.resolve("libplatine-shim.so").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                "cc",
                "-std=gnu99",
                "-shared",
                "-fPIC",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Wconversion",
                "-Werror",
                "-o",
                library.toString()));
        try (Stream<Path> files = Files.list(Path.of("src", "test", "c"))) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".c"))
                    .sorted()
                    .forEach(command::add);
        }
        command.addAll(List.of("-ldl", "-pthread"));
        Path log = folder.resolve("cc.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
        }
        return Map.of("LD_PRELOAD", library.toString());
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
