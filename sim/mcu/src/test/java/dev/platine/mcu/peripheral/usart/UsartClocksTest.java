package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartBench.BRR;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR1;
import static dev.platine.mcu.peripheral.usart.UsartBench.DR;
import static dev.platine.mcu.peripheral.usart.UsartBench.FRAME_CYCLES;
import static dev.platine.mcu.peripheral.usart.UsartBench.RE;
import static dev.platine.mcu.peripheral.usart.UsartBench.RXNE;
import static dev.platine.mcu.peripheral.usart.UsartBench.TE;
import static dev.platine.mcu.peripheral.usart.UsartBench.UE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;

class UsartClocksTest {
    private static final int OVER8 = 1 << 15;

    private final UsartBench usart = new UsartBench();
    private final Bench bench = usart.bench;

    private void clocks(Rate hclk, int divider) {
        bench.clocks().changing();
        bench.clocks().hclk(hclk);
        bench.clocks().divider(Clocks.Domain.APB1, divider);
        bench.clocks().changed();
    }

    private Bench.Sent send() {
        long begin = bench.chip().processor().cycles();
        int count = bench.sent("PA2").size();
        usart.write(DR, 0x55);
        while (bench.sent("PA2").size() == count && bench.chip().processor().cycles() - begin < 1_000_000) {
            bench.cycles(1);
        }
        cycles = bench.chip().processor().cycles() - begin;
        return bench.sent("PA2").get(count);
    }

    private long cycles;

    @Test
    void shouldDivideByMantissaAndFraction() {
        usart.on(0);
        usart.write(BRR, (8 << 4) | 11);
        assertThat(send().frame().bitPs()).as("139 cycles of 62.5 ns").isEqualTo(8_687_500);
        assertThat(cycles).isEqualTo(1390);
    }

    @Test
    void shouldDivideByEightsWithLessOversampling() {
        usart.on(OVER8);
        usart.write(BRR, (8 << 4) | 3);
        send();
        assertThat(cycles).isEqualTo(10 * (8 * 8 + 3));
    }

    @Test
    void shouldFollowThePrescalerOfItsBus() {
        clocks(Rate.hz(168_000_000), 4);
        usart.on(0);
        bench.cycles(4 * FRAME_CYCLES);
        usart.write(BRR, 365);
        assertThat(send().frame().bitPs()).as("42 MHz over 115,068 baud").isEqualTo(8_690_476);
        assertThat(cycles).isEqualTo(14_600);
    }

    @Test
    void shouldKeepTheRestOfAFrameWhenThePrescalerChanges() {
        usart.on(0);
        long begin = bench.chip().nowNs();
        usart.write(DR, 0x55);
        bench.cycles(FRAME_CYCLES / 2);
        clocks(Rate.hz(16_000_000), 2);
        bench.cycles(FRAME_CYCLES);
        assertThat(bench.sent("PA2")).singleElement().satisfies(s -> {
            assertThat(s.ns() - begin).isEqualTo(150_000);
            assertThat(s.frame().bitPs()).as("on average").isEqualTo(15_000_000);
        });
    }

    @Test
    void shouldFollowTheBusClockInTheMiddleOfAFrame() {
        usart.on(0);
        long begin = bench.chip().nowNs();
        usart.write(DR, 0x55);
        bench.cycles(FRAME_CYCLES / 2);
        clocks(Rate.hz(8_000_000), 1);
        bench.cycles(FRAME_CYCLES / 2);
        assertThat(bench.sent("PA2").get(0).ns() - begin).isEqualTo(150_000);
    }

    @Test
    void shouldStandStillWhileItsClockIsOff() {
        usart.on(0);
        usart.write(DR, 0x55);
        bench.cycles(FRAME_CYCLES / 2);
        bench.chip().blocks().get("USART2").clock(false);
        bench.cycles(10 * FRAME_CYCLES);
        usart.receive(1);
        assertThat(usart.sent()).isEmpty();
        bench.chip().blocks().get("USART2").clock(true);
        bench.cycles(FRAME_CYCLES / 2);
        assertThat(usart.sent()).containsExactly(0x55);
        assertThat(usart.flag(RXNE)).as("nobody listened").isFalse();
    }

    @Test
    void shouldHearNothingWhileTheBusClockStandsStill() {
        usart.on(0);
        clocks(Rate.NONE, 1);
        usart.receive(1);
        assertThat(usart.flag(RXNE)).isFalse();
    }

    @Test
    void shouldDoNothingWithoutARate() {
        usart.write(BRR, 0);
        usart.write(CR1, UE | TE | RE);
        usart.write(DR, 1);
        bench.cycles(3 * FRAME_CYCLES);
        usart.receive(2);
        assertThat(usart.sent()).isEmpty();
        assertThat(usart.flag(RXNE)).isFalse();
        usart.write(BRR, 160);
        bench.cycles(2 * FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(1);
    }
}
