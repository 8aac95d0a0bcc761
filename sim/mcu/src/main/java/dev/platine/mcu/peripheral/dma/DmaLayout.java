package dev.platine.mcu.peripheral.dma;

import dev.platine.mcu.register.RegisterLayout;

/** The registers of a DMA controller (RM0090 section 10.5) and their bits. */
final class DmaLayout {
    static final int LISR = 0x00;
    static final int LIFCR = 0x08;
    static final int HIFCR = 0x0C;
    static final int STREAMS = 8;
    static final int FIRST = 0x10;
    static final int STRIDE = 0x18;

    // Registers of a stream.
    static final int CR = 0x00;
    static final int NDTR = 0x04;
    static final int PAR = 0x08;
    static final int M0AR = 0x0C;
    static final int M1AR = 0x10;
    static final int FCR = 0x14;

    // Bits of CR.
    static final int EN = 1;
    /** DMEIE, TEIE, HTIE, TCIE. */
    static final int ENABLES = 0x1E;

    static final int PFCTRL = 1 << 5;
    static final int CIRC = 1 << 8;
    static final int PINC = 1 << 9;
    static final int MINC = 1 << 10;
    static final int PINCOS = 1 << 15;
    static final int DBM = 1 << 18;
    static final int CT = 1 << 19;
    /** All that is written only while EN is 0. */
    static final int PROTECTED = 0x0FFFFFE0 & ~CIRC;

    // Bits of FCR.
    static final int FTH = 3;
    static final int DMDIS = 1 << 2;
    static final int FEIE = 1 << 7;

    // Flags of a stream, from its shift in LISR or HISR.
    static final int FEIF = 1;
    static final int DMEIF = 1 << 2;
    static final int TEIF = 1 << 3;
    static final int HTIF = 1 << 4;
    static final int TCIF = 1 << 5;

    private static final int[] SHIFTS = {0, 6, 16, 22};

    static final RegisterLayout LAYOUT = layout();

    private DmaLayout() {}

    static int shift(int stream) {
        return SHIFTS[stream & 3];
    }

    private static RegisterLayout layout() {
        RegisterLayout.Builder layout = RegisterLayout.of("DMA")
                .register("LISR", LISR, 0, flags("", 0, "r"))
                .register("HISR", 0x04, 0, flags("", 4, "r"))
                .register("LIFCR", LIFCR, 0, flags("C", 0, "w"))
                .register("HIFCR", HIFCR, 0, flags("C", 4, "w"));
        for (int n = 0; n < STREAMS; n++) {
            int at = FIRST + STRIDE * n;
            layout.register(
                            "S" + n + "CR",
                            at + CR,
                            0,
                            "EN@0, DMEIE@1, TEIE@2, HTIE@3, TCIE@4, PFCTRL@5, DIR@6:2, CIRC@8, PINC@9, MINC@10, PSIZE@11:2,"
                                    + "MSIZE@13:2, PINCOS@15, PL@16:2, DBM@18, CT@19, ACK@20 rw?, PBURST@21:2, MBURST@23:2,"
                                    + "CHSEL@25:3")
                    .register("S" + n + "NDTR", at + NDTR, 0, "NDT@0:16")
                    .register("S" + n + "PAR", at + PAR, 0, "PA@0:32")
                    .register("S" + n + "M0AR", at + M0AR, 0, "M0A@0:32")
                    .register("S" + n + "M1AR", at + M1AR, 0, "M1A@0:32")
                    .register("S" + n + "FCR", at + FCR, 0x21, "FTH@0:2, DMDIS@2, FS@3:3 r, FEIE@7");
        }
        return layout.build();
    }

    private static String flags(String prefix, int first, String access) {
        StringBuilder fields = new StringBuilder();
        String[] names = {"FEIF", "DMEIF", "TEIF", "HTIF", "TCIF"};
        int[] bits = {0, 2, 3, 4, 5};
        for (int n = first; n < first + 4; n++) {
            for (int i = 0; i < names.length; i++) {
                fields.append(prefix).append(names[i]).append(n).append('@');
                fields.append(shift(n) + bits[i]).append(' ').append(access).append(',');
            }
            if (access.equals("w")) {
                // Reserved, but the vendor's drivers clear all six bits of a stream at once.
                fields.append("RESERVED")
                        .append(n)
                        .append('@')
                        .append(shift(n) + 1)
                        .append(" w,");
            }
        }
        return fields.toString();
    }
}
