package dev.platine.sim.net;

/**
 * One thing that puts a voltage on a net through a resistance (a Thevenin source), or is released.
 *
 * <p>Inside the rack only. Driving allocates nothing. A driver can carry a square wave: the net then has two levels and a duty
 * cycle and no event an edge, see {@link Net}. A one-way driver conducts only while the net without it is above ({@link #sink})
 * or below ({@link #source}) its voltage, as a diode does.
 */
public final class Driver {
    /** Least resistance of a driver, in ohms; smaller ones count as this. */
    public static final double LEAST_OHMS = 1e-3;

    static final int BOTH_WAYS = 0;
    static final int ONLY_SINK = 1;
    static final int ONLY_SOURCE = 2;

    final String who;
    final boolean load;
    final int order;
    Net net;
    boolean active;
    int ways;
    double highV;
    double lowV;
    double highS;
    double lowS;
    long periodNs;
    long startNs;
    double duty;
    // 0 for a source; for what a coupling shows, how many couplings lie between it and the nearest source.
    int distance;
    boolean conductsHigh;
    boolean conductsLow;

    Driver(Net net, String who, boolean load, int order) {
        this.net = net;
        this.who = who;
        this.load = load;
        this.order = order;
    }

    /**
     * Who drives, for messages.
     *
     * @return for example {@code mcu.cp_drive}
     */
    public String who() {
        return who;
    }

    /**
     * Drives a steady voltage.
     *
     * @param volts the open-circuit voltage
     * @param ohms the source resistance, above 0; below {@link #LEAST_OHMS} counts as that
     * @throws IllegalArgumentException when a value is not finite or the resistance is not above 0
     */
    public void drive(double volts, double ohms) {
        set(BOTH_WAYS, volts, ohms);
    }

    /**
     * Pulls the net down to a voltage, and never up: a diode from the net into this driver.
     *
     * @param volts conducts while the net is above this
     * @param ohms resistance while it conducts, above 0
     * @throws IllegalArgumentException when a value is not finite or the resistance is not above 0
     */
    public void sink(double volts, double ohms) {
        set(ONLY_SINK, volts, ohms);
    }

    /**
     * Pulls the net up to a voltage, and never down: a diode from this driver into the net.
     *
     * @param volts conducts while the net is below this
     * @param ohms resistance while it conducts, above 0
     * @throws IllegalArgumentException when a value is not finite or the resistance is not above 0
     */
    public void source(double volts, double ohms) {
        set(ONLY_SOURCE, volts, ohms);
    }

    /**
     * Drives a square wave. A wave that goes on with the same period keeps its phase; a new one starts high, now.
     *
     * @param hz frequency, above 0, at most 100 MHz; the period is rounded to whole nanoseconds
     * @param duty part of the period spent high, 0 to 1; 0 and 1 are the steady low and high voltage
     * @param highVolts open-circuit voltage while high
     * @param lowVolts open-circuit voltage while low
     * @param ohms the source resistance, above 0
     * @throws IllegalArgumentException when a value is not finite or out of range
     */
    public void wave(double hz, double duty, double highVolts, double lowVolts, double ohms) {
        if (!(hz > 0 && hz <= 100e6)) {
            throw new IllegalArgumentException("must be above 0 and at most 100e6: hz=" + hz + " of " + who);
        }
        if (!(duty >= 0 && duty <= 1)) {
            throw new IllegalArgumentException("must be 0 to 1: duty=" + duty + " of " + who);
        }
        if (duty == 0 || duty == 1) {
            set(BOTH_WAYS, duty == 0 ? lowVolts : highVolts, ohms);
            return;
        }
        check(highVolts, ohms);
        check(lowVolts, ohms);
        long period = Math.max(2, Math.round(1e9 / hz));
        double siemens = 1 / Math.max(LEAST_OHMS, ohms);
        boolean goesOn = active && periodNs == period;
        levels(
                BOTH_WAYS,
                highVolts,
                siemens,
                lowVolts,
                siemens,
                period,
                goesOn ? startNs : net.clock().nowNs(),
                duty);
    }

    /** Lets the net go. */
    public void release() {
        if (active) {
            active = false;
            periodNs = 0;
            conductsHigh = false;
            conductsLow = false;
            net.settle();
        }
    }

    /**
     * Tells whether it drives.
     *
     * @return false when it is released
     */
    public boolean active() {
        return active;
    }

    /**
     * The current that flows from this driver into the net at this instant.
     *
     * @return amperes, negative when the driver takes current; 0 when it does not conduct
     */
    public double amperes() {
        return amperes(net.highNow());
    }

    /**
     * The current from this driver into the net, averaged over a wave's period.
     *
     * @return amperes
     */
    public double averageAmperes() {
        double share = net.waveDuty();
        return net.waveHz() == 0 ? amperes(true) : share * amperes(true) + (1 - share) * amperes(false);
    }

    double amperes(boolean high) {
        if (high) {
            return conductsHigh ? (highV - net.highVolts()) * highS : 0;
        }
        return conductsLow ? (lowV - net.lowVolts()) * lowS : 0;
    }

    private void set(int direction, double volts, double ohms) {
        check(volts, ohms);
        double siemens = 1 / Math.max(LEAST_OHMS, ohms);
        levels(direction, volts, siemens, volts, siemens, 0, 0, 0);
    }

    private void check(double volts, double ohms) {
        if (!Double.isFinite(volts)) {
            throw new IllegalArgumentException("must be a number: volts=" + volts + " of " + who);
        }
        if (!(ohms > 0 && ohms < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("must be above 0: ohms=" + ohms + " of " + who);
        }
    }

    // Everything that a driver can be, in one place; nothing happens when nothing differs.
    void levels(
            int direction,
            double high,
            double highSiemens,
            double low,
            double lowSiemens,
            long period,
            long start,
            double share) {
        boolean same = active
                && ways == direction
                && high == highV
                && low == lowV
                && highSiemens == highS
                && lowSiemens == lowS
                && period == periodNs
                && start == startNs
                && share == duty;
        if (same) {
            return;
        }
        active = true;
        ways = direction;
        highV = high;
        lowV = low;
        highS = highSiemens;
        lowS = lowSiemens;
        periodNs = period;
        startNs = start;
        duty = share;
        net.settle();
    }

    @Override
    public String toString() {
        return active ? who + ": " + highV + " V, " + 1 / highS + " ohm" : who + ": released";
    }
}
