package dev.platine.sim.plant;

// Finds where a watched function passes through 0 inside one step, by halving on the step's interpolation.
final class CrossingFinder {
    /** The state somewhere inside the step. */
    interface Interpolation {
        void at(double share, double[] state);
    }

    private static final int HALVINGS = 52;

    private final OdeSystem system;
    private final double[] before;
    private final double[] after;
    private final double[] between;
    private final double[] state;
    private int crossed = -1;

    CrossingFinder(OdeSystem system) {
        this.system = system;
        int count = system.crossingCount();
        before = new double[count];
        after = new double[count];
        between = new double[count];
        state = new double[system.dimension()];
    }

    boolean none() {
        return before.length == 0;
    }

    int crossed() {
        return crossed;
    }

    void begin(double timeS, double[] from) {
        crossed = -1;
        if (before.length > 0) {
            system.crossings(timeS, from, before);
        }
    }

    /**
     * Looks at a step that ends at {@code toS} with {@code to}.
     *
     * @return the share of the step, up to 1, just behind the first passage; above 1 when there is none
     */
    double look(double fromS, double toS, double[] to, Interpolation inside) {
        if (before.length == 0) {
            return 2;
        }
        system.crossings(toS, to, after);
        double first = 2;
        for (int i = 0; i < before.length; i++) {
            if (passes(before[i], after[i])) {
                double share = locate(i, fromS, toS - fromS, inside);
                if (share < first) {
                    first = share;
                    crossed = i;
                }
            }
        }
        if (crossed < 0) {
            System.arraycopy(after, 0, before, 0, before.length);
        }
        return first;
    }

    // A function that begins at 0 has been dealt with already.
    private static boolean passes(double a, double b) {
        return (a < 0 && b >= 0) || (a > 0 && b <= 0);
    }

    private double locate(int which, double fromS, double stepS, Interpolation inside) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            inside.at(middle, state);
            system.crossings(fromS + middle * stepS, state, between);
            if (passes(before[which], between[which])) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
