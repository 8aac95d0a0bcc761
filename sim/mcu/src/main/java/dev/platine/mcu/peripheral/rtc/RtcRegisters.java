package dev.platine.mcu.peripheral.rtc;

import dev.platine.mcu.register.RegisterLayout;

/** The registers of RTC, RM0090 26.6. */
final class RtcRegisters {
    static final int TR = 0x00;
    static final int DR = 0x04;
    static final int CR = 0x08;
    static final int ISR = 0x0C;
    static final int PRER = 0x10;
    static final int WUTR = 0x14;
    static final int CALIBR = 0x18;
    static final int ALRMAR = 0x1C;
    static final int ALRMBR = 0x20;
    static final int WPR = 0x24;
    static final int SSR = 0x28;
    static final int SHIFTR = 0x2C;
    static final int TSTR = 0x30;
    static final int TSDR = 0x34;
    static final int TSSSR = 0x38;
    static final int CALR = 0x3C;
    static final int TAFCR = 0x40;
    static final int ALRMASSR = 0x44;
    static final int ALRMBSSR = 0x48;
    static final int BKP0R = 0x50;
    static final int BACKUPS = 20;
    /** The calendar's own words, which the register file does not hold. */
    static final int DATE_AT_RESET = 0x2101;

    static final int CR_WCKSEL = 7;
    static final int CR_TSEDGE = 1 << 3;
    static final int CR_REFCKON = 1 << 4;
    static final int CR_BYPSHAD = 1 << 5;
    static final int CR_FMT = 1 << 6;
    static final int CR_DCE = 1 << 7;
    static final int CR_ALRAE = 1 << 8;
    static final int CR_WUTE = 1 << 10;
    static final int CR_TSE = 1 << 11;
    static final int CR_ALRAIE = 1 << 12;
    static final int CR_WUTIE = 1 << 14;
    static final int CR_TSIE = 1 << 15;
    static final int CR_ADD1H = 1 << 16;
    static final int CR_SUB1H = 1 << 17;

    static final int ISR_ALRAWF = 1;
    static final int ISR_WUTWF = 1 << 2;
    static final int ISR_SHPF = 1 << 3;
    static final int ISR_INITS = 1 << 4;
    static final int ISR_RSF = 1 << 5;
    static final int ISR_INITF = 1 << 6;
    static final int ISR_INIT = 1 << 7;
    static final int ISR_ALRAF = 1 << 8;
    static final int ISR_WUTF = 1 << 10;
    static final int ISR_TSF = 1 << 11;
    static final int ISR_TSOVF = 1 << 12;
    static final int ISR_TAMP1F = 1 << 13;
    static final int ISR_TAMP2F = 1 << 14;
    static final int ISR_RECALPF = 1 << 16;

    static final int TAFCR_TAMP1E = 1;
    static final int TAFCR_TAMP1TRG = 1 << 1;
    static final int TAFCR_TAMPIE = 1 << 2;
    static final int TAFCR_TAMP2E = 1 << 3;
    static final int TAFCR_TAMP2TRG = 1 << 4;
    static final int TAFCR_TAMPTS = 1 << 7;
    static final int TAFCR_TAMP1INSEL = 1 << 16;
    static final int TAFCR_TSINSEL = 1 << 17;

    private static final String TIME = "SU@0:4, ST@4:3, MNU@8:4, MNT@12:3, HU@16:4, HT@20:2, PM@22";
    private static final String DATE = "DU@0:4, DT@4:2, MU@8:4, MT@12, WDU@13:3";
    private static final String ALARM =
            "SU@0:4, ST@4:3, MSK1@7, MNU@8:4, MNT@12:3, MSK2@15, HU@16:4, HT@20:2, PM@22, MSK3@23, DU@24:4, "
                    + "DT@28:2, WDSEL@30, MSK4@31";
    private static final String SUBSECOND = "SS@0:15, MASKSS@24:4";

    private RtcRegisters() {}

    /**
     * The layout.
     *
     * @param secondInput whether the chip has RTC_AF2, with it the second tamper input
     */
    static RegisterLayout layout(boolean secondInput) {
        String second = secondInput ? "" : "?";
        RegisterLayout.Builder layout = RegisterLayout.of("RTC")
                .register("TR", TR, 0, TIME)
                .register("DR", DR, DATE_AT_RESET, DATE + ", YU@16:4, YT@20:4")
                .register(
                        "CR",
                        CR,
                        0,
                        "WCKSEL@0:3, TSEDGE@3, REFCKON@4 rw?, BYPSHAD@5, FMT@6, DCE@7, ALRAE@8, ALRBE@9, WUTE@10, TSE@11, ALRAIE@12, "
                                + "ALRBIE@13, WUTIE@14, TSIE@15, ADD1H@16 w, SUB1H@17 w, BKP@18, COSEL@19 rw?, POL@20 rw?, OSEL@21:2 rw?, "
                                + "COE@23 rw?")
                .register(
                        "ISR",
                        ISR,
                        7,
                        "ALRAWF@0 r, ALRBWF@1 r, WUTWF@2 r, SHPF@3 r, INITS@4 r, RSF@5 rc_w0, INITF@6 r, INIT@7, ALRAF@8 rc_w0, "
                                + "ALRBF@9 rc_w0, WUTF@10 rc_w0, TSF@11 rc_w0, TSOVF@12 rc_w0, TAMP1F@13 rc_w0, TAMP2F@14 rc_w0, "
                                + "RECALPF@16 r")
                .register("PRER", PRER, 0x7F00FF, "PREDIV_S@0:15, PREDIV_A@16:7")
                .register("WUTR", WUTR, 0xFFFF, "WUT@0:16")
                .register("CALIBR", CALIBR, 0, "DC@0:5, DCS@7")
                .register("ALRMAR", ALRMAR, 0, ALARM)
                .register("ALRMBR", ALRMBR, 0, ALARM)
                .register("WPR", WPR, 0, "KEY@0:8 w")
                .register("SSR", SSR, 0, "SS@0:16 r")
                .register("SHIFTR", SHIFTR, 0, "SUBFS@0:15 w, ADD1S@31 w")
                .register("TSTR", TSTR, 0, "SU@0:4 r, ST@4:3 r, MNU@8:4 r, MNT@12:3 r, HU@16:4 r, HT@20:2 r, PM@22 r")
                .register("TSDR", TSDR, 0, "DU@0:4 r, DT@4:2 r, MU@8:4 r, MT@12 r, WDU@13:3 r")
                .register("TSSSR", TSSSR, 0, "SS@0:16 r")
                .register("CALR", CALR, 0, "CALM@0:9, CALW16@13, CALW8@14, CALP@15")
                .register(
                        "TAFCR",
                        TAFCR,
                        0,
                        "TAMP1E@0, TAMP1TRG@1, TAMPIE@2, TAMP2E@3 rw" + second + ", TAMP2TRG@4 rw" + second
                                + ", TAMPTS@7, TAMPFREQ@8:3, TAMPFLT@11:2, TAMPPRCH@13:2 rw?, TAMPPUDIS@15 rw?, TAMP1INSEL@16 rw"
                                + second
                                + ", TSINSEL@17 rw" + second + ", ALARMOUTTYPE@18 rw?")
                .register("ALRMASSR", ALRMASSR, 0, SUBSECOND)
                .register("ALRMBSSR", ALRMBSSR, 0, SUBSECOND);
        for (int i = 0; i < BACKUPS; i++) {
            layout.register("BKP" + i + "R", BKP0R + 4 * i, 0, "BKP@0:32");
        }
        return layout.build();
    }
}
