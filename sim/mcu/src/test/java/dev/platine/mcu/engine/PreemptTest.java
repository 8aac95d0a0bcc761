package dev.platine.mcu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Halt;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.debug.Semihosting;
import dev.platine.mcu.debug.SemihostingHost;
import dev.platine.mcu.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A small preemptive kernel: SVC, PendSV, SysTick, floating-point contexts, idle without ticks. Source: {@code src/test/firmware/preempt.c}. */
class PreemptTest {
    private final StringBuilder printed = new StringBuilder();

    private Processor started() throws IOException {
        Bus bus = new Bus();
        Memory flash = new Memory(0x08000000, 512 << 10, false);
        Memory ram = new Memory(0x20000000, 96 << 10, true);
        bus.add(flash);
        bus.add(ram);
        bus.alias(0, flash);
        try (InputStream in = PreemptTest.class.getResourceAsStream("preempt.elf")) {
            Image.elf("preempt.elf", Objects.requireNonNull(in).readAllBytes()).load(bus);
        }
        Processor processor = new Processor(bus, 82, TestEngines.create());
        processor.fast(ram, flash);
        processor.hostCalls(new Semihosting(new SemihostingHost() {
            @Override
            public void write(boolean error, int oneByte) {
                printed.append((char) oneByte);
            }

            @Override
            public int read() {
                return END;
            }

            @Override
            public long nowNs() {
                return 0;
            }
        }));
        processor.powerUp();
        TestEngines.made(processor, flash, ram);
        return processor;
    }

    private String run(int portion) throws IOException {
        printed.setLength(0);
        Processor processor = started();
        while (!processor.debug().isHalted() && processor.cycles() < 20_000_000) {
            processor.run(portion);
        }
        Halt halt = Objects.requireNonNull(processor.debug().halt(), "it did not end: " + printed);
        assertThat(halt.reason()).isEqualTo(Halt.Reason.EXIT);
        assertThat(halt.code())
                .as("mistakes that the kernel counted: " + printed)
                .isZero();
        return printed + " " + processor.cycles() + " " + processor.awakeCycles();
    }

    @Test
    void shouldSwitchTasksWithTheirRegistersAndSleepWithoutTicks() throws IOException {
        String inOne = run(1_000_000);
        assertThat(inOne).containsPattern("ticks [0-9]+\nskipped [0-9]{4,}\nmistakes 0\n");
        assertThat(run(1)).as("one instruction at a time").isEqualTo(inOne);
        assertThat(run(1009)).isEqualTo(inOne);
    }
}
