package dev.platine.mcu.peripheral.usart;

import dev.platine.mcu.register.RegisterLayout;

/** Registers and bits of a USART. */
final class UsartRegisters {
    static final int SR = 0x00;
    static final int DR = 0x04;
    static final int BRR = 0x08;
    static final int CR1 = 0x0C;
    static final int CR2 = 0x10;
    static final int CR3 = 0x14;

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

    static final int SBK = 1;
    static final int RWU = 1 << 1;
    static final int RE = 1 << 2;
    static final int TE = 1 << 3;
    static final int PS = 1 << 9;
    static final int PCE = 1 << 10;
    static final int WAKE = 1 << 11;
    static final int M = 1 << 12;
    static final int UE = 1 << 13;
    static final int OVER8 = 1 << 15;
    /** IDLEIE, RXNEIE, TCIE and TXEIE stand where their flags do. */
    static final int SAME_PLACE = IDLE | RXNE | TC | TXE;

    static final int PEIE = 1 << 8;

    static final int ADD = 15;
    static final int LBDL = 1 << 5;
    static final int LBDIE = 1 << 6;
    static final int LINEN = 1 << 14;

    static final int EIE = 1;
    static final int IREN = 1 << 1;
    static final int HDSEL = 1 << 3;
    static final int DMAR = 1 << 6;
    static final int DMAT = 1 << 7;
    static final int RTSE = 1 << 8;
    static final int CTSE = 1 << 9;
    static final int CTSIE = 1 << 10;
    static final int ONEBIT = 1 << 11;

    /** USART1, 2, 3 and 6. */
    static final RegisterLayout FULL = layout(
            ", CTS@9 rc_w0",
            "ADD@0:4, LBDL@5, LBDIE@6, LBCL@8, CPHA@9, CPOL@10, CLKEN@11, STOP@12:2, LINEN@14",
            "EIE@0, IREN@1, IRLP@2 rw?, HDSEL@3, NACK@4 rw?, SCEN@5 rw?, DMAR@6, DMAT@7, RTSE@8, CTSE@9, CTSIE@10, ONEBIT@11");

    /** UART4 and UART5: no clock, no smartcard, no flow control. */
    static final RegisterLayout PLAIN = layout(
            "",
            "ADD@0:4, LBDL@5, LBDIE@6, STOP@12:2, LINEN@14",
            "EIE@0, IREN@1, IRLP@2 rw?, HDSEL@3, DMAR@6, DMAT@7, ONEBIT@11");

    /** UART4 and UART5 of the F446, which have flow control. */
    static final RegisterLayout FLOW = layout(
            ", CTS@9 rc_w0",
            "ADD@0:4, LBDL@5, LBDIE@6, STOP@12:2, LINEN@14",
            "EIE@0, IREN@1, IRLP@2 rw?, HDSEL@3, DMAR@6, DMAT@7, RTSE@8, CTSE@9, CTSIE@10, ONEBIT@11");

    private UsartRegisters() {}

    private static RegisterLayout layout(String moreFlags, String control2, String control3) {
        return RegisterLayout.of("USART")
                .register(
                        "SR",
                        SR,
                        TC | TXE,
                        "PE@0 r, FE@1 r, NF@2 r, ORE@3 r, IDLE@4 r, RXNE@5 rc_w0, TC@6 rc_w0, TXE@7 r, LBD@8 rc_w0"
                                + moreFlags)
                .register("DR", DR, 0, "DR@0:9")
                .register("BRR", BRR, 0, "DIV_Fraction@0:4, DIV_Mantissa@4:12")
                .register(
                        "CR1",
                        CR1,
                        0,
                        "SBK@0, RWU@1, RE@2, TE@3, IDLEIE@4, RXNEIE@5, TCIE@6, TXEIE@7, PEIE@8, PS@9, PCE@10, WAKE@11, M@12,"
                                + " UE@13, OVER8@15")
                .register("CR2", CR2, 0, control2)
                .register("CR3", CR3, 0, control3)
                .register("GTPR", 0x18, 0, "PSC@0:8 rw?, GT@8:8 rw?")
                .build();
    }
}
