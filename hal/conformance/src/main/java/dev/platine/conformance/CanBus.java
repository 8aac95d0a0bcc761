package dev.platine.conformance;

import dev.platine.hal.linux.IsotpOptions;
import dev.platine.hal.linux.IsotpSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A CAN interface for tests: the kernel's {@code vcan0} where there is one (with an MTU of 72, and ISO-TP), else a stand-in, which is a library that is loaded
 * before all others ({@code hal/device/test/can}) and a folder that stands for the wire. Processes that are to meet on it, this one's
 * own tests too ({@link Apart}), are started with {@link #environment()}.
 *
 * @param name of the interface
 * @param folder the stand-in's; null for a real interface
 * @param programs where the stand-in's programs are; null for a real interface
 */
public record CanBus(
        String name, @Nullable Path folder, @Nullable Path programs) {
    private static final long TOOL_S = 60;
    private static final String FOLDER = "PLATINE_CAN";
    private static final String PROGRAMS = "PLATINE_CAN_PROGRAMS";
    private static final String INTERFACE = "PLATINE_CAN_INTERFACE";
    private static final String REAL = "vcan0";

    /**
     * Makes one. Skips the test where there is neither an interface nor a C compiler.
     *
     * @param folder an empty folder, of a short name, for the stand-in
     * @return the interface, up
     */
    public static CanBus open(Path folder) {
        if (isThere()) {
            return new CanBus(REAL, null, null);
        }
        Assumptions.assumeTrue(hasCompiler(), "no CAN interface vcan0, and no C compiler (Debian: gcc libc6-dev)");
        Path programs = Path.of("target", "can").toAbsolutePath();
        try {
            Files.createDirectories(programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of(buildScript().toString(), programs.toString()));
        CanBus bus = new CanBus("can0", folder, programs);
        bus.tool("add", "fd");
        return bus;
    }

    /** Whether the kernel has the interface, up, with frames of CAN FD and with ISO-TP. */
    private static boolean isThere() {
        try {
            if (!Files.readString(Path.of("/sys/class/net", REAL, "mtu")).trim().equals("72")) {
                return false;
            }
            IsotpSocket.open(IsotpOptions.of(REAL, 0x7f0, 0x7f1)).close();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** In the folder of the repository, of whichever module the tests are run. */
    private static Path buildScript() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve("hal/device/test/can/build");
            if (Files.exists(script)) {
                return script;
            }
        }
        throw new IllegalStateException("must be run in the repository");
    }

    /**
     * The interface that this process was started for.
     *
     * @return the same as in the process that made it
     */
    public static CanBus here() {
        String name = System.getenv(INTERFACE);
        Assumptions.assumeTrue(name != null, "is run in a process of its own, with " + INTERFACE);
        String folder = System.getenv(FOLDER);
        String programs = System.getenv(PROGRAMS);
        return new CanBus(
                String.valueOf(name),
                folder == null ? null : Path.of(folder),
                programs == null ? null : Path.of(programs));
    }

    /**
     * What a process needs to have in its environment to be on the bus.
     *
     * @return variables
     */
    public Map<String, String> environment() {
        if (folder == null || programs == null) {
            return Map.of(INTERFACE, name);
        }
        return Map.of(
                INTERFACE,
                name,
                FOLDER,
                folder.toString(),
                PROGRAMS,
                programs.toString(),
                "LD_PRELOAD",
                programs.resolve("libcan-shim.so").toString(),
                "ASAN_OPTIONS", // programs with AddressSanitizer want to be loaded first, and need not
                "verify_asan_link_order=0");
    }

    /**
     * Which one it is, for people.
     *
     * @return a few words
     */
    public String words() {
        return folder == null ? "the kernel's " + name : "a stand-in of the kernel's CAN";
    }

    /**
     * Lets the stand-in do something; skips the test on a real interface, which needs root for it.
     *
     * @param order such as {@code down}, {@code error}
     * @param words what follows the interface's name
     * @return what it printed
     */
    public String tool(String order, String... words) {
        Assumptions.assumeTrue(folder != null, "needs the stand-in: a real interface obeys root only");
        List<String> command = new ArrayList<>(List.of(programs + "/canbus", String.valueOf(folder), order, name));
        command.addAll(List.of(words));
        return run(command);
    }

    private static boolean hasCompiler() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "cc"))) {
                return true;
            }
        }
        return false;
    }

    private static String run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().remove("LD_PRELOAD");
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TOOL_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed:\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
