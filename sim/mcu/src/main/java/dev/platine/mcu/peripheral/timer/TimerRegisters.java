package dev.platine.mcu.peripheral.timer;

import dev.platine.mcu.register.RegisterLayout;

/** The registers of the timers and the bits that several classes look at. */
final class TimerRegisters {
    static final int CR1 = 0x00;
    static final int CR2 = 0x04;
    static final int SMCR = 0x08;
    static final int DIER = 0x0C;
    static final int SR = 0x10;
    static final int EGR = 0x14;
    static final int CCMR1 = 0x18;
    static final int CCMR2 = 0x1C;
    static final int CCER = 0x20;
    static final int CNT = 0x24;
    static final int PSC = 0x28;
    static final int ARR = 0x2C;
    static final int RCR = 0x30;
    static final int CCR1 = 0x34;
    static final int CCR4 = 0x40;
    static final int BDTR = 0x44;
    static final int DCR = 0x48;
    static final int DMAR = 0x4C;
    static final int OR = 0x50;

    static final int CEN = 1;
    static final int UDIS = 1 << 1;
    static final int URS = 1 << 2;
    static final int OPM = 1 << 3;
    static final int DIR = 1 << 4;
    static final int CMS = 3 << 5;
    static final int ARPE = 1 << 7;

    static final int CCPC = 1;
    static final int CCUS = 1 << 2;
    static final int CCDS = 1 << 3;
    static final int TI1S = 1 << 7;
    static final int OIS = 0x7F00;

    static final int ECE = 1 << 14;
    static final int ETP = 1 << 15;

    /** Flags of SR, interrupts of DIER, events of EGR; a DMA request's enable stands 8 higher. */
    static final int UPDATE = 1;

    static final int COM = 1 << 5;
    static final int TRIGGER = 1 << 6;
    static final int BREAK = 1 << 7;
    static final int CHANNELS = 0x1E;

    static final int OSSI = 1 << 10;
    static final int OSSR = 1 << 11;
    static final int BKE = 1 << 12;
    static final int BKP = 1 << 13;
    static final int AOE = 1 << 14;
    static final int MOE = 1 << 15;

    private TimerRegisters() {}

    /** The flag of a channel, from 0. */
    static int flag(int channel) {
        return 2 << channel;
    }

    static RegisterLayout layout(TimerSpec spec) {
        TimerKind kind = spec.kind();
        RegisterLayout.Builder layout = RegisterLayout.of("TIM_" + kind);
        layout.register("CR1", CR1, 0, cr1(kind));
        if (kind.master()) {
            layout.register("CR2", CR2, 0, cr2(kind));
        }
        if (kind.slave()) {
            String external = ", ETF@8:4, ETPS@12:2, ECE@14, ETP@15";
            layout.register("SMCR", SMCR, 0, "SMS@0:3, TS@4:3, MSM@7!" + (kind.full() ? external : ""));
        }
        layout.register("DIER", DIER, 0, events(kind, "E", "IE", "rw") + requests(kind));
        layout.register("SR", SR, 0, events(kind, "F", "IF", "rc_w0") + overcaptures(kind));
        layout.register("EGR", EGR, 0, events(kind, "G", "G", "w").replace("UIG", "UG"));
        layout.register("CNT", CNT, 0, count("CNT", spec));
        layout.register("PSC", PSC, 0, "PSC@0:16");
        layout.register("ARR", ARR, 0, count("ARR", spec));
        if (kind.channels() > 0) {
            channels(layout, spec);
        }
        if (kind.advanced()) {
            layout.register("RCR", RCR, 0, "REP@0:8");
            layout.register("BDTR", BDTR, 0, "DTG@0:8, LOCK@8:2, OSSI@10, OSSR@11, BKE@12, BKP@13, AOE@14, MOE@15");
        }
        if (kind.full()) {
            layout.register("DCR", DCR, 0, "DBA@0:5, DBL@8:5");
            layout.register("DMAR", DMAR, 0, "DMAB@0:32");
        }
        switch (spec.remap()) {
            case TRIGGER_1 -> layout.register("OR", OR, 0, "ITR1_RMP@10:2");
            case INPUT_4 -> layout.register("OR", OR, 0, "TI4_RMP@6:2");
            case INPUT_1 -> layout.register("OR", OR, 0, "TI1_RMP@0:2");
            case NONE -> {}
        }
        return layout.build();
    }

