package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartBench.BIT_PS;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR3;
import static dev.platine.mcu.peripheral.usart.UsartBench.CTS;
import static dev.platine.mcu.peripheral.usart.UsartBench.DR;
import static dev.platine.mcu.peripheral.usart.UsartBench.FRAME_CYCLES;
import static dev.platine.mcu.peripheral.usart.UsartBench.IDLE;
import static dev.platine.mcu.peripheral.usart.UsartBench.RXNE;
import static dev.platine.mcu.peripheral.usart.UsartBench.SR;
import static dev.platine.mcu.peripheral.usart.UsartBench.TXE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.SerialFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Flow control, half duplex, IrDA. */
class UsartFlowTest {
    private static final int IREN = 1 << 1;
    private static final int HDSEL = 1 << 3;
    private static final int RTSE = 1 << 8;
    private static final int CTSE = 1 << 9;

    private final UsartBench usart = new UsartBench();

    private List<Drive> drives(String pin) {
        return usart.bench.driven(pin).stream().map(Bench.Driven::drive).toList();
    }

    @Test
    void shouldHoldFramesUntilClearToSend() {
        usart.write(CR3, CTSE);
        usart.on(0);
        usart.bench.level("PA0", true);
        usart.write(DR, 1);
        usart.bench.cycles(3 * FRAME_CYCLES);
        assertThat(usart.sent()).isEmpty();
        assertThat(usart.flag(TXE)).isFalse();
        usart.bench.level("PA0", false);
        assertThat(usart.flag(TXE)).isTrue();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(1);
    }

    @Test
    void shouldFinishTheFrameUnderWayWhenNoLongerClearToSend() {
        usart.write(CR3, CTSE);
        usart.on(0);
        usart.write(DR, 1);
        usart.write(DR, 2);
        usart.bench.level("PA0", true);
        usart.bench.cycles(4 * FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(1);
    }

    @Test
    void shouldFlagEachChangeOfTheClearLine() {
        usart.on(0);
        usart.bench.level("PA0", true);
        assertThat(usart.flag(CTS)).as("flow control is off").isFalse();
        usart.write(CR3, CTSE);
        usart.bench.level("PA0", false);
        assertThat(usart.flag(CTS)).isTrue();
        usart.write(SR, ~CTS);
        assertThat(usart.flag(CTS)).isFalse();
        usart.bench.level("PA0", true);
        assertThat(usart.flag(CTS)).isTrue();
    }

    @Test
    void shouldRaiseTheReadyLineWhileAByteWaits() {
        usart.on(0);
        usart.write(CR3, RTSE);
        usart.receive(1);
        usart.read(DR);
        assertThat(drives("PA1")).containsExactly(Drive.LOW, Drive.HIGH, Drive.LOW);
    }

    @Test
    void shouldHearItselfInHalfDuplex() {
        usart.write(CR3, HDSEL);
        usart.on(0);
        usart.write(DR, 0x42);
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.read(DR)).isEqualTo(0x42);
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.flag(IDLE)).isTrue();
    }

    @Test
    void shouldReceiveByTheSendingPinInHalfDuplex() {
        usart.write(CR3, HDSEL);
        usart.on(0);
        usart.receive(1);
        assertThat(usart.flag(RXNE)).as("RX is not used").isFalse();
        usart.bench.receive("PA2", new SerialFrame(0x33, 8, BIT_PS, 2));
        assertThat(usart.read(DR)).isEqualTo(0x33);
    }

    @Test
    void shouldReleaseTheLineBetweenFramesInHalfDuplex() {
        usart.write(CR3, HDSEL);
        usart.on(0);
        assertThat(drives("PA2")).isEmpty();
        usart.write(DR, 1);
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(drives("PA2")).containsExactly(Drive.HIGH, Drive.FLOATING);
    }

    @Test
    void shouldBeDeafWhileItSendsInfrared() {
        usart.write(CR3, IREN);
        usart.on(0);
        usart.write(DR, 1);
        usart.receive(2);
        assertThat(usart.flag(RXNE)).isFalse();
        usart.bench.cycles(FRAME_CYCLES);
        assertThat(usart.sent()).containsExactly(1);
        usart.receive(3);
        assertThat(usart.read(DR)).isEqualTo(3);
    }
}
