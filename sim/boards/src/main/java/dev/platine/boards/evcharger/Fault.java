package dev.platine.boards.evcharger;

/** What can be wrong. A fault's number is its bit in the channel {@code fault_bits}. */
enum Fault {
    /** The pilot is shorted (state E). */
    PILOT(0, false, false, "control pilot shorted"),
    /** The vehicle has no diode. */
    DIODE(1, false, false, "no diode in the vehicle"),
    /** Closed although the coil is off. */
    WELDED(2, true, true, "contactor closed with its coil off"),
    /** Open although the coil is on. */
    STUCK_OPEN(3, true, true, "contactor open with its coil on"),
    /** Alternating residual current. */
    RESIDUAL_AC(4, true, false, "residual current, AC"),
    /** Smooth residual current. */
    RESIDUAL_DC(5, true, false, "residual current, DC"),
    /** The residual-current monitor does not see its own test current. */
    MONITOR(6, true, true, "residual-current monitor failed its test"),
    /** Too hot, even derated. */
    OVER_TEMPERATURE(7, false, false, "too hot"),
    /** A phase is above its limit. */
    OVER_VOLTAGE(8, false, false, "mains voltage too high"),
    /** A phase is below its limit. */
    UNDER_VOLTAGE(9, false, false, "mains voltage too low"),
    /** The mains' frequency is outside its limits. */
    FREQUENCY(10, false, false, "mains frequency out of range"),
    /** No protective earth. */
    EARTH(11, false, true, "protective earth missing"),
    /** The cable's resistor is none of the standard's. */
    CABLE(12, false, false, "cable not recognised"),
    /** The vehicle needs ventilation, and there is none. */
    VENTILATION(13, false, false, "vehicle needs ventilation"),
    /** The vehicle draws more than offered. */
    OVER_CURRENT(14, true, false, "vehicle draws more than offered"),
    /** The plug cannot be locked. */
    LOCK(15, true, false, "plug does not lock");

    private final int number;
    private final boolean latched;
    private final boolean unavailable;
    private final String text;

    Fault(int number, boolean latched, boolean unavailable, String text) {
        this.number = number;
        this.latched = latched;
        this.unavailable = unavailable;
        this.text = text;
    }

    int bit() {
        return 1 << number;
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
