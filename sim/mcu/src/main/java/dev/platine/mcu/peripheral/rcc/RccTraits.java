package dev.platine.mcu.peripheral.rcc;

/**
 * In what the clock trees of the chips differ.
 *
 * @param ports the letters of the ports that have gates
 * @param large whether the blocks of the large chips are there: TIM6 to 8, 12 to 14, USART3 to UART5, CAN, DAC, ADC2 and 3, backup RAM
 * @param timerPrescaler whether DCKCFGR.TIMPRE is there
 * @param i2sInput whether PLLI2S has a divider of its own at its input
 * @param f446 whether the second outputs, PLLSAI and the clock selections of the F446 are there
 * @param ethernet whether the blocks of the F405 and F407 are there: RNG, camera, Ethernet, FSMC
 * @param spi4 whether SPI4 is there
 * @param spi5 whether SPI5 is there
 * @param maxHclkHz the fastest HCLK that the data sheet allows
 * @param maxApb1Hz the fastest PCLK1
 * @param maxApb2Hz the fastest PCLK2
 */
public record RccTraits(
        String ports,
        boolean large,
        boolean timerPrescaler,
        boolean i2sInput,
        boolean f446,
        boolean ethernet,
        boolean spi4,
        boolean spi5,
        long maxHclkHz,
        long maxApb1Hz,
        long maxApb2Hz) {
    private static final long MHZ = 1_000_000;

    /** The F401. */
    public static final RccTraits F401 =
            new RccTraits("ABCDEH", false, true, false, false, false, true, false, 84 * MHZ, 42 * MHZ, 84 * MHZ);
    /** The F405 and the F407. */
    public static final RccTraits F407 =
            new RccTraits("ABCDEFGHI", true, false, false, false, true, false, false, 168 * MHZ, 42 * MHZ, 84 * MHZ);
    /** The F411. */
    public static final RccTraits F411 =
            new RccTraits("ABCDEH", false, true, true, false, false, true, true, 100 * MHZ, 50 * MHZ, 100 * MHZ);
    /** The F446. */
    public static final RccTraits F446 =
            new RccTraits("ABCDEFGH", true, true, true, true, false, true, false, 180 * MHZ, 45 * MHZ, 90 * MHZ);
}
