package dev.platine.sim.hosted;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program that an isolated firmware lives in: compiled from its sources with the computer's C compiler when it is needed first,
 * and kept, under a name made of their content. Any thread, any number of processes.
 */
final class HostProgram {
    private static final List<String> SOURCES = List.of("platine_host.c", "platine_isolation.h", "platine_firmware.h");
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");
    private static final long COMPILE_S = 60;

    private final Map<String, String> environment;

    /** A finder by the variables CC, PATH, XDG_CACHE_HOME and HOME. */
    HostProgram(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Finds or makes the program.
     *
     * @param addressSanitizer for firmware that was built with it: its run time must be in the program
     * @return an executable file
     * @throws IllegalArgumentException with one line when there is no compiler, or it fails
     */
    Path executable(boolean addressSanitizer) {
        List<String> command = new ArrayList<>(compiler());
        command.addAll(List.of("-std=c99", "-O2", "-g"));
        if (addressSanitizer) {
            command.add("-fsanitize=address");
        }
        try {
            Path folder = Files.createDirectories(cache());
            Path program = folder.resolve("platine-host-" + key(command));
            return Files.isExecutable(program) ? program : compile(command, folder, program);
        } catch (IOException broken) {
            throw new IllegalArgumentException(
                    "cannot isolate firmware: " + broken + "; set XDG_CACHE_HOME to a folder"
                            + " that can be written, or use --no-isolate",
                    broken);
        }
    }

    private List<String> compiler() {
        String chosen = environment.getOrDefault("CC", "").strip();
        if (!chosen.isEmpty()) {
            return List.of(chosen.split("\\s+", -1));
        }
        for (String name : COMPILERS) {
            for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path candidate = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                    return List.of(candidate.toString());
                }
            }
        }
        throw new IllegalArgumentException(
                "cannot isolate firmware: there is no C compiler (cc) on the PATH; install one, or use --no-isolate");
    }

    private Path cache() {
        String given = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("java.io.tmpdir"));
        return (given.isEmpty() ? Path.of(home, ".cache") : Path.of(given)).resolve("platine");
    }

    private static String key(List<String> command) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\0", command).getBytes(StandardCharsets.UTF_8));
            digest.update(System.getProperty("os.arch").getBytes(StandardCharsets.UTF_8));
            for (String source : SOURCES) {
                digest.update(source(source));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] source(String name) throws IOException {
        try (InputStream in = HostProgram.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in this build of Platine");
            }
            return in.readAllBytes();
        }
    }

    private static Path compile(List<String> command, Path folder, Path program) throws IOException {
        Path work = Files.createTempDirectory(folder, "building-");
        try {
            for (String source : SOURCES) {
                Files.write(work.resolve(source), source(source));
            }
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("-o", "program", SOURCES.get(0), "-ldl"));
            run(whole, work);
            try {
                Files.move(work.resolve("program"), program, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException slow) {
                Files.move(work.resolve("program"), program, StandardCopyOption.REPLACE_EXISTING);
            }
            return program;
        } finally {
            clear(work);
        }
    }

    private static void run(List<String> command, Path work) throws IOException {
        File output = work.resolve("output").toFile();
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        String failure = "";
        try {
            if (!process.waitFor(COMPILE_S, TimeUnit.SECONDS)) {
                failure = "took longer than " + COMPILE_S + " s";
            } else if (process.exitValue() != 0) {
                failure = Files.readString(output.toPath(), StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.contains("error"))
                        .findFirst()
                        .orElse("status " + process.exitValue());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure = "was interrupted";
        } finally {
            process.destroyForcibly();
        }
        if (!failure.isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot isolate firmware: " + command.get(0) + " does not compile platine_host.c: " + failure
                            + "; set CC to another compiler, or use --no-isolate");
        }
    }

    private static void clear(Path work) throws IOException {
        try (var files = Files.list(work)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(work);
    }
}
