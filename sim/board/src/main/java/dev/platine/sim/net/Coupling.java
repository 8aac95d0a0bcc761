package dev.platine.sim.net;

/**
 * Something with two ends that joins two nets through a resistance, one way or both: a resistor, a closed contact, a diode.
 *
 * <p>Each end shows its net what the other net looks like behind the resistance, the coupling itself left out. For couplings in
 * a chain or tree the voltages are exact; in rings they are repeated until nothing moves by more than {@value #CLOSE_V} V (this
 * is Gaussian belief propagation, whose means are exact for networks of resistors). Inside the rack only.
 */
public final class Coupling {
    /** Differences below this do not travel on, in volts. */
    public static final double CLOSE_V = 1e-9;
    /** Waves that move a net by less than this travel on as their mean, in volts. */
    public static final double RIPPLE_V = 1e-5;

    /** How many couplings in a row a voltage travels; a ring cut off from every source forgets its voltage by this count. */
    public static final int MOST_COUPLINGS = 64;

    /** Couplings of more resistance do not pass frames on, in ohms. */
    public static final double FRAME_OHMS = 10_000;

    /** Nor do those whose resistance is so many times that of the sources at the other net: a pull-up ends at its supply. */
    public static final double FRAME_LOSS = 100;

    private final Pin from;
    private final Pin to;
    private final Driver atFrom;
    private final Driver atTo;
    private final Thevenin seen = new Thevenin();
    private final Thevenin held = new Thevenin();
    private boolean closed;
    private double ohms;
    private double dropV;
    private boolean oneWay;

    /**
     * Joins two pins, open at first.
     *
     * @param from one end; the anode of a diode
     * @param to the other end
     * @param load true for resistors and lamps, false for contacts, whose ends can be in contention
     */
    public Coupling(Pin from, Pin to, boolean load) {
        this.from = from;
        this.to = to;
        this.atFrom = load ? from.load() : from.driver();
        this.atTo = load ? to.load() : to.driver();
        from.onAnything(net -> passOn(from, atFrom, atTo, true));
        to.onAnything(net -> passOn(to, atTo, atFrom, false));
        from.onPassage(passage -> passOn(to, atTo, passage));
        to.onPassage(passage -> passOn(from, atFrom, passage));
    }

    /**
     * Joins the nets, both ways.
     *
     * @param throughOhms resistance, above 0
     * @throws IllegalArgumentException when the resistance is not above 0 and finite
     */
    public void close(double throughOhms) {
        join(throughOhms, 0, false);
    }

    /**
     * Joins the nets through a diode from the first end to the second.
     *
     * @param throughOhms resistance, above 0
     * @param forwardV voltage that the diode takes, 0 or more
     * @throws IllegalArgumentException when the resistance is not above 0 and finite
     */
    public void diode(double throughOhms, double forwardV) {
        join(throughOhms, forwardV, true);
    }

    private void join(double throughOhms, double forwardV, boolean diode) {
        if (!(throughOhms > 0 && throughOhms < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("must be above 0: ohms=" + throughOhms + " of " + from.name());
        }
        ohms = Math.max(Driver.LEAST_OHMS, throughOhms);
        dropV = forwardV;
        oneWay = diode;
        closed = true;
        passOn(from, atFrom, atTo, true);
        passOn(to, atTo, atFrom, false);
    }

    /** Parts the nets. */
    public void open() {
        closed = false;
        atFrom.release();
        atTo.release();
    }

    /**
     * Tells whether the nets are joined.
     *
     * @return true from closing to opening
     */
    public boolean closed() {
        return closed;
    }

    /**
     * The current from the first end to the second at this instant.
     *
     * @return amperes
     */
    public double amperes() {
        return closed ? -atFrom.amperes() : 0;
    }

    /**
     * The current from the first end to the second, averaged over a wave's period.
     *
     * @return amperes
     */
    public double averageAmperes() {
        return closed ? -atFrom.averageAmperes() : 0;
    }

    // Not where a source holds the other net: a pull-up ends at its supply, a lamp at ground.
    private void passOn(Pin other, Driver atOther, Passage passage) {
        if (!closed || ohms > Math.min(FRAME_OHMS, passage.mostOhms)) {
            return;
        }
        other.net().thevenin(atOther, held);
        if (Math.max(held.highS, held.lowS) * ohms <= FRAME_LOSS) {
            other.pass(passage);
        }
    }

    // Shows the other net what net "here" looks like.
    private void passOn(Pin here, Driver own, Driver shown, boolean forward) {
        if (!closed) {
            return;
        }
        here.net().thevenin(own, seen);
        if ((seen.highS == 0 && seen.lowS == 0) || seen.distance >= MOST_COUPLINGS) {
            shown.distance = 0;
            shown.release();
            return;
        }
        flattenRipple();
        double shift = forward ? -dropV : dropV;
        double highS = behind(seen.highS);
        double lowS = behind(seen.lowS);
        double highV = seen.highV + shift;
        double lowV = seen.lowV + shift;
        int ways = !oneWay ? Driver.BOTH_WAYS : forward ? Driver.ONLY_SOURCE : Driver.ONLY_SINK;
        boolean same = shown.active
                && shown.ways == ways
                && close(shown.highV, highV)
                && close(shown.lowV, lowV)
                && Math.abs(shown.highS - highS) <= 1e-9 * highS
                && Math.abs(shown.lowS - lowS) <= 1e-9 * lowS
                && shown.periodNs == seen.periodNs
                && shown.startNs == seen.startNs
                && shown.duty == seen.duty
                && shown.distance == seen.distance + 1;
        if (!same) {
            boolean farther = shown.active && shown.distance != seen.distance + 1;
            shown.distance = seen.distance + 1;
            shown.levels(ways, highV, highS, lowV, lowS, seen.periodNs, seen.startNs, seen.duty);
            if (farther) {
                shown.net.settle(); // levels says nothing when only the distance differs
            }
        }
    }

    // A wave's mark would go round a ring of couplings for ever, and through every supply to nets that it does not
    // move.
    private void flattenRipple() {
        boolean ripple = seen.periodNs != 0
                && Math.abs(seen.highV - seen.lowV) <= RIPPLE_V
                && Math.abs(seen.highS - seen.lowS) <= 1e-9 * seen.highS;
        if (ripple) {
            double mean = seen.duty * seen.highV + (1 - seen.duty) * seen.lowV;
            seen.highV = mean;
            seen.lowV = mean;
            seen.periodNs = 0;
            seen.startNs = 0;
            seen.duty = 0;
        }
    }

    private static boolean close(double a, double b) {
        return Math.abs(a - b) <= CLOSE_V;
    }

    private double behind(double siemens) {
        return siemens == 0 ? 0 : 1 / (ohms + 1 / siemens);
    }
}
