package dev.platine.mcu.peripheral.rcc;

import dev.platine.mcu.register.RegisterLayout;
import java.util.StringJoiner;

/** RCC's registers: offsets, bits, and the declaration for each chip. */
final class RccLayout {
    static final int CR = 0x00;
    static final int PLLCFGR = 0x04;
    static final int CFGR = 0x08;
    static final int CIR = 0x0C;
    static final int AHB1RSTR = 0x10;
    static final int APB2RSTR = 0x24;
    static final int AHB1ENR = 0x30;
    static final int APB2ENR = 0x44;
    static final int AHB1LPENR = 0x50;
    static final int APB2LPENR = 0x64;
    /** From an enable register to that for sleep. */
    static final int TO_SLEEP = 0x20;

    static final int BDCR = 0x70;
    static final int CSR = 0x74;
    static final int PLLI2SCFGR = 0x84;
    static final int PLLSAICFGR = 0x88;
    static final int DCKCFGR = 0x8C;
    static final int DCKCFGR2 = 0x94;

    static final int HSION = 1;
    static final int HSIRDY = 1 << 1;
    static final int HSEON = 1 << 16;
    static final int HSERDY = 1 << 17;
    static final int HSEBYP = 1 << 18;
    static final int CSSON = 1 << 19;
    static final int PLLON = 1 << 24;
    static final int PLLRDY = 1 << 25;
    static final int PLLI2SON = 1 << 26;
    static final int PLLI2SRDY = 1 << 27;
    static final int PLLSAION = 1 << 28;
    static final int PLLSAIRDY = 1 << 29;

    /** PLLSRC of PLLCFGR. */
    static final int PLLSRC = 1 << 22;

    static final int PLLM = 0x3F;

    /** The flags of CIR; its enable bits stand 8 places higher, its clear bits 16. */
    static final int LSIRDYF = 1;

    static final int LSERDYF = 1 << 1;
    static final int HSIRDYF = 1 << 2;
    static final int HSERDYF = 1 << 3;
    static final int PLLRDYF = 1 << 4;
    static final int PLLI2SRDYF = 1 << 5;
    static final int PLLSAIRDYF = 1 << 6;
    static final int CSSF = 1 << 7;

    static final int LSEON = 1;
    static final int LSERDY = 1 << 1;
    static final int LSEBYP = 1 << 2;
    static final int RTCSEL = 3 << 8;
    static final int RTCEN = 1 << 15;
    static final int BDRST = 1 << 16;

    static final int LSION = 1;
    static final int LSIRDY = 1 << 1;
    static final int RMVF = 1 << 24;

    private final RccTraits traits;

    private RccLayout(RccTraits traits) {
        this.traits = traits;
    }

    static RegisterLayout of(RccTraits traits) {
        return new RccLayout(traits).build();
    }

    private RegisterLayout build() {
        boolean f446 = traits.f446();
        RegisterLayout.Builder layout = RegisterLayout.of("RCC")
                .register(
                        "CR",
                        CR,
                        0x83,
                        "HSION@0, HSIRDY@1 r, HSITRIM@3:5, HSICAL@8:8 r, HSEON@16, HSERDY@17 r, HSEBYP@18, CSSON@19,"
                                + "PLLON@24, PLLRDY@25 r, PLLI2SON@26, PLLI2SRDY@27 r"
                                + (f446 ? ", PLLSAION@28, PLLSAIRDY@29 r" : ""))
                .register(
                        "PLLCFGR",
                        PLLCFGR,
                        0x24003010,
                        // Only the F446 uses PLLR, but all have its reset value, and the vendor's drivers write 0 to
                        // it.
                        "PLLM@0:6, PLLN@6:9, PLLP@16:2, PLLSRC@22, PLLQ@24:4, PLLR@28:3")
                .register(
                        "CFGR",
                        CFGR,
                        0,
                        "SW@0:2, SWS@2:2 r, HPRE@4:4, PPRE1@10:3, PPRE2@13:3, RTCPRE@16:5, MCO1@21:2, MCO1PRE@24:3,"
                                + "MCO2PRE@27:3, MCO2@30:2" + (f446 ? ", I2SSRC@23?" : ", I2SSRC@23"))
                .register("CIR", CIR, 0, interrupts());
        gates(layout);
        backup(layout);
        plls(layout);
        return layout.build();
    }

