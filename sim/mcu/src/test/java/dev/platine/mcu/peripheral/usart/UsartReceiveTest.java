package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartBench.BIT_PS;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR1;
import static dev.platine.mcu.peripheral.usart.UsartBench.CR3;
import static dev.platine.mcu.peripheral.usart.UsartBench.DR;
import static dev.platine.mcu.peripheral.usart.UsartBench.FE;
import static dev.platine.mcu.peripheral.usart.UsartBench.M;
import static dev.platine.mcu.peripheral.usart.UsartBench.NF;
import static dev.platine.mcu.peripheral.usart.UsartBench.ORE;
import static dev.platine.mcu.peripheral.usart.UsartBench.PCE;
import static dev.platine.mcu.peripheral.usart.UsartBench.PE;
import static dev.platine.mcu.peripheral.usart.UsartBench.PS;
import static dev.platine.mcu.peripheral.usart.UsartBench.RE;
import static dev.platine.mcu.peripheral.usart.UsartBench.RXNE;
import static dev.platine.mcu.peripheral.usart.UsartBench.SR;
import static dev.platine.mcu.peripheral.usart.UsartBench.UE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsartReceiveTest {
    private static final int ERRORS = ORE | NF | FE | PE;
    private static final int ONEBIT = 1 << 11;

    private final UsartBench usart = new UsartBench();

    private int errors() {
        return usart.status() & ERRORS;
    }

    @Test
    void shouldReceiveAByte() {
        usart.on(0);
        usart.receive(0x5A);
        assertThat(usart.flag(RXNE)).isTrue();
        assertThat(errors()).isZero();
        assertThat(usart.read(DR)).isEqualTo(0x5A);
        assertThat(usart.flag(RXNE)).isFalse();
    }

    @Test
    void shouldClearTheFlagOfTheDataRegisterByZero() {
        usart.on(0);
        usart.receive(1);
        usart.write(SR, ~RXNE);
        assertThat(usart.flag(RXNE)).isFalse();
    }

    @Test
    void shouldKeepTheFirstByteWhenOverrun() {
        usart.on(0);
        usart.receive(1);
        usart.receive(2);
        assertThat(usart.flag(ORE)).isTrue();
        assertThat(usart.read(SR) & ORE).isEqualTo(ORE);
        assertThat(usart.read(DR)).isEqualTo(1);
        assertThat(usart.flag(ORE)).isFalse();
    }

    @Test
    void shouldClearErrorsOnlyThatTheStatusShowedBefore() {
        usart.on(0);
        usart.receive(1);
        usart.read(SR);
        usart.receive(2);
        usart.read(DR);
        assertThat(usart.flag(ORE)).as("came behind the read of the status").isTrue();
        usart.read(SR);
        usart.read(DR);
        assertThat(usart.flag(ORE)).isFalse();
    }

    @Test
    void shouldHearNothingUnlessSwitchedOn() {
        usart.write(CR1, UE);
        usart.receive(1);
        usart.write(CR1, RE);
        usart.receive(1);
        assertThat(usart.flag(RXNE)).isFalse();
        usart.write(CR1, UE | RE);
        usart.receive(1);
        assertThat(usart.flag(RXNE)).isTrue();
    }

    @Test
    void shouldReceiveNineBits() {
        usart.on(M);
        usart.receive(0x155, 9, BIT_PS);
        assertThat(usart.read(DR)).isEqualTo(0x155);
        usart.receive(0x55, 8, BIT_PS);
        assertThat(usart.read(DR)).as("the stop bit is the ninth").isEqualTo(0x155);
    }

    @Test
    void shouldCheckParity() {
        usart.on(PCE);
        usart.receive(0x03);
        assertThat(errors()).isZero();
        assertThat(usart.read(DR)).isEqualTo(0x03);
        usart.receive(0x83);
        assertThat(errors()).isEqualTo(PE);
        usart.read(SR);
        assertThat(usart.read(DR)).isEqualTo(0x83);
        assertThat(errors()).isZero();
        usart.write(CR1, UE | RE | PCE | PS);
        usart.receive(0x83);
        assertThat(errors()).isZero();
    }

    @Test
    void shouldClearAParityErrorByWritingToo() {
        usart.on(PCE);
        usart.receive(0x01);
        usart.read(SR);
        usart.write(DR, 0);
        assertThat(errors()).isZero();
    }

    @Test
    void shouldUnderstandARateThatDeviatesLittle() {
        usart.on(0);
        for (double rate : new double[] {0.96, 0.98, 1.02, 1.04}) {
            for (int data = 0; data < 256; data++) {
                usart.receive(data, 8, BIT_PS / rate);
                assertThat(errors()).as("%d at %f", data, rate).isZero();
                assertThat(usart.read(DR)).isEqualTo(data);
            }
        }
    }

    @Test
    void shouldSeeErrorsAtARateThatDeviatesMuch() {
        usart.on(0);
        usart.receive(0x00, 8, BIT_PS * 1.06);
        assertThat(errors() & FE).as("the stop bit comes too late").isEqualTo(FE);
        usart.read(SR);
        assertThat(usart.read(DR)).isZero();
        usart.receive(0x00, 8, BIT_PS * 0.94);
        assertThat(usart.read(DR)).as("the stop bit comes for the last bit").isEqualTo(0x80);
        usart.receive(0x00, 8, BIT_PS * 1.05);
        assertThat(errors()).as("samples differ").isEqualTo(NF);
    }

    @Test
    void shouldNotSeeNoiseWithOneSample() {
        usart.on(0);
        usart.write(CR3, ONEBIT);
        usart.receive(0x00, 8, BIT_PS * 1.05);
        assertThat(errors()).isZero();
    }

    @Test
    void shouldTakeSeveralCharactersFromASlowSender() {
        usart.on(0);
        usart.receive(0x55, 8, BIT_PS * 12.0);
        assertThat(usart.read(DR)).isZero();
        assertThat(errors()).isEqualTo(ORE | FE);
    }

    @Test
    void shouldIgnoreAFrameWithoutDuration() {
        usart.on(0);
        usart.receive(1, 8, 0);
        assertThat(usart.flag(RXNE)).isFalse();
        assertThat(errors()).isZero();
    }

    @Test
    void shouldSampleEightTimesABit() {
        usart.write(UsartBench.BRR, 20 << 4);
        usart.on(1 << 15);
        usart.receive(0xA5);
        assertThat(errors()).isZero();
        assertThat(usart.read(DR)).isEqualTo(0xA5);
        usart.receive(0x00, 8, BIT_PS * 1.045);
        assertThat(errors()).as("three samples are a quarter of a bit").isEqualTo(NF);
    }
}
