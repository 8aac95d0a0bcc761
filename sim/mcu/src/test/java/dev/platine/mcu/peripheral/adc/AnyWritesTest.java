package dev.platine.mcu.peripheral.adc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.register.Register;
import dev.platine.mcu.time.Rate;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever firmware writes to analog blocks, RTC and watchdogs, in whatever order: the board lives, and time goes on. */
class AnyWritesTest {
    private static final List<String> BLOCKS =
            List.of("ADC_COMMON", "ADC1", "ADC2", "ADC3", "DAC", "RTC", "WWDG", "IWDG");
    private static final String[] SIGNALS = {
        "TIM2_TRGO", "TIM1_OC1REF", "EXTI9", "EXTI11", "TIM6_TRGO", "BACKUP_RESET", "PC13"
    };
    private static final int[] KEYS = {0xCA, 0x53, 0x5555, 0xAAAA, 0xCCCC, 0, -1};

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldLive(ChipSpec spec) {
        SplittableRandom random = new SplittableRandom(spec.name().hashCode());
        Bench bench = new Bench(spec);
        List<String> blocks =
                BLOCKS.stream().filter(bench.chip().blocks()::containsKey).toList();
        for (int round = 0; round < 300; round++) {
            bench.chip().blocks().values().forEach(block -> block.clock(true));
            bench.chip().signal("DBP").level(true);
            bench.chip().signal("LSI_READY").level(random.nextBoolean());
            for (int i = 0; i < 20; i++) {
                String name = blocks.get(random.nextInt(blocks.size()));
                access(bench, spec, name, random);
            }
            bench.chip().signal(SIGNALS[random.nextInt(SIGNALS.length)]).pulse();
            clocks(bench, random);
            bench.run(random.nextInt(100_000));
        }
        long before = bench.chip().nowNs();
        bench.run(1_000_000);
        assertThat(bench.chip().nowNs()).isGreaterThanOrEqualTo(before + 1_000_000);
    }

    private static void access(Bench bench, ChipSpec spec, String name, SplittableRandom random) {
        Peripheral block = Objects.requireNonNull(bench.chip().blocks().get(name));
        List<Register> registers = block.layout().registers();
        Register register = registers.get(random.nextInt(registers.size()));
        int base = spec.blocks().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow()
                .base();
        int value = random.nextInt(3) == 0 ? KEYS[random.nextInt(KEYS.length)] : random.nextInt() & random.nextInt();
        if (random.nextInt(4) == 0) {
            bench.read(base + register.offset());
        } else {
            bench.write(base + register.offset(), value);
        }
        bench.chip().bus().peek(base + register.offset(), 4);
    }

    private static void clocks(Bench bench, SplittableRandom random) {
        bench.clocks().changing();
        bench.clocks().rtc(random.nextInt(4) == 0 ? Rate.NONE : Rate.hz(random.nextInt(1, 40_000)));
        bench.clocks().changed();
    }
}
