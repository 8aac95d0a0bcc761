package dev.platine.boards.evcharger;

/** What can be wrong. The number of a fault is its bit in the channel {@code fault_bits}. */
enum Fault {
    /** The pilot is shorted (state E). */
    PILOT(false, false, "control pilot shorted"),
    /** The vehicle has no diode. */
    DIODE(false, false, "no diode in the vehicle"),
    /** Closed although the coil is off. */
    WELDED(true, true, "contactor closed with its coil off"),
    /** Open although the coil is on. */
    STUCK_OPEN(true, true, "contactor open with its coil on"),
    /** Alternating residual current. */
    RESIDUAL_AC(true, false, "residual current, AC"),
    /** Smooth residual current. */
    RESIDUAL_DC(true, false, "residual current, DC"),
    /** The residual-current monitor does not see its own test current. */
    MONITOR(true, true, "residual-current monitor failed its test"),
    /** Too hot, even derated. */
    OVER_TEMPERATURE(false, false, "too hot"),
    /** A phase is above its limit. */
    OVER_VOLTAGE(false, false, "mains voltage too high"),
    /** A phase is below its limit. */
    UNDER_VOLTAGE(false, false, "mains voltage too low"),
    /** The mains' frequency is outside its limits. */
    FREQUENCY(false, false, "mains frequency out of range"),
    /** No protective earth. */
    EARTH(false, true, "protective earth missing"),
    /** The cable's resistor is none of the standard's. */
    CABLE(false, false, "cable not recognised"),
    /** The vehicle needs ventilation, and there is none. */
    VENTILATION(false, false, "vehicle needs ventilation"),
    /** The vehicle draws more than offered. */
    OVER_CURRENT(true, false, "vehicle draws more than offered"),
    /** The plug cannot be locked. */
    LOCK(true, false, "plug does not lock");

    private final boolean latched;
    private final boolean unavailable;
    private final String text;

    Fault(boolean latched, boolean unavailable, String text) {
        this.latched = latched;
        this.unavailable = unavailable;
        this.text = text;
    }

    int bit() {
        return 1 << ordinal();
    }

    /** Stays until it is reset. */
    boolean latched() {
        return latched;
    }

    /** The station says state F while it lasts. */
    boolean unavailable() {
        return unavailable;
    }

    String text() {
        return text;
    }
}
