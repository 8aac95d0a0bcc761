package dev.platine.mcu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program as the linker leaves it: loaded, run, and its speed beside QEMU's on the same file. Sources: {@code src/test/firmware}. */
class KernelsTest {
    private static final String QEMU = "qemu-system-arm";
    private static final int CHUNK = 1_000_000;
    private static final double LEAST_RATIO = 0.12;

    private record Loaded(Processor processor, Bus bus, int finished) {}

    private static byte[] file(String name) throws IOException {
        try (InputStream in = KernelsTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static Loaded load(String name) throws IOException {
        Image image = Image.elf(name, file(name));
        Memory flash = new Memory(0x08000000, 512 << 10, false);
        Memory ram = new Memory(0x20000000, 96 << 10, true);
        Bus bus = new Bus();
        bus.add(flash);
        bus.add(ram);
        bus.alias(0, flash);
        image.load(bus);
        Processor processor = new Processor(bus, 82, new Interpreter());
        processor.fast(ram, flash);
        processor.reset();
        return new Loaded(processor, bus, image.symbols().address("finished").orElseThrow());
    }

    private static int run(Loaded loaded, int chunk, long atMost) {
        for (long done = 0; done < atMost; done += chunk) {
            loaded.processor.run(chunk);
            int sum = (int) loaded.bus.peek(loaded.finished, 4);
            if (sum != 0) {
                return sum;
            }
        }
        return 0;
    }

    @Test
    void shouldComputeWhatTheSameProgramComputesInOtherPortions() throws IOException {
        int large = run(load("kernels-40.elf"), CHUNK, 10_000_000);
        int small = run(load("kernels-40.elf"), 997, 10_000_000);
        assertThat(large).isNotZero().isEqualTo(small);
    }

    /**
     * Wall time of the whole QEMU process (its start and translation included) against the interpreter after one warm-up, alternating.
     * What would make the number lie: a busy machine starves both, but not in equal parts, so the best of the rounds counts.
     */
    @Test
    @Tag("proof")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldTellItsSpeedBesideQemu() throws Exception {
        boolean installed = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, QEMU)));
        assumeTrue(installed, QEMU + " is not installed (Debian: qemu-system-arm)");
        Path elf = Files.createTempFile("platine-kernels", ".elf");
        Files.write(elf, file("kernels-40000.elf"));
        try {
            run(load("kernels-40000.elf"), CHUNK, 100_000_000);
            double best = 0;
            for (int round = 0; round < Integer.getInteger("platine.rounds", 5); round++) {
                long begin = System.nanoTime();
                Process process = new ProcessBuilder(
                                QEMU,
                                "-M",
                                "netduinoplus2",
                                "-nographic",
                                "-monitor",
                                "none",
                                "-serial",
                                "none",
                                "-semihosting",
                                "-kernel",
                                elf.toString())
                        .redirectErrorStream(true)
                        .start();
                assertThat(process.waitFor()).isZero();
                long qemuNs = System.nanoTime() - begin;
                Loaded loaded = load("kernels-40000.elf");
                begin = System.nanoTime();
                assertThat(run(loaded, CHUNK, 5_000_000_000L)).isNotZero();
                long oursNs = System.nanoTime() - begin;
                best = Math.max(best, (double) qemuNs / oursNs);
                System.out.println(String.format(
                        Locale.ROOT,
                        "%d M instructions: interpreter %.0f MIPS, QEMU %.0f MIPS, ratio %.3f",
                        loaded.processor.cycles() / 1_000_000,
                        loaded.processor.cycles() * 1e3 / oursNs,
                        loaded.processor.cycles() * 1e3 / qemuNs,
                        (double) qemuNs / oursNs));
            }
            assertThat(best).as("the interpreter's speed beside QEMU's").isGreaterThanOrEqualTo(LEAST_RATIO);
        } finally {
            Files.delete(elf);
        }
    }
}
