package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartBench.BIT_PS;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR1;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR2;
import static dev.platine.mcu.peripheral.usart.UsartBench.DR;
import static dev.platine.mcu.peripheral.usart.UsartBench.FRAME_CYCLES;
import static dev.platine.mcu.peripheral.usart.UsartBench.M;
import static dev.platine.mcu.peripheral.usart.UsartBench.PCE;
import static dev.platine.mcu.peripheral.usart.UsartBench.PS;
import static dev.platine.mcu.peripheral.usart.UsartBench.SR;
import static dev.platine.mcu.peripheral.usart.UsartBench.TC;
import static dev.platine.mcu.peripheral.usart.UsartBench.TE;
import static dev.platine.mcu.peripheral.usart.UsartBench.TXE;
import static dev.platine.mcu.peripheral.usart.UsartBench.UE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.pin.SerialFrame;
import org.junit.jupiter.api.Test;

class UsartSendTest {
    private final UsartBench usart = new UsartBench();

    @Test
    void shouldSendAFrameAtItsRate() {
        usart.on(0);
        long begin = usart.bench.chip().nowNs();
        usart.write(DR, 'A');
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.bench.sent("PA2")).singleElement().satisfies(sent -> {
            assertThat(sent.frame()).isEqualTo(new SerialFrame('A', 8, BIT_PS, 2));
            assertThat(sent.ns() - begin).isEqualTo(100_000);
        });
    }

    @Test
    void shouldTakeASecondByteWhileTheFirstIsSent() {
        usart.on(0);
        usart.write(DR, 'a');
        assertThat(usart.flag(TXE)).isTrue();
        usart.write(DR, 'b');
        assertThat(usart.flag(TXE)).isFalse();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.flag(TXE)).isTrue();
        assertThat(usart.sent()).containsExactly((int) 'a');
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly((int) 'a', (int) 'b');
    }

    @Test
    void shouldLoseAByteThatIsWrittenOver() {
        usart.on(0);
        usart.write(DR, 1);
        usart.write(DR, 2);
        usart.write(DR, 3);
        usart.bench.cycles(3 * FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(1, 3);
    }

    @Test
    void shouldSetTransmissionCompleteBehindTheLastFrame() {
        usart.on(0);
        assertThat(usart.read(SR) & TC).isEqualTo(TC);
        usart.write(DR, 'a');
        assertThat(usart.flag(TC)).isFalse();
        usart.write(DR, 'b');
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.flag(TC)).isFalse();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.flag(TC)).isTrue();
    }

    @Test
    void shouldClearTransmissionCompleteByReadAndWriteOrByZero() {
        usart.on(0);
        usart.write(DR, 'a');
        assertThat(usart.flag(TC)).as("status not read before").isTrue();
        usart.write(SR, ~TC);
        assertThat(usart.flag(TC)).isFalse();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.flag(TC)).isTrue();
    }

    @Test
    void shouldSendAnIdleFrameFirst() {
        usart.write(CR1, UE | TE);
        long begin = usart.bench.chip().nowNs();
        usart.write(DR, 'a');
        assertThat(usart.flag(TXE)).as("waits for the idle frame").isFalse();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.flag(TXE)).isTrue();
        assertThat(usart.sent()).isEmpty();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.bench.sent("PA2").get(0).ns() - begin).isEqualTo(200_000);
    }

    @Test
    void shouldInsertAnIdleFrameWhenSwitchedOffAndOn() {
        usart.on(0);
        long begin = usart.bench.chip().nowNs();
        usart.write(DR, 1);
        usart.write(DR, 2);
        usart.write(CR1, UE);
        usart.write(CR1, UE | TE);
        usart.bench.cycles(3 * FRAME_CYCLES);
        assertThat(usart.bench.sent("PA2").stream().map(s -> s.ns() - begin)).containsExactly(100_000L, 300_000L);
    }

    @Test
    void shouldSendNothingUnlessSwitchedOn() {
        usart.write(CR1, UE);
        usart.write(DR, 1);
        usart.bench.cycles(3 * FRAME_CYCLES);
        usart.write(CR1, TE);
        usart.bench.cycles(3 * FRAME_CYCLES);
        assertThat(usart.sent()).isEmpty();
        usart.write(CR1, UE | TE);
        usart.bench.cycles(2 * FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(1);
    }

    @Test
    void shouldFinishTheFrameWhenSwitchedOff() {
        usart.on(0);
        usart.write(DR, 1);
        usart.write(DR, 2);
        usart.write(CR1, UE);
        usart.bench.cycles(4 * FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(1);
        assertThat(usart.flag(TXE)).isFalse();
    }

    @Test
    void shouldSendNineBits() {
        usart.on(M);
        usart.write(DR, 0x1FE);
        usart.bench.cycles(FRAME_CYCLES + UsartBench.DIVISOR);
        assertThat(usart.bench.sent("PA2"))
                .singleElement()
                .satisfies(s -> assertThat(s.frame()).isEqualTo(new SerialFrame(0x1FE, 9, BIT_PS, 2)));
    }

    @Test
    void shouldPutParityInThePlaceOfTheHighestBit() {
        usart.on(PCE);
        usart.write(DR, 0x83);
        usart.write(DR, 0x01);
        usart.bench.cycles(2 * FRAME_CYCLES);
        usart.write(CR1, UE | TE | M | PCE | PS);
        usart.write(DR, 0x03);
        usart.write(DR, 0x01);
        usart.bench.cycles(3 * FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(0x03, 0x81, 0x103, 0x001);
    }

    @Test
    void shouldSendAsManyStopBitsAsAsked() {
        usart.on(0);
        int[] halves = {2, 1, 4, 3};
        long at = usart.bench.chip().nowNs();
        for (int stop = 0; stop < 4; stop++) {
            usart.write(CR2, stop << 12);
            usart.write(DR, stop);
            usart.bench.cycles(2 * FRAME_CYCLES);
            assertThat(usart.bench.sent("PA2").get(stop).frame().halfStopBits()).isEqualTo(halves[stop]);
            assertThat(usart.bench.sent("PA2").get(stop).ns() - at).isEqualTo(90_000 + 5_000L * halves[stop]);
            at = usart.bench.chip().nowNs();
        }
    }

    @Test
    void shouldTellWhenAFrameBegins() {
        usart.on(0);
        long begin = usart.bench.chip().nowNs();
        usart.write(DR, 1);
        usart.write(DR, 2);
        usart.bench.cycles(2 * FRAME_CYCLES);
        assertThat(usart.bench.sending("PA2")).containsExactly(begin, begin + 100_000);
    }

    @Test
    void shouldAllocateNothingForFramesItHasSentBefore() {
        usart.on(0);
        usart.write(DR, 'a');
        usart.bench.cycles(FRAME_CYCLES);
        usart.write(DR, 'a');
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.bench.sent("PA2").get(1).frame())
                .isSameAs(usart.bench.sent("PA2").get(0).frame());
    }
}
