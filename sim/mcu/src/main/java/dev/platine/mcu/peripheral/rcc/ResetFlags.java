package dev.platine.mcu.peripheral.rcc;

import dev.platine.mcu.peripheral.ResetCause;

/** The flags of RCC_CSR that tell why the chip was reset. Every reset from inside pulls the reset pin too. */
final class ResetFlags {
    static final int ALL = 0xFE000000;
    private static final int BOR = 1 << 25;
    private static final int PIN = 1 << 26;
    private static final int POR = 1 << 27;
    private static final int SOFTWARE = 1 << 28;
    private static final int INDEPENDENT_WATCHDOG = 1 << 29;
    private static final int WINDOW_WATCHDOG = 1 << 30;
    private static final int LOW_POWER = 1 << 31;

    private ResetFlags() {}

    /** What they are after a reset: it adds its own to those that nobody removed; one of power leaves only its own. */
    static int after(ResetCause cause, int before) {
        return switch (cause) {
            case POWER, WAKE_FROM_STANDBY -> BOR | PIN | POR;
            case BROWN_OUT -> before | BOR | PIN;
            case PIN -> before | PIN;
            case SOFTWARE -> before | SOFTWARE | PIN;
            case INDEPENDENT_WATCHDOG -> before | INDEPENDENT_WATCHDOG | PIN;
            case WINDOW_WATCHDOG -> before | WINDOW_WATCHDOG | PIN;
            case LOW_POWER -> before | LOW_POWER | PIN;
        };
    }
}
