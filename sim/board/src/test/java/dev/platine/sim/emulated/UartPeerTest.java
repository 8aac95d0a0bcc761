package dev.platine.sim.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who stands at the other end of a serial port. */
class UartPeerTest {
    private static final int RCC = 0x40023800;
    private static final int PORT_A = 0x40020000;
    private static final int USART2 = 0x40004400;
    private static final int DR = USART2 + 4;
    private static final int RXNE = 1 << 5;
    private static final int ORE = 1 << 3;
    private static final long BYTE_NS = 90_000;

    private final Rig rig = new Rig("stm32f446", List.of("PA1", "PA2", "PA3"), List.of(), List.of(), Map.of());

    @AfterEach
    void close() {
        rig.close();
    }

    /** 115,200 baud from 16 MHz; RTS, TX and RX on PA1 to PA3. */
    private void start(int more) {
        rig.write(RCC + 0x30, 1);
        rig.write(RCC + 0x40, 1 << 17);
        rig.set(PORT_A, 0xA8);
        rig.set(PORT_A + 0x20, 0x7770);
        rig.write(USART2 + 8, 139);
        rig.write(USART2 + 0x14, more);
        rig.write(USART2 + 0xC, 1 << 13 | 3 << 2);
    }

    private void give(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        rig.body().uart("USART2").give(bytes, 0, bytes.length);
    }

    @Test
    void shouldSpeakOnTheOneLineOfAHalfDuplexPort() {
        start(1 << 3);
        give("x");
        rig.run(2 * BYTE_NS);
        assertThat(rig.read(USART2) & RXNE).isNotZero();
        assertThat(rig.read(DR)).isEqualTo('x');
    }

    @Test
    void shouldWaitWhileRtsIsHigh() {
        start(1 << 8);
        give("abc");
        for (char c : "abc".toCharArray()) {
            rig.run(10 * BYTE_NS);
            assertThat(rig.read(USART2) & (RXNE | ORE)).isEqualTo(RXNE);
            assertThat(rig.read(DR)).isEqualTo(c);
        }
    }

    @Test
    void shouldOverrunAFirmwareWithoutFlowControl() {
        start(0);
        give("abc");
        rig.run(10 * BYTE_NS);
        assertThat(rig.read(USART2) & ORE).isNotZero();
    }
}
