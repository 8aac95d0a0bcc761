package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartBench.BIT_PS;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR1;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR2;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR3;
import static dev.platine.mcu.peripheral.usart.UsartBench.DR;
import static dev.platine.mcu.peripheral.usart.UsartBench.FRAME_CYCLES;
import static dev.platine.mcu.peripheral.usart.UsartBench.IDLE;
import static dev.platine.mcu.peripheral.usart.UsartBench.PCE;
import static dev.platine.mcu.peripheral.usart.UsartBench.PEIE;
import static dev.platine.mcu.peripheral.usart.UsartBench.RXNE;
import static dev.platine.mcu.peripheral.usart.UsartBench.SR;
import static dev.platine.mcu.peripheral.usart.UsartBench.TC;
import static dev.platine.mcu.peripheral.usart.UsartBench.TXE;
import static dev.platine.mcu.peripheral.usart.UsartBench.UE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.SerialFrame;
import org.junit.jupiter.api.Test;

/** Interrupts and requests: levels of flag and enable. */
class UsartInterruptTest {
    private static final int EIE = 1;
    private static final int DMAR = 1 << 6;
    private static final int DMAT = 1 << 7;
    private static final int CTSE = 1 << 9;
    private static final int CTSIE = 1 << 10;

    private final UsartBench usart = new UsartBench();

    /** Whether the line is high: pending comes back when it is cleared. */
    private boolean wanted() {
        usart.bench.chip().processor().exceptions().unpend(16 + 38);
        return usart.bench.pending("USART2");
    }

    private void enable(int bits) {
        usart.bench.set(0x4000440C, bits);
    }

    @Test
    void shouldInterruptWhileTheDataRegisterIsEmpty() {
        usart.on(0);
        assertThat(wanted()).isFalse();
        enable(TXE);
        assertThat(wanted()).isTrue();
        usart.write(DR, 1);
        assertThat(wanted()).as("the byte went on at once").isTrue();
        usart.write(DR, 2);
        assertThat(wanted()).isFalse();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(wanted()).isTrue();
    }

    @Test
    void shouldInterruptWhenTransmissionIsComplete() {
        usart.on(0);
        usart.write(SR, ~TC);
        enable(TC);
        usart.write(DR, 1);
        assertThat(wanted()).isFalse();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(wanted()).isTrue();
    }

    @Test
    void shouldInterruptWhenAByteWaitsOrOneIsLost() {
        usart.on(RXNE);
        usart.receive(1);
        assertThat(wanted()).isTrue();
        usart.read(DR);
        assertThat(wanted()).isFalse();
        usart.receive(2);
        usart.receive(3);
        usart.read(DR);
        assertThat(wanted()).as("overrun").isTrue();
        usart.read(SR);
        usart.read(DR);
        assertThat(wanted()).isFalse();
    }

    @Test
    void shouldInterruptWhenTheLineIsIdle() {
        usart.on(IDLE);
        usart.receive(1);
        assertThat(wanted()).isFalse();
        usart.bench.cycles(2 * FRAME_CYCLES);
        assertThat(wanted()).isTrue();
    }

    @Test
    void shouldInterruptForParity() {
        usart.on(PCE);
        usart.receive(1);
        assertThat(wanted()).isFalse();
        enable(PEIE);
        assertThat(wanted()).isTrue();
    }

    @Test
    void shouldInterruptForABreak() {
        usart.write(CR2, 1 << 14);
        usart.on(0);
        usart.bench.receive("PA3", new SerialFrame(0, 11, BIT_PS, 0));
        assertThat(wanted()).isFalse();
        usart.write(CR2, (1 << 14) | (1 << 6));
        assertThat(wanted()).isTrue();
    }

    @Test
    void shouldInterruptForTheClearLine() {
        usart.on(0);
        usart.write(CR3, CTSE);
        usart.bench.level("PA0", true);
        assertThat(wanted()).isFalse();
        usart.write(CR3, CTSE | CTSIE);
        assertThat(wanted()).isTrue();
    }

    @Test
    void shouldInterruptForErrorsOnlyWhileMemoryIsAccessedDirectly() {
        usart.on(0);
        usart.bench.receive("PA3", new SerialFrame(0, 8, BIT_PS, 0));
        usart.write(CR3, EIE);
        assertThat(wanted()).isFalse();
        usart.write(CR3, EIE | DMAR);
        assertThat(wanted()).isTrue();
    }

    @Test
    void shouldRequestTransfers() {
        Bench bench = usart.bench;
        usart.on(0);
        assertThat(bench.request("USART2_TX").isRaised()).isFalse();
        usart.write(CR3, DMAT | DMAR);
        assertThat(bench.request("USART2_TX").isRaised()).isTrue();
        usart.write(DR, 1);
        usart.write(DR, 2);
        assertThat(bench.request("USART2_TX").isRaised()).isFalse();
        assertThat(bench.request("USART2_RX").isRaised()).isFalse();
        usart.receive(1);
        assertThat(bench.request("USART2_RX").isRaised()).isTrue();
        usart.read(DR);
        assertThat(bench.request("USART2_RX").isRaised()).isFalse();
    }

    @Test
    void shouldMoveBytesBothWaysWithoutTheProcessor() {
        Bench bench = usart.bench;
        usart.on(0);
        int dma1 = 0x40026000;
        for (int i = 0; i < 4; i++) {
            bench.write(0x20000000 + 4 * i, 0x04030201 + 0x04040404 * i);
        }
        stream(dma1 + 0x10 + 0x18 * 6, 0x20000000, 16, (4 << 25) | (1 << 10) | (1 << 6) | 1);
        stream(dma1 + 0x10 + 0x18 * 5, 0x20000100, 3, (4 << 25) | (1 << 10) | 1);
        usart.write(SR, ~TC);
        usart.write(CR3, DMAT | DMAR);
        bench.cycles(8 * FRAME_CYCLES);
        for (int data = 7; data < 10; data++) {
            usart.receive(data);
            bench.cycles(FRAME_CYCLES);
        }
        bench.cycles(6 * FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        assertThat(usart.flag(TC)).isTrue();
        assertThat(bench.read(0x20000100)).isEqualTo(0x00090807);
        assertThat(bench.sent("PA2").get(15).ns() - bench.sent("PA2").get(0).ns())
                .as("without gaps")
                .isEqualTo(1_500_000);
    }

    private void stream(int stream, int memory, int count, int control) {
        usart.bench.write(stream + 4, count);
        usart.bench.write(stream + 8, 0x40004404);
        usart.bench.write(stream + 12, memory);
        usart.bench.write(stream, control);
    }

    @Test
    void shouldForgetAllWhenReset() {
        usart.on(RXNE | TXE);
        usart.write(DR, 1);
        usart.write(DR, 2);
        usart.receive(3);
        usart.bench.chip().blocks().get("USART2").reset();
        assertThat(wanted()).isFalse();
        assertThat(usart.status()).isEqualTo(TC | TXE);
        assertThat(usart.read(DR)).isZero();
        usart.bench.cycles(3 * FRAME_CYCLES);
        assertThat(usart.sent()).isEmpty();
    }

    @Test
    void shouldWorkOnEachPortOfEachChip() {
        Stm32f4.all().forEach(chip -> {
            Bench bench = new Bench(chip);
            bench.chip().blocks().forEach((name, block) -> {
                if (block instanceof Usart) {
                    bench.write(bench.base(name) + CR1, UE | UsartBench.TE | TXE);
                    assertThat(bench.pending(name)).as(chip.name() + " " + name).isTrue();
                }
            });
        });
    }
}
