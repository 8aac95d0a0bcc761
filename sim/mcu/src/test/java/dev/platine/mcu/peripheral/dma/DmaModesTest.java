package dev.platine.mcu.peripheral.dma;

import static dev.platine.mcu.peripheral.dma.DmaBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.DmaRequest;
import org.junit.jupiter.api.Test;

/** Circular and double-buffer mode, FIFO, bursts, priorities, errors. */
class DmaModesTest {
    private static final int RX = stream(DMA1, 5);
    private static final int TX = stream(DMA1, 6);

    private final DmaBench dma = new DmaBench();

    @Test
    void shouldGoRoundInCircularMode() {
        dma.set(RX, APB1, RAM, 3, channel(4) | MINC | CIRC);
        dma.enable(RX);
        dma.requests("USART2_RX", 5);
        assertThat(dma.word(RAM)).isEqualTo(0x131514);
        assertThat(dma.left(RX)).isEqualTo(1);
        assertThat(dma.enabled(RX)).isTrue();
        assertThat(dma.flags(DMA1, 5)).isEqualTo(HTIF | TCIF);
    }

    @Test
    void shouldStopAtTheEndOfTheRoundWhenCircIsCleared() {
        dma.set(RX, APB1, RAM, 2, channel(4) | MINC | CIRC);
        dma.enable(RX);
        dma.requests("USART2_RX", 3);
        dma.bench.clear(RX, CIRC);
        dma.request("USART2_RX");
        assertThat(dma.enabled(RX)).isFalse();
    }

    @Test
    void shouldSendRoundInCircularMode() {
        dma.bytes(RAM, 1, 2);
        dma.set(TX, APB1, RAM, 2, channel(4) | MINC | CIRC | TO_PERIPHERAL);
        dma.enable(TX);
        dma.requests("USART2_TX", 5);
        assertThat(dma.accesses).containsExactly("1/1@0", "2/1@0", "1/1@0", "2/1@0", "1/1@0");
    }

    @Test
    void shouldSwitchBetweenTwoBuffers() {
        dma.bench.write(RX + 0x10, RAM + 16);
        dma.set(RX, APB1, RAM, 2, channel(4) | MINC | DBM);
        dma.enable(RX);
        assertThat(dma.bench.read(RX) & CIRC).isEqualTo(CIRC);
        dma.requests("USART2_RX", 2);
        assertThat(dma.bench.read(RX) & CT).isEqualTo(CT);
        assertThat(dma.flags(DMA1, 5) & TCIF).isEqualTo(TCIF);
        dma.bench.write(RX + 0xC, RAM + 32);
        dma.requests("USART2_RX", 2);
        assertThat(dma.bench.read(RX) & CT).isZero();
        dma.request("USART2_RX");
        assertThat(dma.word(RAM)).isEqualTo(0x1211);
        assertThat(dma.word(RAM + 16)).isEqualTo(0x1413);
        assertThat(dma.word(RAM + 32)).isEqualTo(0x15);
    }

