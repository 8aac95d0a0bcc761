package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.dma.Dma;

/**
 * The DMA controllers and the request map (RM0090 tables 42 and 43, RM0368 tables 28 and 29, RM0383 tables 27 and 28, RM0390 tables 28 and 29):
 * a line a request, its places as controller, stream and channel.
 */
final class DmaBlocks {
    private static final int[] VECTORS_1 = {11, 12, 13, 14, 15, 16, 17, 47};
    private static final int[] VECTORS_2 = {56, 57, 58, 59, 60, 68, 69, 70};

    /** The same on all chips. */
    private static final String COMMON = """
            SPI3_RX 100 120
            SPI2_RX 130
            SPI2_TX 140
            SPI3_TX 150 170
            I2C1_RX 101 151
            I2C1_TX 161 171
            TIM4_CH1 102
            TIM4_CH2 132
            TIM4_UP 162
            TIM4_CH3 172
            TIM2_UP 113 173
            TIM2_CH3 113
            TIM2_CH1 153
            TIM2_CH2 163
            TIM2_CH4 163 173
            I2C3_RX 123
            I2C3_TX 143
            USART2_RX 154
            USART2_TX 164
            TIM3_CH4 125
            TIM3_UP 125
            TIM3_CH1 145
            TIM3_TRIG 145
            TIM3_CH2 155
            TIM3_CH3 175
            TIM5_CH3 106
            TIM5_UP 106 166
            TIM5_CH4 116 136
            TIM5_TRIG 116 136
            TIM5_CH1 126
            TIM5_CH2 146
            I2C2_RX 127 137
            I2C2_TX 177
            ADC1 200 240
            TIM1_CH1 260 216 236
            TIM1_CH2 260 226
            TIM1_CH3 260 266
            SPI1_RX 203 223
            SPI1_TX 233 253
            USART1_RX 224 254
            USART1_TX 274
            SDIO 234 264
            USART6_RX 215 225
            USART6_TX 265 275
            TIM1_TRIG 206 246
            TIM1_CH4 246
            TIM1_COM 246
            TIM1_UP 256
            """;

    /** I2S with extension: all but the F446. */
    private static final String EXTENDED_I2S = """
            I2S3_EXT_RX 103 122
            I2S2_EXT_RX 133
            I2S2_EXT_TX 142
            I2S3_EXT_TX 152
            """;

    /** What F405, F407 and F446 have beyond the small ones. */
    private static final String LARGE = """
            TIM7_UP 121 141
            UART5_RX 104
            USART3_RX 114
            UART4_RX 124
            USART3_TX 134 147
            UART4_TX 144
            UART5_TX 174
            TIM6_UP 117
            DAC1 157
            DAC2 167
            TIM8_CH1 220 227
            TIM8_CH2 220 237
            TIM8_CH3 220 247
            TIM8_UP 217
            TIM8_CH4 277
            TIM8_TRIG 277
            TIM8_COM 277
            ADC2 221 231
            ADC3 202 212
            """;

    private static final String SPI4 = """
            SPI4_RX 204 235
            SPI4_TX 214 245
            """;

    private static final String ONLY_F411 = """
            I2C1_TX 110
            SPI1_TX 222
            SPI4_RX 244
            SPI5_RX 232 257
            SPI5_TX 242 255 267
            USART2_RX 176
            """;

    private static final String ONLY_F446 = """
            SPDIFRX_DT 110
            SPDIFRX_CS 160
            FMPI2C1_RX 122
            FMPI2C1_TX 152
            SAI1_A 210 230
            SAI1_B 250 241
            SAI2_A 243
            SAI2_B 263 270
            QUADSPI 273
            """;

    private DmaBlocks() {}

    static void declare(ChipBuilder chip) {
        for (int stream = 0; stream < 8; stream++) {
            chip.vector("DMA1_STREAM" + stream, VECTORS_1[stream]);
            chip.vector("DMA2_STREAM" + stream, VECTORS_2[stream]);
        }
        chip.block(
                "DMA1",
                0x40026000,
                0x400,
                new Place(0x30, 0x10, 21),
                (site, parts) -> new Dma(site, 1, parts.spec().requests()));
        chip.block(
                "DMA2",
                0x40026400,
                0x400,
                new Place(0x30, 0x10, 22),
                (site, parts) -> new Dma(site, 2, parts.spec().requests()));
        requests(chip, COMMON);
        if (chip.is(Variant.F405, Variant.F407, Variant.F446)) {
            requests(chip, LARGE);
        }
        if (!chip.is(Variant.F446)) {
            requests(chip, EXTENDED_I2S);
        }
        if (chip.is(Variant.F401, Variant.F411, Variant.F446)) {
            requests(chip, SPI4);
        }
        if (chip.is(Variant.F401, Variant.F411)) {
            requests(chip, "I2C3_RX 111\nI2C3_TX 156");
        }
        if (chip.is(Variant.F411)) {
            requests(chip, ONLY_F411);
        }
        if (chip.is(Variant.F407, Variant.F446)) {
            requests(chip, "DCMI 211 271");
        }
        if (chip.is(Variant.F446)) {
            requests(chip, ONLY_F446);
            requests(chip, "I2C3_RX 111");
        }
    }

    private static void requests(ChipBuilder chip, String table) {
        table.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] words = line.trim().split(" +", -1);
            for (int i = 1; i < words.length; i++) {
                int place = Integer.parseInt(words[i]);
                chip.request(words[0], place / 100, place / 10 % 10, place % 10);
            }
        });
    }
}
