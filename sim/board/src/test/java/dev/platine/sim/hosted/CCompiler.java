package dev.platine.sim.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The computer's C compiler, for tests; without one they skip. */
public final class CCompiler {
    private static final Path HEADERS = Path.of("src/main/c");
    private static final Path SOURCES = Path.of("src/test/c");

    private CCompiler() {}

    /** Makes a shared library of a file in {@code src/test/c}. */
    public static Path library(Path folder, String name, String source, String... flags) throws IOException {
        Path library = folder.resolve("lib" + name + ".so");
        List<String> arguments = new ArrayList<>(List.of(
                "-std=gnu99",
                "-O1",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                SOURCES.resolve(source).toString()));
        arguments.addAll(List.of(flags));
        run(arguments);
        return library;
    }

    /** Makes and runs a program; gives what it printed. */
    public static String output(Path folder, String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".c"), source);
        Path program = folder.resolve(name);
        run(List.of("-std=gnu99", "-o", program.toString(), file.toString()));
        return execute(List.of(program.toString()));
    }

    /** What the microcontroller's compiler makes of a firmware's first line; skips the test where it is not installed. */
    public static Path forAMicrocontroller(Path folder, String name, String... flags) throws IOException {
        Assumptions.assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "arm-none-eabi-gcc"))),
                "no cross compiler (Debian: gcc-arm-none-eabi)");
        Path source = Files.writeString(
                folder.resolve(name + ".c"), "long long platine_firmware_init(void *block) { return block != 0; }\n");
        Path binary = folder.resolve(name + ".elf");
        List<String> command = new ArrayList<>(List.of("arm-none-eabi-gcc", "-mcpu=cortex-m4", "-mthumb", "-nostdlib"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-o", binary.toString(), source.toString()));
        execute(command);
        return binary;
    }

    private static void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(compiler(), "-I" + HEADERS.toAbsolutePath()));
        command.addAll(arguments);
        execute(command);
    }

    private static String execute(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Skips the test when there is none. */
    public static String compiler() {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux"), "hosted firmware is for Linux; this is another system");
        List<String> found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of("cc", "gcc", "clang").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
        Assumptions.assumeFalse(found.isEmpty(), "there is no C compiler (cc, gcc or clang) on the PATH");
        return found.get(0);
    }
}
