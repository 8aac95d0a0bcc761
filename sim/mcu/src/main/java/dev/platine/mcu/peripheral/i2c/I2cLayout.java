package dev.platine.mcu.peripheral.i2c;

import dev.platine.mcu.register.RegisterLayout;

/** The registers of I2C (RM0090 section 27.6) and their bits. */
final class I2cLayout {
    static final int CR1 = 0x00;
    static final int CR2 = 0x04;
    static final int OAR1 = 0x08;
    static final int OAR2 = 0x0C;
    static final int DR = 0x10;
    static final int SR1 = 0x14;
    static final int SR2 = 0x18;
    static final int CCR = 0x1C;

    // CR1.
    static final int PE = 1;
    static final int SMBUS = 1 << 1;
    static final int ENPEC = 1 << 5;
    static final int ENGC = 1 << 6;
    static final int NOSTRETCH = 1 << 7;
    static final int START = 1 << 8;
    static final int STOP = 1 << 9;
    static final int ACK = 1 << 10;
    static final int POS = 1 << 11;
    static final int PEC = 1 << 12;
    static final int ALERT = 1 << 13;
    static final int SWRST = 1 << 15;

    // CR2.
    static final int FREQ = 0x3F;
    static final int ITERREN = 1 << 8;
    static final int ITEVTEN = 1 << 9;
    static final int ITBUFEN = 1 << 10;
    static final int DMAEN = 1 << 11;
    static final int LAST = 1 << 12;

    static final int ENDUAL = 1;
    static final int ADDMODE = 1 << 15;

    // SR1.
    static final int SB = 1;
    static final int ADDR = 1 << 1;
    static final int BTF = 1 << 2;
    static final int ADD10 = 1 << 3;
    static final int STOPF = 1 << 4;
    static final int RXNE = 1 << 6;
    static final int TXE = 1 << 7;
    static final int BERR = 1 << 8;
    static final int ARLO = 1 << 9;
    static final int AF = 1 << 10;
    static final int OVR = 1 << 11;
    static final int PECERR = 1 << 12;
    static final int TIMEOUT = 1 << 14;
    static final int EVENTS = SB | ADDR | BTF | ADD10 | STOPF;
    static final int ERRORS = BERR | ARLO | AF | OVR | PECERR | TIMEOUT | 1 << 15;

    // SR2.
    static final int MSL = 1;
    static final int BUSY = 1 << 1;
    static final int TRA = 1 << 2;
    static final int GENCALL = 1 << 4;
    static final int DUALF = 1 << 7;

    // CCR.
    static final int DUTY = 1 << 14;
    static final int FS = 1 << 15;

    static final RegisterLayout I2C = builder().build();
    /** With noise filters, which find no noise here. */
    static final RegisterLayout WITH_FILTERS =
            builder().register("FLTR", 0x24, 0, "DNF@0:4?, ANOFF@4?").build();

    /** The F446's other kind: known only. */
    static final RegisterLayout FAST_PLUS = RegisterLayout.of("FMPI2C")
            .register("CR1", 0x00, 0, "CR1@0:24?")
            .register("CR2", 0x04, 0, "CR2@0:27?")
            .register("OAR1", 0x08, 0, "OAR1@0:16?")
            .register("OAR2", 0x0C, 0, "OAR2@0:16?")
            .register("TIMINGR", 0x10, 0, "TIMINGR@0:32?")
            .register("TIMEOUTR", 0x14, 0, "TIMEOUTR@0:32?")
            .register("ISR", 0x18, 1, "ISR@0:24 r?")
            .register("ICR", 0x1C, 0, "ICR@0:14 w?")
            .register("PECR", 0x20, 0, "PEC@0:8 r?")
            .register("RXDR", 0x24, 0, "RXDATA@0:8 r?")
            .register("TXDR", 0x28, 0, "TXDATA@0:8?")
            .build();

    private I2cLayout() {}

    private static RegisterLayout.Builder builder() {
        return RegisterLayout.of("I2C")
                .register(
                        "CR1",
                        CR1,
                        0,
                        "PE@0, SMBUS@1, SMBTYPE@3?, ENARP@4?, ENPEC@5, ENGC@6, NOSTRETCH@7, START@8, STOP@9, ACK@10, POS@11,"
                                + "PEC@12, ALERT@13?, SWRST@15")
                .register("CR2", CR2, 0, "FREQ@0:6, ITERREN@8, ITEVTEN@9, ITBUFEN@10, DMAEN@11, LAST@12")
                // The manual has bit 14 kept at 1 by software, and says nothing of an effect.
                .register("OAR1", OAR1, 0, "ADD0@0, ADD7@1:7, ADD10@8:2, KEPT_1@14, ADDMODE@15")
                .register("OAR2", OAR2, 0, "ENDUAL@0, ADD2@1:7")
                .register("DR", DR, 0, "DR@0:8")
                .register(
                        "SR1",
                        SR1,
                        0,
                        "SB@0 r, ADDR@1 r, BTF@2 r, ADD10@3 r, STOPF@4 r, RxNE@6 r, TxE@7 r, BERR@8 rc_w0, ARLO@9 rc_w0,"
                                + "AF@10 rc_w0, OVR@11 rc_w0, PECERR@12 rc_w0, TIMEOUT@14 rc_w0, SMBALERT@15 rc_w0?")
                .register(
                        "SR2",
                        SR2,
                        0,
                        "MSL@0 r, BUSY@1 r, TRA@2 r, GENCALL@4 r, SMBDEFAULT@5 r?, SMBHOST@6 r?, DUALF@7 r, PEC@8:8 r")
                .register("CCR", CCR, 0, "CCR@0:12, DUTY@14, F_S@15")
                // On ideal lines, which rise at once, the rise time changes nothing.
                .register("TRISE", 0x20, 2, "TRISE@0:6!");
    }
}
