package dev.platine.mcu.peripheral.i2c;

import dev.platine.mcu.peripheral.Wires;

/** I2C1 as firmware sees it, at 16 MHz: standard mode at 100 kHz, a byte lasts 90 us. */
final class I2cRegisters {
    static final int PE = 1;
    static final int SMBUS = 2;
    static final int ENPEC = 1 << 5;
    static final int ENGC = 1 << 6;
    static final int NOSTRETCH = 1 << 7;
    static final int START = 1 << 8;
    static final int STOP = 1 << 9;
    static final int ACK = 1 << 10;
    static final int POS = 1 << 11;
    static final int PEC = 1 << 12;
    static final int SWRST = 1 << 15;
    static final int ITERREN = 1 << 8;
    static final int ITEVTEN = 1 << 9;
    static final int ITBUFEN = 1 << 10;
    static final int DMAEN = 1 << 11;
    static final int LAST = 1 << 12;
    static final int SB = 1;
    static final int ADDR = 2;
    static final int BTF = 4;
    static final int ADD10 = 8;
    static final int STOPF = 1 << 4;
    static final int RXNE = 1 << 6;
    static final int TXE = 1 << 7;
    static final int BERR = 1 << 8;
    static final int ARLO = 1 << 9;
    static final int AF = 1 << 10;
    static final int OVR = 1 << 11;
    static final int PECERR = 1 << 12;
    static final int TIMEOUT = 1 << 14;
    static final int MSL = 1;
    static final int BUSY = 2;
    static final int TRA = 4;
    static final int GENCALL = 1 << 4;
    static final int DUALF = 1 << 7;

    static final int CR1 = 0x40005400;
    static final int CR2 = CR1 + 4;
    static final int OAR1 = CR1 + 8;
    static final int OAR2 = CR1 + 0xC;
    static final int DR = CR1 + 0x10;
    static final int SR1 = CR1 + 0x14;
    static final int SR2 = CR1 + 0x18;
    static final int CCR = CR1 + 0x1C;

    static final long BIT_NS = 10_000;
    static final long BYTE_NS = 90_000;

    final Wires.Node chip;
    final Wires wires;

    I2cRegisters(Wires wires, Wires.Node chip) {
        this.wires = wires;
        this.chip = chip;
        chip.route("PB6", 4).route("PB7", 4);
        chip.write(CR2, 16);
        chip.write(CCR, 80);
        chip.write(CR1, PE);
    }

    void set(int bits) {
        chip.set(CR1, bits);
    }

    void clear(int bits) {
        chip.clear(CR1, bits);
    }

    /** Looks without effect. */
    int sr1() {
        return (int) chip.chip().bus().peek(SR1, 4);
    }

    int sr2() {
        return (int) chip.chip().bus().peek(SR2, 4);
    }

    /** Polls SR1, as firmware does, until a flag is set. */
    void await(int flag) {
        for (int i = 0; i < 2000; i++) {
            if ((chip.read(SR1) & flag) != 0) {
                return;
            }
            wires.run(1000);
        }
        throw new AssertionError("flag 0x" + Integer.toHexString(flag) + " never came: SR1=0x"
                + Integer.toHexString(sr1()) + " SR2=0x" + Integer.toHexString(sr2()));
    }

    /** A start and an address, up to ADDR, which stays set. */
    void address(int bits) {
        set(START);
        await(SB);
        chip.write(DR, bits);
        await(ADDR);
    }

    void clearAddr() {
        chip.read(SR1);
        chip.read(SR2);
    }

    void send(int bits) {
        await(TXE);
        chip.write(DR, bits);
    }

    int data() {
        return (int) chip.read(DR);
    }

    int receive() {
        await(RXNE);
        return data();
    }

    void stop() {
        set(STOP);
        for (int i = 0; i < 500 && (chip.read(CR1) & STOP) != 0; i++) {
            wires.run(1000);
        }
    }

    boolean pendingEvent() {
        return chip.chip().processor().exceptions().isPending(16 + 31);
    }

    boolean pendingError() {
        return chip.chip().processor().exceptions().isPending(16 + 32);
    }
}
