package dev.platine.mcu.peripheral.adc;

import dev.platine.mcu.register.RegisterLayout;

/** The registers of the converters, RM0090 13.13. */
final class AdcRegisters {
    static final int SR = 0x00;
    static final int CR1 = 0x04;
    static final int CR2 = 0x08;
    static final int SMPR1 = 0x0C;
    static final int SMPR2 = 0x10;
    static final int JOFR1 = 0x14;
    static final int HTR = 0x24;
    static final int LTR = 0x28;
    static final int SQR1 = 0x2C;
    static final int SQR2 = 0x30;
    static final int SQR3 = 0x34;
    static final int JSQR = 0x38;
    static final int JDR1 = 0x3C;
    static final int DR = 0x4C;
    static final int CSR = 0x00;
    static final int CCR = 0x04;
    static final int CDR = 0x08;

    static final int AWD = 1;
    static final int EOC = 1 << 1;
    static final int JEOC = 1 << 2;
    static final int JSTRT = 1 << 3;
    static final int STRT = 1 << 4;
    static final int OVR = 1 << 5;

    static final int CR1_EOCIE = 1 << 5;
    static final int CR1_AWDIE = 1 << 6;
    static final int CR1_JEOCIE = 1 << 7;
    static final int CR1_SCAN = 1 << 8;
    static final int CR1_AWDSGL = 1 << 9;
    static final int CR1_JAUTO = 1 << 10;
    static final int CR1_DISCEN = 1 << 11;
    static final int CR1_JDISCEN = 1 << 12;
    static final int CR1_JAWDEN = 1 << 22;
    static final int CR1_AWDEN = 1 << 23;
    static final int CR1_OVRIE = 1 << 26;

    static final int CR2_ADON = 1;
    static final int CR2_CONT = 1 << 1;
    static final int CR2_DMA = 1 << 8;
    static final int CR2_DDS = 1 << 9;
    static final int CR2_EOCS = 1 << 10;
    static final int CR2_ALIGN = 1 << 11;
    static final int CR2_JSWSTART = 1 << 22;
    static final int CR2_SWSTART = 1 << 30;

    static final int CCR_DDS = 1 << 13;
    static final int CCR_VBATE = 1 << 22;
    static final int CCR_TSVREFE = 1 << 23;

    static final RegisterLayout CONVERTER = converter();
    static final RegisterLayout COMMON_OF_ONE = common("DELAY@8:4 rw?, DDS@13 rw?, DMA@14:2 rw?, ", false);
    static final RegisterLayout COMMON_OF_THREE = common("MULT@0:5, DELAY@8:4, DDS@13, DMA@14:2, ", true);

    private AdcRegisters() {}

    private static RegisterLayout converter() {
        RegisterLayout.Builder layout = RegisterLayout.of("ADC")
                .register(
                        "SR", SR, 0, "AWD@0 rc_w0, EOC@1 rc_w0, JEOC@2 rc_w0, JSTRT@3 rc_w0, STRT@4 rc_w0, OVR@5 rc_w0")
                .register(
                        "CR1",
                        CR1,
                        0,
                        "AWDCH@0:5, EOCIE@5, AWDIE@6, JEOCIE@7, SCAN@8, AWDSGL@9, JAUTO@10, DISCEN@11, JDISCEN@12, DISCNUM@13:3, "
                                + "JAWDEN@22, AWDEN@23, RES@24:2, OVRIE@26")
                .register(
                        "CR2",
                        CR2,
                        0,
                        "ADON@0, CONT@1, DMA@8, DDS@9, EOCS@10, ALIGN@11, JEXTSEL@16:4, JEXTEN@20:2, JSWSTART@22 rs, EXTSEL@24:4, "
                                + "EXTEN@28:2, SWSTART@30 rs")
                .register("SMPR1", SMPR1, 0, fields("SMP", 10, 9, 3, ""))
                .register("SMPR2", SMPR2, 0, fields("SMP", 0, 10, 3, ""));
        for (int i = 0; i < 4; i++) {
            layout.register("JOFR" + (i + 1), JOFR1 + 4 * i, 0, "JOFFSET" + (i + 1) + "@0:12");
        }
        layout.register("HTR", HTR, 0xFFF, "HT@0:12")
                .register("LTR", LTR, 0, "LT@0:12")
                .register("SQR1", SQR1, 0, fields("SQ", 13, 4, 5, "") + ", L@20:4")
                .register("SQR2", SQR2, 0, fields("SQ", 7, 6, 5, ""))
                .register("SQR3", SQR3, 0, fields("SQ", 1, 6, 5, ""))
                .register("JSQR", JSQR, 0, fields("JSQ", 1, 4, 5, "") + ", JL@20:2");
        for (int i = 0; i < 4; i++) {
            layout.register("JDR" + (i + 1), JDR1 + 4 * i, 0, "JDATA@0:16 r");
        }
        return layout.register("DR", DR, 0, "DATA@0:16 r").build();
    }

    private static RegisterLayout common(String multiple, boolean several) {
        StringBuilder flags = new StringBuilder();
        String[] names = {"AWD", "EOC", "JEOC", "JSTRT", "STRT", "OVR"};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < names.length; j++) {
                flags.append(names[j])
                        .append(i + 1)
                        .append('@')
                        .append(8 * i + j)
                        .append(" r,");
            }
        }
        RegisterLayout.Builder layout = RegisterLayout.of("ADC_COMMON")
                .register("CSR", CSR, 0, flags.toString())
                .register("CCR", CCR, 0, multiple + "ADCPRE@16:2, VBATE@22, TSVREFE@23");
        if (several) {
            layout.register("CDR", CDR, 0, "DATA1@0:16 r, DATA2@16:16 r");
        }
        return layout.build();
    }

    private static String fields(String name, int first, int count, int width, String access) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(name)
                    .append(first + i)
                    .append('@')
                    .append(width * i)
                    .append(':')
                    .append(width);
            text.append(access);
        }
        return text.toString();
    }
}
