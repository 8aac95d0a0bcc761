package dev.platine.mcu.peripheral.dma;

import static dev.platine.mcu.peripheral.dma.DmaBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.DmaRequest;
import org.junit.jupiter.api.Test;

/** From memory to memory, by DMA2. */
class DmaMemoryTest {
    private static final int COPY = stream(DMA2, 0);
    private static final int TO = RAM + 0x1000;

    private final DmaBench dma = new DmaBench();

    private void fill(int bytes) {
        for (int i = 0; i < bytes; i++) {
            dma.bench.chip().bus().write(RAM + i, 1, i * 7 + 1);
        }
    }

    private void assertCopied(int bytes) {
        for (int i = 0; i < bytes; i++) {
            assertThat(dma.bench.chip().bus().read(TO + i, 1)).isEqualTo(i * 7 + 1 & 0xFF);
        }
    }

    @Test
    void shouldCopyWords() {
        fill(400);
        dma.set(COPY, RAM, TO, 100, MEMORY_TO_MEMORY | PINC | MINC | psize(2) | msize(2) | TCIE);
        dma.enable(COPY);
        assertThat(dma.left(COPY)).isEqualTo(100);
        dma.bench.cycles(799);
        assertThat(dma.flags(DMA2, 0)).isEqualTo(HTIF);
        dma.bench.cycles(2);
        assertThat(dma.flags(DMA2, 0)).isEqualTo(HTIF | TCIF);
        assertThat(dma.enabled(COPY)).isFalse();
        assertThat(dma.bench.pending("DMA2_STREAM0")).isTrue();
        assertCopied(400);
    }

    @Test
    void shouldTellItsCountExactlyWhileItRuns() {
        fill(400);
        dma.set(COPY, RAM, TO, 100, MEMORY_TO_MEMORY | PINC | MINC | psize(2) | msize(2));
        dma.enable(COPY);
        dma.bench.cycles(80);
        assertThat(dma.left(COPY)).isEqualTo(90);
        dma.bench.cycles(400);
        assertThat(dma.left(COPY)).isEqualTo(40);
    }

    @Test
    void shouldBeFasterInBursts() {
        fill(400);
        dma.bench.write(COPY + 0x14, DMDIS | 3);
        dma.set(COPY, RAM, TO, 100, MEMORY_TO_MEMORY | PINC | MINC | psize(2) | msize(2) | pburst(1) | mburst(1));
        dma.enable(COPY);
        dma.bench.cycles(351);
        assertThat(dma.flags(DMA2, 0)).isEqualTo(HTIF | TCIF);
        assertCopied(400);
    }

    @Test
    void shouldPackBytes() {
        fill(33);
        dma.set(COPY, RAM, TO, 32, MEMORY_TO_MEMORY | PINC | MINC | psize(0) | msize(2));
        dma.enable(COPY);
        dma.bench.cycles(400);
        assertThat(dma.flags(DMA2, 0)).isEqualTo(HTIF | TCIF);
        assertCopied(32);
        assertThat(dma.bench.chip().bus().read(TO + 32, 1)).isZero();
    }

    @Test
    void shouldFillMemoryWithOneWord() {
        fill(4);
        dma.set(COPY, RAM, TO, 3, MEMORY_TO_MEMORY | MINC | psize(2) | msize(2));
        dma.enable(COPY);
        dma.bench.cycles(40);
        assertThat(dma.word(TO)).isEqualTo(dma.word(RAM));
        assertThat(dma.word(TO + 8)).isEqualTo(dma.word(RAM));
        assertThat(dma.word(TO + 12)).isZero();
    }

    @Test
    void shouldKnowNoDirectModeThere() {
        dma.set(COPY, RAM, TO, 3, MEMORY_TO_MEMORY | MINC | CIRC);
        dma.enable(COPY);
        assertThat(dma.bench.read(COPY + 0x14) & DMDIS).isEqualTo(DMDIS);
        dma.bench.cycles(40);
        assertThat(dma.enabled(COPY)).isFalse();
    }

    @Test
    void shouldGiveWayToAHigherPriority() {
        fill(400);
        int rx = stream(DMA2, 2);
        dma.set(rx, APB2, TO + 0x400, 1, channel(4) | pl(1));
        dma.enable(rx);
        dma.set(COPY, RAM, TO, 100, MEMORY_TO_MEMORY | PINC | MINC | psize(2) | msize(2));
        dma.enable(COPY);
        dma.bench.cycles(83);
        DmaRequest request = dma.bench.request("USART1_RX");
        request.onServed(() -> request.raise(false));
        request.raise(true);
        dma.bench.cycles(6);
        assertThat(dma.accesses).hasSize(1);
        dma.bench.cycles(800);
        assertThat(dma.flags(DMA2, 0)).isEqualTo(HTIF | TCIF);
        assertCopied(400);
    }

    @Test
    void shouldStopWhereItIsSwitchedOff() {
        fill(400);
        dma.set(COPY, RAM, TO, 100, MEMORY_TO_MEMORY | PINC | MINC | psize(2) | msize(2));
        dma.enable(COPY);
        dma.bench.cycles(160);
        dma.bench.clear(COPY, EN);
        assertThat(dma.left(COPY)).isEqualTo(80);
        assertCopied(80);
        dma.bench.cycles(1000);
        assertThat(dma.word(TO + 80)).isZero();
    }

    @Test
    void shouldFailAtTheFirstAddressThatDoesNotAnswer() {
        dma.set(COPY, RAM, 0x10000000, 8, MEMORY_TO_MEMORY | PINC | MINC | psize(2) | msize(2) | TEIE);
        dma.enable(COPY);
        dma.bench.cycles(400);
        assertThat(dma.flags(DMA2, 0) & TEIF).isEqualTo(TEIF);
        assertThat(dma.enabled(COPY)).isFalse();
    }

    @Test
    void shouldNotBeDoneByDma1() {
        int stream = stream(DMA1, 0);
        dma.set(stream, RAM, TO, 8, MEMORY_TO_MEMORY | PINC | MINC);
        dma.enable(stream);
        dma.bench.cycles(400);
        assertThat(dma.flags(DMA1, 0)).isEqualTo(TEIF);
    }
}
