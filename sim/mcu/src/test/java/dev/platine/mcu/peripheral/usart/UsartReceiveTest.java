package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartBench.DR;
import static dev.platine.mcu.peripheral.usart.UsartBench.ORE;
import static dev.platine.mcu.peripheral.usart.UsartBench.RXNE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsartReceiveTest {
    private final UsartBench usart = new UsartBench();

    @Test
    void shouldReceiveAByte() {
        usart.on(0);
        usart.receive(0x5A);
        assertThat(usart.flag(RXNE)).isTrue();
        assertThat(usart.read(DR)).isEqualTo(0x5A);
        assertThat(usart.flag(RXNE)).isFalse();
    }

    @Test
    void shouldKeepTheFirstByteWhenOverrun() {
        usart.on(0);
        usart.receive(1);
        usart.receive(2);
        assertThat(usart.flag(ORE)).isTrue();
        assertThat(usart.read(UsartBench.SR) & ORE).isEqualTo(ORE);
        assertThat(usart.read(DR)).isEqualTo(1);
        assertThat(usart.flag(ORE)).isFalse();
    }
}
