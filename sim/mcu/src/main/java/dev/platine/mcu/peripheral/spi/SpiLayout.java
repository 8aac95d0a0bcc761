package dev.platine.mcu.peripheral.spi;

import dev.platine.mcu.register.RegisterLayout;

/** The registers of SPI (RM0090 section 28.5) and their bits. */
final class SpiLayout {
    static final int CR1 = 0x00;
    static final int CR2 = 0x04;
    static final int SR = 0x08;
    static final int DR = 0x0C;
    static final int CRCPR = 0x10;
    static final int RXCRCR = 0x14;
    static final int TXCRCR = 0x18;
    static final int I2SCFGR = 0x1C;
    static final int I2SPR = 0x20;

    // CR1.
    static final int MSTR = 1 << 2;
    static final int SPE = 1 << 6;
    static final int LSBFIRST = 1 << 7;
    static final int SSI = 1 << 8;
    static final int SSM = 1 << 9;
    static final int RXONLY = 1 << 10;
    static final int DFF = 1 << 11;
    static final int CRCNEXT = 1 << 12;
    static final int CRCEN = 1 << 13;
    static final int BIDIOE = 1 << 14;
    static final int BIDIMODE = 1 << 15;

    // CR2.
    static final int RXDMAEN = 1;
    static final int TXDMAEN = 1 << 1;
    static final int SSOE = 1 << 2;
    static final int FRF = 1 << 4;
    static final int ERRIE = 1 << 5;
    static final int RXNEIE = 1 << 6;
    static final int TXEIE = 1 << 7;

    // SR.
    static final int RXNE = 1;
    static final int TXE = 1 << 1;
    static final int CHSIDE = 1 << 2;
    static final int UDR = 1 << 3;
    static final int CRCERR = 1 << 4;
    static final int MODF = 1 << 5;
    static final int OVR = 1 << 6;
    static final int BSY = 1 << 7;
    static final int FRE = 1 << 8;
    static final int ERRORS = UDR | CRCERR | MODF | OVR | FRE;

    // I2SCFGR, I2SPR.
    static final int CHLEN = 1;
    static final int I2SE = 1 << 10;
    static final int I2SMOD = 1 << 11;
    static final int ODD = 1 << 8;
    static final int MCKOE = 1 << 9;

    /** SPI alone. The vendor's drivers clear I2SMOD there, too: it reads 0. */
    static final RegisterLayout SPI = layout(
            "I2SMOD@11 r, CHLEN@0?, DATLEN@1:2?, CKPOL@3?, I2SSTD@4:2?, PCMSYNC@7?, I2SCFG@8:2?, I2SE@10?",
            "I2SDIV@0:8?, ODD@8?, MCKOE@9?");

    /** SPI with I2S: of its frames the length, side and time are modelled, not where the select line stands beside the bits. */
    static final RegisterLayout I2S = layout(
            "CHLEN@0, DATLEN@1:2, CKPOL@3?, I2SSTD@4:2?, PCMSYNC@7?, I2SCFG@8:2, I2SE@10, I2SMOD@11",
            "I2SDIV@0:8, ODD@8, MCKOE@9");

    private SpiLayout() {}

    private static RegisterLayout layout(String i2scfgr, String i2spr) {
        return RegisterLayout.of("SPI")
                .register(
                        "CR1",
                        CR1,
                        0,
                        "CPHA@0, CPOL@1, MSTR@2, BR@3:3, SPE@6, LSBFIRST@7, SSI@8, SSM@9, RXONLY@10, DFF@11, CRCNEXT@12,"
                                + "CRCEN@13, BIDIOE@14, BIDIMODE@15")
                .register("CR2", CR2, 0, "RXDMAEN@0, TXDMAEN@1, SSOE@2, FRF@4, ERRIE@5, RXNEIE@6, TXEIE@7")
                .register(
                        "SR",
                        SR,
                        TXE,
                        "RXNE@0 r, TXE@1 r, CHSIDE@2 r, UDR@3 r, CRCERR@4 rc_w0, MODF@5 r, OVR@6 r, BSY@7 r, FRE@8 r")
                .register("DR", DR, 0, "DR@0:16")
                .register("CRCPR", CRCPR, 7, "CRCPOLY@0:16")
                .register("RXCRCR", RXCRCR, 0, "RXCRC@0:16 r")
                .register("TXCRCR", TXCRCR, 0, "TXCRC@0:16 r")
                .register("I2SCFGR", I2SCFGR, 0, i2scfgr)
                .register("I2SPR", I2SPR, 2, i2spr)
                .build();
    }
}
