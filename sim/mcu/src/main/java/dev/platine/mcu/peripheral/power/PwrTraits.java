package dev.platine.mcu.peripheral.power;

/**
 * In what power control differs from chip to chip.
 *
 * @param kind which registers there are
 * @param scale1Hz the fastest HCLK at the highest core voltage
 * @param scale2Hz at the middle one
 * @param scale3Hz at the lowest one; 0 if there are two only
 */
public record PwrTraits(Kind kind, long scale1Hz, long scale2Hz, long scale3Hz) {
    private static final long MHZ = 1_000_000;

    /** Which registers there are. */
    public enum Kind {
        /** The F405 and the F407: one bit of voltage scaling. */
        PLAIN,
        /** The F401. */
        SCALED,
        /** The F411: flash can be stopped. */
        FLASH_STOPS,
        /** The F446: over-drive, under-drive, a second wake-up pin. */
        OVER_DRIVE
    }

    /** The F401. */
    public static final PwrTraits F401 = new PwrTraits(Kind.SCALED, 84 * MHZ, 84 * MHZ, 60 * MHZ);
    /** The F405 and the F407. */
    public static final PwrTraits F407 = new PwrTraits(Kind.PLAIN, 168 * MHZ, 144 * MHZ, 0);
    /** The F411. */
    public static final PwrTraits F411 = new PwrTraits(Kind.FLASH_STOPS, 100 * MHZ, 84 * MHZ, 64 * MHZ);
    /** The F446. */
    public static final PwrTraits F446 = new PwrTraits(Kind.OVER_DRIVE, 168 * MHZ, 144 * MHZ, 120 * MHZ);

    boolean scaled() {
        return kind != Kind.PLAIN;
    }

    boolean overDrive() {
        return kind == Kind.OVER_DRIVE;
    }
}
