package dev.platine.mcu.peripheral.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.BlockSpec;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.register.Register;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever firmware writes to timers that all hang on each other, in whatever order: the board lives, and time goes on. */
class AnyTimerWritesTest {
    private static final String[] SIGNALS = {"LSI_READY", "LSE_READY", "RTC_WAKEUP", "CSS", "OTG_FS_SOF"};
    private static final String[] PINS = {"PA0", "PA1", "PA6", "PA7", "PA8", "PB0", "PB6", "PB7", "PB12", "PA15"};
    private static final int[] VALUES = {0, 1, 3, 7, 9, 0xF, 0x11, 0x81, 0x101, 0x3333, 0x8000, 0xFFFF, -1};

    private static final int MODER = 0x00;
    private static final int AFRL = 0x20;
    private static final int AFRH = 0x24;

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldLive(ChipSpec spec) {
        SplittableRandom random = new SplittableRandom(spec.name().hashCode());
        Bench bench = new Bench(spec);
        List<BlockSpec> timers =
                spec.blocks().stream().filter(b -> b.name().startsWith("TIM")).toList();
        for (int round = 0; round < 300; round++) {
            for (int i = 0; i < 30; i++) {
                access(bench, timers.get(random.nextInt(timers.size())), random);
            }
            bench.level(PINS[random.nextInt(PINS.length)], random.nextBoolean());
            bench.chip().signal(SIGNALS[random.nextInt(SIGNALS.length)]).level(random.nextBoolean());
            ports(bench, random);
            clocks(bench, timers, random);
            bench.run(random.nextInt(10) == 0 ? 200_000 : random.nextInt(2000));
        }
        long before = bench.chip().nowNs();
        bench.run(100_000);
        assertThat(bench.chip().nowNs()).isGreaterThanOrEqualTo(before + 100_000);
    }

    private static void access(Bench bench, BlockSpec timer, SplittableRandom random) {
        Peripheral block = Objects.requireNonNull(bench.chip().blocks().get(timer.name()));
        List<Register> registers = block.layout().registers();
        int address =
                timer.base() + registers.get(random.nextInt(registers.size())).offset();
        int value =
                random.nextInt(2) == 0 ? VALUES[random.nextInt(VALUES.length)] : random.nextInt() & random.nextInt();
        if (random.nextInt(4) == 0) {
            long seen = bench.chip().bus().peek(address, 4);
            assertThat(bench.read(address))
                    .as("what is read is what a debugger sees")
                    .isEqualTo(block.clocked() ? seen : 0);
        } else {
            bench.write(address, value);
        }
    }

    /** Pins are routed to the timers and away from them. */
    private static void ports(Bench bench, SplittableRandom random) {
        int port = 0x40020000 + 0x400 * random.nextInt(2);
        int function = 1 + random.nextInt(3);
        bench.write(port + AFRL, 0x11111111 * function);
        bench.write(port + AFRH, 0x11111111 * function);
        bench.write(port + MODER, random.nextInt(4) == 0 ? 0 : 0xAAAAAAAA);
    }

    private static void clocks(Bench bench, List<BlockSpec> timers, SplittableRandom random) {
        bench.clocks().changing();
        bench.clocks().divider(Domain.TIMERS1, 1 << random.nextInt(4));
        bench.clocks().divider(Domain.TIMERS2, 1 << random.nextInt(4));
        bench.clocks().changed();
        Peripheral block = Objects.requireNonNull(bench.chip()
                .blocks()
                .get(timers.get(random.nextInt(timers.size())).name()));
        block.clock(random.nextInt(8) != 0);
        if (random.nextInt(20) == 0) {
            block.reset();
        }
    }
}
