package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartBench.DR;
import static dev.platine.mcu.peripheral.usart.UsartBench.FRAME_CYCLES;
import static dev.platine.mcu.peripheral.usart.UsartBench.TC;
import static dev.platine.mcu.peripheral.usart.UsartBench.TXE;
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
            assertThat(sent.frame()).isEqualTo(new SerialFrame('A', 8, UsartBench.BIT_PS, 2));
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
    void shouldSetTransmissionCompleteBehindTheLastFrame() {
        usart.on(0);
        assertThat(usart.read(UsartBench.SR) & TC).isEqualTo(TC);
        usart.write(DR, 'a');
        assertThat(usart.flag(TC)).isFalse();
        usart.write(DR, 'b');
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.flag(TC)).isFalse();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.flag(TC)).isTrue();
    }
}
