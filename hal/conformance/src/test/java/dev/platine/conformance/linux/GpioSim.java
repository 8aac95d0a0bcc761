package dev.platine.conformance.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A GPIO chip that the kernel simulates (module gpio-sim): the kernel's own character device, with a world that tests play. */
final class GpioSim implements AutoCloseable {
    private static final Path CONFIG = Path.of("/sys/kernel/config/gpio-sim");

    private final Path device;
    private final List<Path> made = new ArrayList<>();
    private Path lines = Path.of("");

    private GpioSim(Path device) {
        this.device = device;
    }

    /** A chip of some lines, of which the first ones have names; skips where the kernel cannot, or the right is missing. */
    static GpioSim open(String label, int count, String... names) throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(CONFIG) && Files.isWritable(CONFIG),
                "no gpio-sim here (modprobe gpio-sim, root): what the kernel does was tried with the stand-in only");
        GpioSim sim = new GpioSim(CONFIG.resolve("platine-" + System.nanoTime()));
        try {
            sim.make(label, count, names);
            return sim;
        } catch (IOException | RuntimeException e) {
            sim.close();
            throw e;
        }
    }

    private void make(String label, int count, String... names) throws IOException {
        Path bank = folder(folder(device).resolve("bank0"));
        Files.writeString(bank.resolve("num_lines"), count + "\n");
        Files.writeString(bank.resolve("label"), label + "\n");
        for (int i = 0; i < names.length; i++) {
            Files.writeString(folder(bank.resolve("line" + i)).resolve("name"), names[i] + "\n");
        }
        Files.writeString(device.resolve("live"), "1\n");
        String platform = Files.readString(device.resolve("dev_name")).strip();
        String chip = Files.readString(bank.resolve("chip_name")).strip();
        lines = Path.of("/sys/devices/platform").resolve(platform).resolve(chip);
    }

    private Path folder(Path path) throws IOException {
        Files.createDirectory(path);
        made.add(0, path);
        return path;
    }

    /** Pulls an input. */
    void set(int line, boolean high) throws IOException {
        Files.writeString(lines.resolve("sim_gpio" + line).resolve("pull"), high ? "pull-up\n" : "pull-down\n");
    }

    /** What is on the wire. */
    boolean get(int line) throws IOException {
        return Files.readString(lines.resolve("sim_gpio" + line).resolve("value"))
                .strip()
                .equals("1");
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(device.resolve("live"))) {
            Files.writeString(device.resolve("live"), "0\n");
        }
        for (Path path : made) {
            Files.deleteIfExists(path);
        }
    }
}
