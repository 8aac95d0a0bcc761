package dev.platine.mcu.peripheral.dma;

import static dev.platine.mcu.peripheral.dma.DmaBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.DmaRequest;
import org.junit.jupiter.api.Test;

/** One stream, one block of data: directions, sizes, addresses, flags, the end. USART2_RX is stream 5 of DMA1, channel 4. */
class DmaTransferTest {
    private static final int RX = stream(DMA1, 5);
    private static final int TX = stream(DMA1, 6);

    private final DmaBench dma = new DmaBench();

    @Test
    void shouldBringBytesToMemoryOneARequest() {
        dma.set(RX, APB1, RAM, 4, channel(4) | MINC);
        dma.enable(RX);
        dma.requests("USART2_RX", 3);
        assertThat(dma.word(RAM)).isEqualTo(0x131211);
        assertThat(dma.left(RX)).isEqualTo(1);
        dma.request("USART2_RX");
        assertThat(dma.word(RAM)).isEqualTo(0x14131211);
        assertThat(dma.accesses).containsOnly("r1@0");
    }

    @Test
    void shouldEndWithFlagsAndWithoutEnable() {
        dma.set(RX, APB1, RAM, 4, channel(4) | MINC | TCIE | HTIE);
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.flags(DMA1, 5)).isZero();
        dma.request("USART2_RX");
        assertThat(dma.flags(DMA1, 5)).isEqualTo(HTIF);
        assertThat(dma.bench.pending("DMA1_STREAM5")).isTrue();
        dma.requests("USART2_RX", 2);
        assertThat(dma.flags(DMA1, 5)).isEqualTo(HTIF | TCIF);
        assertThat(dma.enabled(RX)).isFalse();
        assertThat(dma.left(RX)).isZero();
    }

    @Test
    void shouldClearFlagsByWritingOnes() {
        dma.set(RX, APB1, RAM, 1, channel(4));
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.flags(DMA1, 5)).isEqualTo(HTIF | TCIF);
        dma.bench.write(DMA1 + 0xC, TCIF << 6);
        assertThat(dma.flags(DMA1, 5)).isEqualTo(HTIF);
        assertThat(dma.bench.read(DMA1 + 0xC)).isZero();
    }

    @Test
    void shouldLowerItsLineWithTheFlag() {
        dma.set(RX, APB1, RAM, 1, channel(4) | TCIE);
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.bench.pending("DMA1_STREAM5")).isTrue();
        dma.bench.write(DMA1 + 0xC, 0x3D << 6);
        dma.bench.chip().processor().exceptions().pend(16 + 16, false);
        dma.bench.cycles(10);
        assertThat(dma.bench.pending("DMA1_STREAM5")).isFalse();
    }

    @Test
    void shouldTakeBytesFromMemoryOneARequest() {
        dma.bytes(RAM, 0xA, 0xB, 0xC);
        dma.set(TX, APB1 + 4, RAM, 3, channel(4) | MINC | TO_PERIPHERAL);
        dma.enable(TX);
        dma.bench.cycles(50);
        assertThat(dma.accesses).isEmpty();
        dma.requests("USART2_TX", 3);
        assertThat(dma.accesses).containsExactly("a/1@4", "b/1@4", "c/1@4");
        assertThat(dma.flags(DMA1, 6)).isEqualTo(HTIF | TCIF);
        assertThat(dma.enabled(TX)).isFalse();
    }

    @Test
    void shouldServeARequestThatWaitedForEnable() {
        DmaRequest request = dma.bench.request("USART2_TX");
        request.onServed(() -> request.raise(false));
        request.raise(true);
        dma.bytes(RAM, 0x55);
        dma.set(TX, APB1, RAM, 1, channel(4) | TO_PERIPHERAL);
        dma.enable(TX);
        dma.bench.cycles(20);
        assertThat(dma.accesses).containsExactly("55/1@0");
    }

    @Test
    void shouldHearOnlyItsChannel() {
        dma.set(RX, APB1, RAM, 4, channel(3) | MINC);
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.left(RX)).isEqualTo(4);
        dma.bench.request("USART2_RX").raise(false);
        dma.request("TIM2_CH1");
        assertThat(dma.left(RX)).isEqualTo(3);
    }

    @Test
    void shouldMoveOnAtThePeripheralsSide() {
        dma.set(RX, APB1, RAM, 3, channel(4) | MINC | PINC | psize(1));
        dma.enable(RX);
        dma.requests("USART2_RX", 3);
        assertThat(dma.accesses).containsExactly("r2@0", "r2@2", "r2@4");
    }

    @Test
    void shouldMoveOnByWordsWhereTheOffsetIsFixed() {
        dma.bench.write(RX + 0x14, DMDIS);
        dma.set(RX, APB1, RAM, 3, channel(4) | MINC | PINC | PINCOS | psize(1) | msize(1));
        dma.enable(RX);
        dma.requests("USART2_RX", 3);
        assertThat(dma.accesses).containsExactly("r2@0", "r2@4", "r2@8");
    }

    @Test
    void shouldUseTheSizeOfThePeripheralInDirectMode() {
        dma.set(RX, APB1, RAM, 2, channel(4) | MINC | psize(1) | msize(2) | mburst(1));
        dma.enable(RX);
        dma.requests("USART2_RX", 2);
        assertThat(dma.word(RAM)).isEqualTo(0x120011);
        assertThat(dma.bench.read(RX) >> 13 & 3).isEqualTo(1);
        assertThat(dma.bench.read(RX) >> 23 & 3).isZero();
    }

    @Test
    void shouldTakeFiveCyclesWhereTheApbRunsAsFastAsTheBus() {
        dma.set(RX, APB1, RAM, 2, channel(4));
        dma.enable(RX);
        DmaRequest request = dma.bench.request("USART2_RX");
        request.onServed(() -> request.raise(false));
        request.raise(true);
        dma.bench.cycles(4);
        assertThat(dma.accesses).isEmpty();
        dma.bench.cycles(1);
        assertThat(dma.accesses).hasSize(1);
    }

    @Test
    void shouldBeginAgainWithTheCountOfBefore() {
        dma.set(RX, APB1, RAM, 2, channel(4) | MINC);
        dma.enable(RX);
        dma.requests("USART2_RX", 2);
        dma.bench.write(DMA1 + 0xC, -1);
        dma.enable(RX);
        assertThat(dma.left(RX)).isEqualTo(2);
        dma.request("USART2_RX");
        assertThat(dma.word(RAM)).isEqualTo(0x1213);
    }

    @Test
    void shouldServeNothingWithoutCount() {
        dma.set(RX, APB1, RAM, 0, channel(4));
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(dma.enabled(RX)).isTrue();
        assertThat(dma.accesses).isEmpty();
    }

    @Test
    void shouldKeepItsSettingsWhileEnabled() {
        dma.set(RX, APB1, RAM, 2, channel(4) | MINC);
        dma.enable(RX);
        dma.bench.write(RX + 4, 9);
        dma.bench.write(RX + 8, 9);
        dma.bench.write(RX + 0xC, 9);
        dma.bench.write(RX + 0x14, 3);
        dma.bench.write(RX, channel(1) | EN | TCIE);
        assertThat(dma.left(RX)).isEqualTo(2);
        assertThat(dma.bench.read(RX + 8)).isEqualTo(APB1);
        assertThat(dma.bench.read(RX + 0xC)).isEqualTo(RAM);
        assertThat(dma.bench.read(RX + 0x14)).isEqualTo(0x21);
        assertThat(dma.bench.read(RX)).isEqualTo(channel(4) | MINC | EN | TCIE);
    }

    @Test
    void shouldTellTheEndWhenItIsSwitchedOff() {
        dma.set(RX, APB1, RAM, 4, channel(4) | MINC | TCIE);
        dma.enable(RX);
        dma.request("USART2_RX");
        dma.bench.clear(RX, EN);
        assertThat(dma.flags(DMA1, 5)).isEqualTo(TCIF);
        assertThat(dma.left(RX)).isEqualTo(3);
        dma.request("USART2_RX");
        assertThat(dma.accesses).hasSize(1);
    }

    @Test
    void shouldStandStillWithoutClock() {
        dma.set(RX, APB1, RAM, 4, channel(4) | MINC);
        dma.enable(RX);
        dma.bench.chip().blocks().get("DMA1").clock(false);
        dma.request("USART2_RX");
        assertThat(dma.accesses).isEmpty();
        dma.bench.chip().blocks().get("DMA1").clock(true);
        dma.bench.cycles(20);
        assertThat(dma.accesses).hasSize(1);
    }

    @Test
    void shouldEndWhereThePeripheralSays() {
        int sdio = stream(DMA2, 3);
        dma.set(sdio, APB2, RAM, 5, channel(4) | MINC | PFCTRL | psize(2) | msize(2));
        dma.enable(sdio);
        assertThat(dma.left(sdio)).isEqualTo(0xFFFF);
        dma.request("SDIO");
        assertThat(dma.enabled(sdio)).isTrue();
        dma.bench.request("SDIO").endsFlow(true);
        dma.request("SDIO");
        assertThat(dma.enabled(sdio)).isFalse();
        assertThat(dma.left(sdio)).isEqualTo(0xFFFD);
        assertThat(dma.flags(DMA2, 3)).isEqualTo(TCIF);
    }

    @Test
    void shouldTellItsBlockOfTheLast() {
        int[] told = {0};
        dma.bench.request("USART2_RX").onLast(() -> told[0]++);
        dma.set(RX, APB1, RAM, 2, channel(4));
        dma.enable(RX);
        dma.request("USART2_RX");
        assertThat(told[0]).isZero();
        dma.request("USART2_RX");
        assertThat(told[0]).isEqualTo(1);
    }

    @Test
    void shouldForgetEverythingByReset() {
        dma.set(RX, APB1, RAM, 2, channel(4) | TCIE);
        dma.enable(RX);
        dma.bench.chip().blocks().get("DMA1").reset();
        dma.request("USART2_RX");
        assertThat(dma.accesses).isEmpty();
        assertThat(dma.bench.read(RX)).isZero();
    }
}