    /** A register of the counter's width. What is written above it is lost, and firmware does write there: sums of compare values run over. */
    private static String count(String name, TimerSpec spec) {
        return spec.bits() == 32 ? name + "@0:32" : name + "@0:16, " + name + "_H@16:16 w";
    }

    private static String cr1(TimerKind kind) {
        return "CEN@0, UDIS@1, URS@2, OPM@3, ARPE@7" + (kind.full() ? ", DIR@4, CMS@5:2" : "")
                + (kind.channels() > 0 ? ", CKD@8:2" : "");
    }

    private static String cr2(TimerKind kind) {
        String fields = "MMS@4:3" + (kind.full() ? ", CCDS@3, TI1S@7" : "");
        return kind.advanced()
                ? fields + ", CCPC@0, CCUS@2, OIS1@8, OIS1N@9, OIS2@10, OIS2N@11, OIS3@12, OIS3N@13, OIS4@14"
                : fields;
    }

    /** DIER, SR and EGR have the same places for the same things. */
    private static String events(TimerKind kind, String end, String channelEnd, String access) {
        StringBuilder fields = new StringBuilder("UI" + end + "@0 " + access);
        for (int i = 1; i <= kind.channels(); i++) {
            fields.append(", CC" + i + channelEnd + "@" + i + " " + access);
        }
        String i = end.equals("G") ? "" : "I";
        if (kind.slave()) {
            fields.append(", T" + i + end + "@6 " + access);
        }
        if (kind.advanced()) {
            fields.append(", COM" + i + end + "@5 " + access + ", B" + i + end + "@7 " + access);
        }
        return fields.toString();
    }

    private static String requests(TimerKind kind) {
        if (!kind.full()) {
            return kind == TimerKind.BASIC ? ", UDE@8" : "";
        }
        return ", UDE@8, CC1DE@9, CC2DE@10, CC3DE@11, CC4DE@12, TDE@14" + (kind.advanced() ? ", COMDE@13" : "");
    }

    private static String overcaptures(TimerKind kind) {
        StringBuilder fields = new StringBuilder();
        for (int i = 1; i <= kind.channels(); i++) {
            fields.append(", CC" + i + "OF@" + (8 + i) + " rc_w0");
        }
        return fields.toString();
    }

    private static void channels(RegisterLayout.Builder layout, TimerSpec spec) {
        int channels = spec.kind().channels();
        layout.register("CCMR1", CCMR1, 0, modes(1) + (channels > 1 ? ", " + modes(2) : ""));
        if (channels > 2) {
            layout.register("CCMR2", CCMR2, 0, modes(3) + ", " + modes(4));
        }
        StringBuilder enables = new StringBuilder();
        for (int i = 1; i <= channels; i++) {
            int at = 4 * (i - 1);
            enables.append(i > 1 ? ", " : "").append("CC" + i + "E@" + at + ", CC" + i + "P@" + (at + 1));
            enables.append(i <= spec.kind().complements() ? ", CC" + i + "NE@" + (at + 2) : "");
            enables.append(", CC" + i + "NP@" + (at + 3));
            layout.register("CCR" + i, CCR1 + at, 0, count("CCR" + i, spec));
        }
        layout.register("CCER", CCER, 0, enables.toString());
    }

    /** A channel's byte by its names as an output; as an input, OCxFE and OCxPE are ICxPSC, OCxM and OCxCE are ICxF. */
    private static String modes(int channel) {
        int at = (channel & 1) == 1 ? 0 : 8;
        String oc = "OC" + channel;
        return "CC" + channel + "S@" + at + ":2, " + oc + "FE@" + (at + 2) + ", " + oc + "PE@" + (at + 3) + ", " + oc
                + "M@" + (at + 4) + ":3, " + oc + "CE@" + (at + 7);
    }
}
