package dev.platine.mcu.peripheral.rcc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which clocks go on while the processor sleeps. */
class SleepGatesTest {
    private static final int RCC = 0x40023800;
    private static final int APB1ENR = RCC + 0x40;
    private static final int APB1LPENR = RCC + 0x60;
    private static final int TIM2 = 0x40000000;
    private static final int TIM3 = 0x40000400;
    private static final int CNT = 0x24;
    private static final int ARR = 0x2C;

    private final Bench bench = new Bench(Stm32f4.f407());

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    /** A program that sleeps for ever. */
    @BeforeEach
    void start() {
        Chip chip = bench.chip();
        chip.memory("FLASH").program(0x08000000, 4, 0x20001000);
        chip.memory("FLASH").program(0x08000004, 4, 0x08000009);
        // nop; nop; wfi; b .-2
        chip.memory("FLASH").program(0x08000008, 4, 0xBF00BF00);
        chip.memory("FLASH").program(0x0800000C, 4, 0xE7FDBF30);
        chip.powerUp(chip.nowNs());
        bench.set(APB1ENR, 3);
        bench.write(TIM2 + ARR, 0xFFFF);
        bench.write(TIM3 + ARR, 0xFFFF);
        bench.write(TIM2, 1);
        bench.write(TIM3, 1);
    }

    @Test
    void shouldStopABlockInSleepWhoseClockIsOffThen() {
        bench.clear(APB1LPENR, 2);
        bench.run(1_000_000);
        assertThat(bench.chip().processor().sleeping()).isTrue();
        assertThat(bench.read(TIM2 + CNT)).isBetween(15_990L, 16_010L);
        assertThat(bench.chip().bus().peek(TIM3 + CNT, 4)).isLessThan(20);
        bench.set(APB1LPENR, 2);
        bench.run(1_000_000);
        assertThat(bench.chip().bus().peek(TIM3 + CNT, 4)).isBetween(15_990L, 16_020L);
    }

    @Test
    void shouldGoOnWhenTheProcessorWakes() {
        bench.clear(APB1LPENR, 2);
        bench.run(1_000_000);
        assertThat(bench.chip().blocks().get("TIM3").clocked()).isFalse();
        bench.chip().processor().exceptions().nonMaskable(true);
        bench.chip().processor().stop();
        bench.run(1_000);
        assertThat(bench.chip().blocks().get("TIM3").clocked()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldBeReadAndWrittenWithoutANote(ChipSpec spec) {
        Bench other = new Bench(spec);
        for (int offset = 0x50; offset <= 0x64; offset += 4) {
            if (other.chip().blocks().get("RCC").layout().at(offset / 4) != null) {
                other.write(RCC + offset, (int) other.read(RCC + offset));
            }
        }
        assertThat(other.chip().touches().touches()).isEmpty();
    }
}
