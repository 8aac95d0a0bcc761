package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerBench.TIM1;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM8;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ARR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BDTR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CNT;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.MOE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OPM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.PSC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.RCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.UDIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A timer that everybody watches and one that nobody does, with the same settings: whoever looks sees the same. */
class UnseenTest {
    private static final int[] SEEN_REGISTERS = {CR1, SR, CNT, ARR, PSC, CCR1, CCR1 + 4, CCR1 + 8, CCR1 + 12, BDTR};

    private final TimerBench timers = new TimerBench(Stm32f4.f407());
    private final Random random = new Random(5);

    private void both(int register, int value) {
        timers.write(TIM1, register, value);
        timers.write(TIM8, register, value);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void shouldShowTheSameSeenOrUnseen(int seed) {
        random.setSeed(seed);
        for (int channel = 1; channel <= 4; channel++) {
            timers.listen("TIM1_OC" + channel + "REF");
            timers.listen("TIM1_CC" + channel);
        }
        timers.listen("TIM1_TRGO");
        both(TimerRegisters.CR2, 2 << 4);
        both(BDTR, MOE);
        both(CCER, 0x1555);
        timers.mark();
        for (int round = 0; round < 150; round++) {
            change();
            timers.until(timers.at() + (random.nextInt(8) == 0 ? 20_000 : random.nextInt(150)));
            if (random.nextInt(3) != 0) {
                compare(seed, round);
            }
        }
    }

    private void change() {
        switch (random.nextInt(12)) {
            case 0 -> both(ARR, random.nextInt(40));
            case 1 -> both(PSC, random.nextInt(5));
            case 2, 3 -> both(CCR1 + 4 * random.nextInt(4), random.nextInt(45));
            case 4 -> both(CCMR1, modes());
            case 5 -> both(CCMR2, modes());
            case 6 -> both(RCR, random.nextInt(4));
            case 7 -> both(CNT, random.nextInt(45));
            case 8 -> both(EGR, 1);
            case 9 -> both(SR, random.nextInt(0x10000));
            default -> control();
        }
    }

    private void control() {
        int aligned = random.nextInt(4) << 5;
        int others = (random.nextInt(6) == 0 ? UDIS : 0) | (random.nextInt(6) == 0 ? OPM : 0) | random.nextInt(2) << 7;
        both(CR1, 0);
        both(CR1, aligned | others | (aligned == 0 ? random.nextInt(2) << 4 : 0));
        both(EGR, 1);
        both(CR1, 1 | timers.read(TIM8, CR1));
    }

    private int modes() {
        int mode = random.nextInt(8) << 4 | random.nextInt(2) << 3;
        return mode | (random.nextInt(8) << 12 | random.nextInt(2) << 11);
    }

    private void compare(int seed, int round) {
        for (int register : SEEN_REGISTERS) {
            assertThat(timers.read(TIM8, register))
                    .as("register 0x%x, seed %d, round %d", register, seed, round)
                    .isEqualTo(timers.read(TIM1, register));
        }
        for (int channel = 1; channel <= 4; channel++) {
            assertThat(timers.signal("TIM8_OC" + channel + "REF").isHigh())
                    .as("OC%dREF, seed %d, round %d", channel, seed, round)
                    .isEqualTo(timers.signal("TIM1_OC" + channel + "REF").isHigh());
        }
    }
}