    private String interrupts() {
        StringJoiner text = new StringJoiner(", ");
        String[] names = {"LSIRDY", "LSERDY", "HSIRDY", "HSERDY", "PLLRDY", "PLLI2SRDY", "PLLSAIRDY"};
        for (int i = 0; i < (traits.f446() ? 7 : 6); i++) {
            text.add(names[i] + "F@" + i + " r");
            text.add(names[i] + "IE@" + (i + 8));
            text.add(names[i] + "C@" + (i + 16) + " w");
        }
        return text.add("CSSF@7 r").add("CSSC@23 w").toString();
    }

    private void gates(RegisterLayout.Builder layout) {
        String ahb1 = ports() + "CRC@12, DMA1@21, DMA2@22" + ahb1();
        String ahb2 = (traits.ethernet() ? "RNG@6, DCMI@0?, " : traits.f446() ? "DCMI@0?, " : "") + "OTGFS@7?";
        String ahb3 = traits.f446() ? "FMC@0?, QSPI@1?" : "FSMC@0?";
        layout.register("AHB1RSTR", 0x10, 0, named(ahb1, "RST"))
                .register("AHB2RSTR", 0x14, 0, named(ahb2, "RST"))
                .register("APB1RSTR", 0x20, 0, named(apb1(), "RST"))
                .register("APB2RSTR", APB2RSTR, 0, named("ADC@8, " + apb2(), "RST"));
        String clocked = (traits.large() ? "BKPSRAM@18, " : "") + (traits.ethernet() ? "CCMDATARAM@20?, " : "");
        String adcs = traits.large() ? "ADC1@8, ADC2@9, ADC3@10, " : "ADC1@8, ";
        layout.register("AHB1ENR", AHB1ENR, 0x00100000, named(ahb1 + ahb1Enabled() + clocked, "EN"))
                .register("AHB2ENR", 0x34, 0, named(ahb2, "EN"))
                .register("APB1ENR", 0x40, 0, named(apb1(), "EN"))
                .register("APB2ENR", APB2ENR, 0, named(adcs + apb2(), "EN"));
        String memories = "FLITF@15!, SRAM1@16!, " + (traits.large() ? "SRAM2@17!, BKPSRAM@18" : "");
        layout.register("AHB1LPENR", 0x50, 0x7E6791FF, asleep(ahb1 + ahb1Enabled() + memories))
                .register("AHB2LPENR", 0x54, 0xF1, asleep(ahb2))
                .register("APB1LPENR", 0x60, 0x36FEC9FF, asleep(apb1()))
                .register("APB2LPENR", 0x64, 0x00075F33, asleep(adcs + apb2()));
        if (traits.large()) {
            layout.register("AHB3RSTR", 0x18, 0, named(ahb3, "RST"))
                    .register("AHB3ENR", 0x38, 0, named(ahb3, "EN"))
                    .register("AHB3LPENR", 0x58, 1, asleep(ahb3));
        }
    }

    private String ports() {
        StringBuilder text = new StringBuilder();
        for (char port : traits.ports().toCharArray()) {
            text.append("GPIO").append(port).append('@').append(port - 'A').append(", ");
        }
        return text.toString();
    }

    private String ahb1() {
        return (traits.ethernet() ? ", ETHMAC@25?" : "") + (traits.large() ? ", OTGHS@29?, " : ", ");
    }

    private String ahb1Enabled() {
        return (traits.ethernet() ? "ETHMACTX@26?, ETHMACRX@27?, ETHMACPTP@28?, " : "")
                + (traits.large() ? "OTGHSULPI@30?, " : "");
    }