    @Test
    void shouldBeginWithTheSecondBufferIfToldSo() {
        dma.bench.write(RX + 0x10, RAM + 16);
        dma.set(RX, APB1, RAM, 1, channel(4) | MINC | DBM | CT);
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.word(RAM + 16)).isEqualTo(0x11);
        assertThat(dma.bench.read(RX) & CT).isZero();
    }

    @Test
    void shouldFailWhenTheBufferInUseIsMoved() {
        dma.set(RX, APB1, RAM, 2, channel(4) | MINC | DBM | TEIE);
        dma.enable(RX);
        dma.bench.write(RX + 0xC, RAM + 64);
        assertThat(dma.flags(DMA1, 5)).isEqualTo(TEIF);
        assertThat(dma.enabled(RX)).isFalse();
        assertThat(dma.bench.pending("DMA1_STREAM5")).isTrue();
    }

    @Test
    void shouldKeepBytesInTheFifoUntilTheThreshold() {
        dma.bench.write(RX + 0x14, DMDIS | 1);
        dma.set(RX, APB1, RAM, 16, channel(4) | MINC | msize(2));
        dma.enable(RX);
        assertThat(status(RX)).isEqualTo(4);
        dma.requests("USART2_RX", 7);
        assertThat(dma.word(RAM)).isZero();
        assertThat(status(RX)).isEqualTo(1);
        dma.request("USART2_RX");
        assertThat(dma.word(RAM)).isEqualTo(0x14131211);
        assertThat(dma.word(RAM + 4)).isEqualTo(0x18171615);
        assertThat(status(RX)).isEqualTo(4);
    }

    @Test
    void shouldEmptyTheFifoWhenItIsSwitchedOff() {
        dma.bench.write(RX + 0x14, DMDIS | 3);
        dma.set(RX, APB1, RAM, 16, channel(4) | MINC);
        dma.enable(RX);
        dma.requests("USART2_RX", 3);
        assertThat(dma.word(RAM)).isZero();
        dma.bench.clear(RX, EN);
        assertThat(dma.word(RAM)).isEqualTo(0x131211);
        assertThat(dma.flags(DMA1, 5)).isEqualTo(TCIF);
    }

    @Test
    void shouldUnpackWordsToBytes() {
        dma.bench.write(TX + 0x14, DMDIS | 3);
        dma.bytes(RAM, 1, 2, 3, 4, 5, 6, 7, 8);
        dma.set(TX, APB1, RAM, 8, channel(4) | MINC | TO_PERIPHERAL | msize(2) | mburst(1));
        dma.enable(TX);
        assertThat(status(TX)).isEqualTo(2);
        dma.requests("USART2_TX", 8);
        assertThat(dma.accesses)
                .containsExactly("1/1@0", "2/1@0", "3/1@0", "4/1@0", "5/1@0", "6/1@0", "7/1@0", "8/1@0");
        assertThat(dma.flags(DMA1, 6)).isEqualTo(HTIF | TCIF);
    }

    @Test
    void shouldPackBytesToWords() {
        dma.bench.write(TX + 0x14, DMDIS);
        dma.bytes(RAM, 1, 2, 3, 4, 5, 6, 7, 8);
        dma.set(TX, APB1, RAM, 2, channel(4) | MINC | TO_PERIPHERAL | psize(2));
        dma.enable(TX);
        dma.requests("USART2_TX", 2);
        assertThat(dma.accesses).containsExactly("4030201/4@0", "8070605/4@0");
    }

    @Test
    void shouldMakeABurstARequest() {
        dma.bench.write(RX + 0x14, DMDIS | 3);
        dma.set(RX, APB1, RAM, 8, channel(4) | MINC | PINC | psize(1) | msize(1) | pburst(1));
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.accesses).containsExactly("r2@0", "r2@2", "r2@4", "r2@6");
        assertThat(dma.left(RX)).isEqualTo(4);
    }

    @Test
    void shouldRefuseAThresholdThatIsNoWholeBurst() {
        dma.bench.write(RX + 0x14, DMDIS | 1 | 0x80);
        dma.set(RX, APB1, RAM, 8, channel(4) | MINC | msize(2) | mburst(1));
        dma.enable(RX);
        assertThat(dma.flags(DMA1, 5)).isEqualTo(FEIF);
        assertThat(dma.enabled(RX)).isFalse();
        assertThat(dma.bench.pending("DMA1_STREAM5")).isTrue();
    }

    @Test
    void shouldRefuseABurstLongerThanTheFifo() {
        dma.bench.write(RX + 0x14, DMDIS | 3);
        dma.set(RX, APB1, RAM, 8, channel(4) | psize(2) | pburst(2));
        dma.enable(RX);
        assertThat(dma.flags(DMA1, 5)).isEqualTo(FEIF);
    }

    @Test
    void shouldTellADirectModeErrorWhenARequestComesBeforeMemoryHasTheData() {
        dma.set(RX, APB1, RAM, 4, channel(4) | DMEIE);
        dma.enable(RX);
        DmaRequest request = dma.bench.request("USART2_RX");
        request.onServed(() -> request.raise(false));
        request.raise(true);
        dma.bench.cycles(6);
        request.raise(true);
        assertThat(dma.flags(DMA1, 5) & DMEIF).isEqualTo(DMEIF);
        assertThat(dma.enabled(RX)).isTrue();
        assertThat(dma.bench.pending("DMA1_STREAM5")).isTrue();
    }

    @Test
    void shouldFailWhereNothingAnswers() {
        dma.set(RX, APB1, 0x30000000, 4, channel(4) | MINC | TEIE);
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.flags(DMA1, 5)).isEqualTo(TEIF);
        assertThat(dma.enabled(RX)).isFalse();
        assertThat(dma.bench.pending("DMA1_STREAM5")).isTrue();
    }

    @Test
    void shouldNotReachTheMemoryBesideTheProcessor() {
        int tx = stream(DMA2, 7);
        dma.set(tx, APB2, 0x10000000, 4, channel(4) | MINC | TO_PERIPHERAL);
        dma.enable(tx);
        assertThat(dma.flags(DMA2, 7)).isEqualTo(TEIF);
        assertThat(dma.enabled(tx)).isFalse();
    }

    @Test
    void shouldNotReachBitBandAliases() {
        dma.set(RX, APB1, 0x22000000, 4, channel(4) | MINC);
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.flags(DMA1, 5)).isEqualTo(TEIF);
    }

    @Test
    void shouldReachOnlyApb1FromDma1() {
        dma.set(RX, APB2, RAM, 4, channel(4) | MINC);
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.flags(DMA1, 5)).isEqualTo(TEIF);
    }

    @Test
    void shouldServeTheLowerNumberFirst() {
        both(0, 0);
        assertThat(dma.accesses).containsExactly("r1@5", "r1@6");
    }

    @Test
    void shouldServeTheHigherPriorityFirst() {
        both(1, 3);
        assertThat(dma.accesses).containsExactly("r1@6", "r1@5");
    }

    private void both(int pl5, int pl6) {
        dma.set(RX, APB1 + 5, RAM, 1, channel(4) | pl(pl5));
        dma.set(TX, APB1 + 6, RAM + 8, 1, channel(4) | pl(pl6));
        dma.enable(RX);
        dma.enable(TX);
        dma.bench.request("USART2_TX").raise(true);
        dma.bench.request("USART2_RX").raise(true);
        dma.bench.cycles(40);
        dma.bench.request("USART2_TX").raise(false);
        dma.bench.request("USART2_RX").raise(false);
    }

    @Test
    void shouldServeAllRequestsThatShareAChannel() {
        int stream = stream(DMA2, 6);
        dma.set(stream, APB2, RAM, 9, channel(0) | MINC);
        dma.enable(stream);
        dma.request("TIM1_CH1");
        dma.request("TIM1_CH3");
        dma.request("TIM1_CH2");
        assertThat(dma.left(stream)).isEqualTo(6);
    }

    private long status(int stream) {
        return dma.bench.read(stream + 0x14) >> 3 & 7;
    }
}
