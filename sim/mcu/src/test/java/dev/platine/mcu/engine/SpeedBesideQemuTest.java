package dev.platine.mcu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.Stm32f4;
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

/**
 * A whole chip beside free-running QEMU on the same ELF: 1.5 billion instructions of integer and floating-point work.
 *
 * <p>What would make the number lie: the best of the rounds counts, since a busy machine starves both, but not in equal parts; QEMU's start
 * is in its time, some hundredths of its seconds; the interpreter has done all of the work once before.
 */
@Tag("proof")
@Tag("speed")
class SpeedBesideQemuTest {
    private static final String QEMU = "qemu-system-arm";
    private static final String PROGRAM = "kernels-400000.elf";
    /** In such portions a rack runs a chip. */
    private static final long PORTION_NS = 50_000;

    private static final long MOST_CYCLES = 3_000_000_000L;
    private static final double LEAST_RATIO = 0.12;

    private static byte[] program() throws IOException {
        try (InputStream in = SpeedBesideQemuTest.class.getResourceAsStream(PROGRAM)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** Runs until the program has finished, or so far; tells how many cycles a second. */
    private static double chipMips(long mostCycles) throws IOException {
        Image image = Image.elf(PROGRAM, program());
        Chip chip = new Bench(Stm32f4.f446()).chip();
        image.load(chip.bus());
        chip.powerUp(chip.nowNs());
        int finished = image.symbols().address("finished").orElseThrow();
        long first = chip.processor().cycles();
        long begin = System.nanoTime();
        long until = chip.nowNs();
        while (chip.bus().peek(finished, 4) == 0 && chip.processor().cycles() - first < mostCycles) {
            until += PORTION_NS;
            chip.run(until);
        }
        long cycles = chip.processor().cycles() - first;
        assertThat(chip.bus().peek(finished, 4) != 0 || cycles >= mostCycles).isTrue();
        return cycles * 1e3 / (System.nanoTime() - begin);
    }

    private static double qemuSeconds(Path elf) throws IOException, InterruptedException {
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
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long instructions() throws IOException {
        Image image = Image.elf(PROGRAM, program());
        Chip chip = new Bench(Stm32f4.f446()).chip();
        image.load(chip.bus());
        chip.powerUp(chip.nowNs());
        int finished = image.symbols().address("finished").orElseThrow();
        long first = chip.processor().cycles();
        while (chip.bus().peek(finished, 4) == 0) {
            chip.run(chip.nowNs() + 1_000_000);
        }
        return chip.processor().cycles() - first;
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void shouldHoldItsShareOfTheSpeedOfQemu() throws Exception {
        boolean installed = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, QEMU)));
        assumeTrue(installed, QEMU + " is not installed (Debian: qemu-system-arm)");
        Path elf = Files.createTempFile("platine-kernels", ".elf");
        Files.write(elf, program());
        try {
            long work = instructions(); // the warm-up too
            double best = 0;
            for (int round = 0; round < Integer.getInteger("platine.rounds", 5); round++) {
                double qemu = work / qemuSeconds(elf) / 1e6;
                double ours = chipMips(work / 2);
                best = Math.max(best, ours / qemu);
                System.out.println(String.format(
                        Locale.ROOT,
                        "%d M instructions: interpreter %.0f MIPS, QEMU %.0f MIPS, ratio %.3f",
                        work / 1_000_000,
                        ours,
                        qemu,
                        ours / qemu));
            }
            assertThat(best).as("the interpreter's speed beside QEMU's").isGreaterThanOrEqualTo(LEAST_RATIO);
        } finally {
            Files.delete(elf);
        }
    }
}