    private String apb1() {
        String all = "TIM2@0, TIM3@1, TIM4@2, TIM5@3, WWDG@11, SPI2@14, SPI3@15, USART2@17, I2C1@21, I2C2@22, I2C3@23,"
                + "PWR@28";
        String large = ", TIM6@4, TIM7@5, TIM12@6, TIM13@7, TIM14@8, USART3@18, UART4@19, UART5@20, CAN1@25, CAN2@26,"
                + "DAC@29";
        return all + (traits.large() ? large : "") + (traits.f446() ? ", SPDIF@16?, I2CFMP1@24?, CEC@27?" : "");
    }

    private String apb2() {
        return "TIM1@0, USART1@4, USART6@5, SDIO@11?, SPI1@12, SYSCFG@14, TIM9@16, TIM10@17, TIM11@18"
                + (traits.large() ? ", TIM8@1" : "")
                + (traits.spi4() ? ", SPI4@13" : "")
                + (traits.spi5() ? ", SPI5@20" : "")
                + (traits.f446() ? ", SAI1@22?, SAI2@23?" : "");
    }

    /** Puts what a gate does behind its block's name. */
    private static String named(String gates, String what) {
        return gates.replace("@", what + "@");
    }

    /** In sleep: of a block that is known only, and of what is no block, nothing can be seen. */
    private static String asleep(String gates) {
        return named(gates.replace("?", "!"), "LPEN");
    }

    private void backup(RegisterLayout.Builder layout) {
        layout.register(
                        "BDCR",
                        BDCR,
                        0,
                        "LSEON@0, LSERDY@1 r, LSEBYP@2, RTCSEL@8:2, RTCEN@15, BDRST@16"
                                + (traits.f446() ? ", LSEMOD@3?" : ""))
                .register(
                        "CSR",
                        CSR,
                        0x0E000000,
                        "LSION@0, LSIRDY@1 r, RMVF@24 w, BORRSTF@25 r, PADRSTF@26 r, PORRSTF@27 r, SFTRSTF@28 r,"
                                + "WDGRSTF@29 r, WWDGRSTF@30 r, LPWRRSTF@31 r")
                .register("SSCGR", 0x80, 0, "MODPER@0:13?, INCSTEP@13:15?, SPREADSEL@30?, SSCGEN@31?");
    }

    private void plls(RegisterLayout.Builder layout) {
        boolean f446 = traits.f446();
        layout.register(
                "PLLI2SCFGR",
                PLLI2SCFGR,
                0x20003000,
                "PLLI2SN@6:9, PLLI2SR@28:3"
                        + (traits.i2sInput() ? ", PLLI2SM@0:6" : "")
                        + (f446 ? ", PLLI2SP@16:2?, PLLI2SQ@24:4?" : ""));
        if (f446) {
            layout.register(
                            "PLLSAICFGR",
                            PLLSAICFGR,
                            0x24003000,
                            "PLLSAIM@0:6, PLLSAIN@6:9, PLLSAIP@16:2, PLLSAIQ@24:4?")
                    .register(
                            "DCKCFGR",
                            DCKCFGR,
                            0,
                            "PLLI2SDIVQ@0:5?, PLLSAIDIVQ@8:5?, SAI1SRC@20:2?, SAI2SRC@22:2?, TIMPRE@24,"
                                    + "I2S1SRC@25:2, I2S2SRC@27:2")
                    .register(
                            "CKGATENR",
                            0x90,
                            0,
                            "AHB2APB1_CKEN@0?, AHB2APB2_CKEN@1?, CM4DBG_CKEN@2?, SPARE_CKEN@3?, SRAM_CKEN@4?,"
                                    + "FLITF_CKEN@5?, RCC_CKEN@6?")
                    .register(
                            "DCKCFGR2",
                            DCKCFGR2,
                            0,
                            "FMPI2C1SEL@22:2?, CECSEL@26?, CK48MSEL@27, SDIOSEL@28?, SPDIFSEL@29?");
        } else if (traits.timerPrescaler()) {
            layout.register("DCKCFGR", DCKCFGR, 0, "TIMPRE@24");
        }
    }
}
