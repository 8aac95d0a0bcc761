package dev.platine.mcu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A program as the linker leaves it: loaded and run. Sources: {@code src/test/firmware}. */
class KernelsTest {
    private static final int CHUNK = 1_000_000;

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
        Processor processor = new Processor(bus, 82, TestEngines.create());
        processor.fast(ram, flash);
        processor.reset();
        TestEngines.made(processor, flash, ram);
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
}
