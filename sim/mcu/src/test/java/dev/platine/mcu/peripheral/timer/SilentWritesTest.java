package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerBench.TIM1;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM3;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM5;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM9;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ARR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CNT;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.PSC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SMCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.QuickWays;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.timer.TimerBench.At;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A compare value that is only put in place has its effect all the same: beside a timer whose every write is looked at. */
class SilentWritesTest {
    private static final int PRELOAD = 1 << 3;
    private static final int PWM_1 = 6 << 4;
    private static final int[] MODES = {0, 0, 0x10, 0x30, 0x40, 0x60, 0x70, 0x08, 0x68, 0x78, 0x01, 0x02, 0x88};
    private static final int[] CONTROLS = {0, 0, 1, 1, 1, 9, 0x11, 0x21, 0x41, 0x61, 0x81, 0x85, 0x10, 0x60, 0x80, 3};
    private static final int[] SLAVES = {0, 0, 0, 3, 0x54, 0x55, 0x56, 0x57, 0x51, 0x4000};

    /** One timer of a chip, and what its signals did. */
    private static final class Subject {
        final TimerBench bench = new TimerBench(Stm32f4.f407());
        final List<List<At>> heard = new ArrayList<>();
        final int timer;
        final Peripheral block;

        Subject(int number, int timer, boolean isHeard) {
            this.timer = timer;
            block = Objects.requireNonNull(bench.bench.chip().blocks().get("TIM" + number));
            for (int i = 1; i <= 4 && isHeard; i++) {
                heard.add(bench.listen("TIM" + number + "_OC" + i + "REF"));
                heard.add(bench.listen("TIM" + number + "_CC" + i));
            }
            bench.mark();
        }

        String state() {
            List<Integer> state = new ArrayList<>();
            for (int offset : new int[] {CR1, SR, CNT, CCMR1, CCMR2, CCER, CCR1, CCR1 + 4, CCR1 + 8, CCR1 + 12}) {
                state.add(read(offset));
            }
            return state + " " + heard;
        }

        private int read(int offset) {
            return (int) bench.bench.chip().bus().peek(timer + offset, 4);
        }
    }

    private record Write(int offset, int value) {}

    private static int one(Random random, int[] values) {
        return values[random.nextInt(values.length)];
    }

    private static int modes(Random random) {
        return one(random, MODES) | one(random, MODES) << 8;
    }

    private static Write next(Random random) {
        return switch (random.nextInt(24)) {
            case 0 -> new Write(CR1, one(random, CONTROLS));
            case 1 -> new Write(CCMR1, modes(random));
            case 2 -> new Write(CCMR2, modes(random));
            case 3 -> new Write(CCER, random.nextInt() & random.nextInt() & 0x3333);
            case 4 -> new Write(CNT, random.nextInt(12));
            case 5 -> new Write(ARR, random.nextInt(12));
            case 6 -> new Write(EGR, random.nextBoolean() ? 1 : random.nextInt(0x40));
            case 7 -> new Write(SMCR, one(random, SLAVES));
            case 8 -> new Write(SR, 0);
            case 9 -> new Write(PSC, random.nextInt(3));
            case 10 -> random.nextBoolean() ? new Write(DIER, random.nextInt(0x40)) : new Write(CR2, random.nextInt(6));
            default -> new Write(CCR1 + 4 * random.nextInt(4), random.nextInt(10));
        };
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "3, true", "3, false", "5, true", "9, true"})
    void shouldHaveTheEffectsOfWritesThatAreLookedAt(int number, boolean isHeard) {
        int timer = number == 1 ? TIM1 : number == 3 ? TIM3 : number == 5 ? TIM5 : TIM9;
        Subject quick = new Subject(number, timer, isHeard);
        Subject slow = new Subject(number, timer, isHeard);
        Random random = new Random(number);
        StringBuilder trail = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            Write write = next(random);
            int offset = write.offset;
            int value = write.value;
            trail.append(String.format("%n%d: %x = %x", i, offset, value));
            quick.bench.write(timer, offset, value);
            QuickWays.close(slow.block);
            slow.bench.write(timer, offset, value);
            if (random.nextInt(6) == 0) {
                boolean high = random.nextBoolean();
                String pin = random.nextBoolean() ? "PA6" : "PA8";
                quick.bench.level(pin, high);
                slow.bench.level(pin, high);
            }
            if (random.nextInt(2) == 0) {
                int cycles = random.nextInt(random.nextInt(10) == 0 ? 300 : 8);
                quick.bench.bench.cycles(cycles);
                slow.bench.bench.cycles(cycles);
                trail.append(", ").append(cycles).append(" cycles");
            }
            if (random.nextInt(4) == 0) {
                assertThat(quick.state())
                        .as(() -> trail.substring(Math.max(0, trail.length() - 1500)))
                        .isEqualTo(slow.state());
                quick.heard.forEach(List::clear);
                slow.heard.forEach(List::clear);
            }
        }
    }

    @Test
    void shouldKeepAValueThatWasWrittenBeforePreloadWasChosen() {
        TimerBench timers = new TimerBench(Stm32f4.f407());
        timers.base(TIM3, 0, 9);
        timers.write(TIM3, CCR1, 4);
        timers.write(TIM3, CCMR1, PRELOAD);
        timers.write(TIM3, CCMR1, PWM_1 | PRELOAD);
        timers.write(TIM3, CCER, 1);
        List<At> edges = timers.watch("PA6", 2);
        timers.start(TIM3, 0);
        timers.until(12);
        assertThat(edges).containsExactly(new At(4, false), new At(10, true));
    }
}
