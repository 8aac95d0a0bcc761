package dev.platine.mcu.peripheral;

/** Why a chip was reset; RCC's status register tells the firmware. */
public enum ResetCause {
    /** Power came, or was too low before. */
    POWER,
    /** Power was too low for a moment. */
    BROWN_OUT,
    /** The reset pin. */
    PIN,
    /** The firmware, by AIRCR. */
    SOFTWARE,
    /** The independent watchdog. */
    INDEPENDENT_WATCHDOG,
    /** The window watchdog. */
    WINDOW_WATCHDOG,
    /** Stop or standby was entered where an option byte forbids it. */
    LOW_POWER,
    /** Standby was left. */
    WAKE_FROM_STANDBY
}
