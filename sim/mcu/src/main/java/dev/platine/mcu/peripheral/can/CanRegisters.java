package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.register.RegisterLayout;

/** The controllers' registers: places, bits, declarations (RM0090 section 32.9). */
final class CanRegisters {
    static final int MCR = 0x00;
    static final int INRQ = 1;
    static final int SLEEP = 1 << 1;
    static final int TXFP = 1 << 2;
    static final int RFLM = 1 << 3;
    static final int NART = 1 << 4;
    static final int AWUM = 1 << 5;
    static final int ABOM = 1 << 6;
    static final int TTCM = 1 << 7;
    static final int RESET = 1 << 15;

    static final int MSR = 0x04;
    static final int INAK = 1;
    static final int SLAK = 1 << 1;
    static final int ERRI = 1 << 2;
    static final int WKUI = 1 << 3;
    static final int SLAKI = 1 << 4;
    static final int TXM = 1 << 8;
    static final int RXM = 1 << 9;
    static final int SAMP = 1 << 10;
    static final int RX = 1 << 11;

    static final int TSR = 0x08;
    static final int RF0R = 0x0C;
    static final int RF1R = 0x10;

    static final int IER = 0x14;
    static final int TMEIE = 1;
    static final int EWGIE = 1 << 8;
    static final int EPVIE = 1 << 9;
    static final int BOFIE = 1 << 10;
    static final int LECIE = 1 << 11;
    static final int ERRIE = 1 << 15;
    static final int WKUIE = 1 << 16;
    static final int SLKIE = 1 << 17;

    static final int ESR = 0x18;
    static final int BTR = 0x1C;
    static final int LBKM = 1 << 30;
    static final int SILM = 1 << 31;

    static final int TX = 0x180;
    static final int RECEIVE = 0x1B0;
    static final int MAILBOX = 0x10;
    static final int FMR = 0x200;
    static final int FM1R = 0x204;
    static final int FS1R = 0x20C;
    static final int FFA1R = 0x214;
    static final int FA1R = 0x21C;
    static final int BANK = 0x240;
    static final int BANKS = 28;

    private static final String DATA_LOW = "DATA0@0:8, DATA1@8:8, DATA2@16:8, DATA3@24:8";
    private static final String DATA_HIGH = "DATA4@0:8, DATA5@8:8, DATA6@16:8, DATA7@24:8";
    private static final String READ_LOW = "DATA0@0:8 r, DATA1@8:8 r, DATA2@16:8 r, DATA3@24:8 r";
    private static final String READ_HIGH = "DATA4@0:8 r, DATA5@8:8 r, DATA6@16:8 r, DATA7@24:8 r";

    /** The second controller's: it takes its filters from the first. */
    static final RegisterLayout SLAVE = common("CAN without filters").build();

    static final RegisterLayout MASTER = withFilters();

    private CanRegisters() {}

    private static RegisterLayout.Builder common(String kind) {
        RegisterLayout.Builder layout = RegisterLayout.of(kind)
                .register(
                        "MCR",
                        MCR,
                        0x00010002,
                        "INRQ@0, SLEEP@1, TXFP@2, RFLM@3, NART@4, AWUM@5, ABOM@6, TTCM@7, RESET@15 rs, DBF@16?")
                .register(
                        "MSR",
                        MSR,
                        0x00000C02,
                        "INAK@0 r, SLAK@1 r, ERRI@2 rc_w1, WKUI@3 rc_w1, SLAKI@4 rc_w1, TXM@8 r, RXM@9 r, SAMP@10 r, RX@11 r")
                .register("TSR", TSR, 0x1C000000, transmitStatus())
                .register("RF0R", RF0R, 0, "FMP0@0:2 r, FULL0@3 rc_w1, FOVR0@4 rc_w1, RFOM0@5 rs")
                .register("RF1R", RF1R, 0, "FMP1@0:2 r, FULL1@3 rc_w1, FOVR1@4 rc_w1, RFOM1@5 rs")
                .register(
                        "IER",
                        IER,
                        0,
                        "TMEIE@0, FMPIE0@1, FFIE0@2, FOVIE0@3, FMPIE1@4, FFIE1@5, FOVIE1@6, EWGIE@8, EPVIE@9, BOFIE@10,"
                                + " LECIE@11, ERRIE@15, WKUIE@16, SLKIE@17")
                .register("ESR", ESR, 0, "EWGF@0 r, EPVF@1 r, BOFF@2 r, LEC@4:3, TEC@16:8 r, REC@24:8 r")
                .register("BTR", BTR, 0x01230000, "BRP@0:10, TS1@16:4, TS2@20:3, SJW@24:2, LBKM@30, SILM@31");
        for (int i = 0; i < 3; i++) {
            int at = TX + MAILBOX * i;
            layout.register("TI" + i + "R", at, 0, "TXRQ@0, RTR@1, IDE@2, EXID@3:18, STID@21:11")
                    .register("TDT" + i + "R", at + 4, 0, "DLC@0:4, TGT@8, TIME@16:16")
                    .register("TDL" + i + "R", at + 8, 0, DATA_LOW)
                    .register("TDH" + i + "R", at + 12, 0, DATA_HIGH);
        }
        for (int i = 0; i < 2; i++) {
            int at = RECEIVE + MAILBOX * i;
            layout.register("RI" + i + "R", at, 0, "RTR@1 r, IDE@2 r, EXID@3:18 r, STID@21:11 r")
                    .register("RDT" + i + "R", at + 4, 0, "DLC@0:4 r, FMI@8:8 r, TIME@16:16 r")
                    .register("RDL" + i + "R", at + 8, 0, READ_LOW)
                    .register("RDH" + i + "R", at + 12, 0, READ_HIGH);
        }
        return layout;
    }

    private static String transmitStatus() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            String part = "RQCP#@0 rc_w1, TXOK#@1 rc_w1, ALST#@2 rc_w1, TERR#@3 rc_w1, ABRQ#@7 rs, ";
            for (int bit : new int[] {0, 1, 2, 3, 7}) {
                part = part.replace("@" + bit + " ", "@@" + (8 * i + bit) + " ");
            }
            fields.append(part.replace("@@", "@").replace("#", "" + i));
        }
        return fields + "CODE@24:2 r, TME0@26 r, TME1@27 r, TME2@28 r, LOW0@29 r, LOW1@30 r, LOW2@31 r";
    }

    private static RegisterLayout withFilters() {
        RegisterLayout.Builder layout = common("CAN")
                .register("FMR", FMR, 0x2A1C0E01, "FINIT@0, CAN2SB@8:6")
                .register("FM1R", FM1R, 0, numbered("FBM", BANKS))
                .register("FS1R", FS1R, 0, numbered("FSC", BANKS))
                .register("FFA1R", FFA1R, 0, numbered("FFA", BANKS))
                .register("FA1R", FA1R, 0, numbered("FACT", BANKS));
        for (int i = 0; i < BANKS; i++) {
            layout.register("F" + i + "R1", BANK + 8 * i, 0, numbered("FB", 32))
                    .register("F" + i + "R2", BANK + 8 * i + 4, 0, numbered("FB", 32));
        }
        return layout.build();
    }

    private static String numbered(String name, int count) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            fields.append(name).append(i).append('@').append(i).append(", ");
        }
        return fields.toString();
    }
}
