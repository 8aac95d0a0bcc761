package dev.platine.mcu.peripheral.usart;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.SerialFrame;
import java.util.List;
import java.util.function.Function;

/** USART2 on PA2 and PA3 of a chip at 16 MHz, and what tests do with it. */
final class UsartBench {
    static final int SR = 0x00;
    static final int DR = 0x04;
    static final int BRR = 0x08;
    static final int CR1 = 0x0C;
    static final int CR2 = 0x10;
    static final int CR3 = 0x14;

    static final int UE = 1 << 13;
    static final int M = 1 << 12;
    static final int WAKE = 1 << 11;
    static final int PCE = 1 << 10;
    static final int PS = 1 << 9;
    static final int PEIE = 1 << 8;
    static final int TE = 1 << 3;
    static final int RE = 1 << 2;

    static final int PE = 1;
    static final int FE = 1 << 1;
    static final int NF = 1 << 2;
    static final int ORE = 1 << 3;
    static final int IDLE = 1 << 4;
    static final int RXNE = 1 << 5;
    static final int TC = 1 << 6;
    static final int TXE = 1 << 7;
    static final int LBD = 1 << 8;
    static final int CTS = 1 << 9;

    /** The frame of what was sent. */
    static final Function<Bench.Sent, SerialFrame> FRAME = Bench.Sent::frame;

    /** 16 MHz over 100,000 baud: a bit is 10 microseconds. */
    static final int DIVISOR = 160;

    static final long BIT_PS = 10_000_000;
    static final long FRAME_CYCLES = 10 * DIVISOR;

    private static final int USART2 = 0x40004400;
    private static final int GPIOA = 0x40020000;

    final Bench bench;

    UsartBench() {
        this(Stm32f4.f407());
    }

    UsartBench(ChipSpec chip) {
        bench = new Bench(chip);
        bench.set(GPIOA, 0xAA);
        bench.write(GPIOA + 0x20, 0x7777);
        write(BRR, DIVISOR);
    }

    /** Switched on, the idle frame behind it. */
    UsartBench on(int control) {
        write(CR1, UE | TE | RE | control);
        bench.cycles(2 * FRAME_CYCLES);
        return this;
    }

    void write(int register, int value) {
        bench.write(USART2 + register, value);
    }

    int read(int register) {
        return (int) bench.read(USART2 + register);
    }

    /** The status register without the effects of reading it. */
    int status() {
        return (int) bench.chip().bus().peek(USART2 + SR, 4);
    }

    boolean flag(int bits) {
        return (status() & bits) != 0;
    }

    void receive(int data) {
        bench.receive("PA3", new SerialFrame(data, 8, BIT_PS, 2));
    }

    void receive(int data, int bits, double bitPs) {
        bench.receive("PA3", new SerialFrame(data, bits, (long) bitPs, 2));
    }

    List<Integer> sent() {
        return bench.sent("PA2").stream().map(s -> s.frame().data()).toList();
    }
}
