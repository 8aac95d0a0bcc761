package dev.platine.sim.plant;

/**
 * The method of Dormand and Prince of order 5(4): the step follows the estimated error, crossings are found on its own
 * interpolation of order 4.
 *
 * <p>Coefficients and interpolation are those of Hairer, Norsett and Wanner, "Solving Ordinary Differential Equations I", DOPRI5.
 * Inside the rack only.
 */
public final class DormandPrince implements Integrator {
    /** Most steps that one call of {@link #integrate} makes. */
    public static final int MOST_STEPS = 1_000_000;

    private static final double A21 = 1.0 / 5;
    private static final double A31 = 3.0 / 40;
    private static final double A32 = 9.0 / 40;
    private static final double A41 = 44.0 / 45;
    private static final double A42 = -56.0 / 15;
    private static final double A43 = 32.0 / 9;
    private static final double A51 = 19372.0 / 6561;
    private static final double A52 = -25360.0 / 2187;
    private static final double A53 = 64448.0 / 6561;
    private static final double A54 = -212.0 / 729;
    private static final double A61 = 9017.0 / 3168;
    private static final double A62 = -355.0 / 33;
    private static final double A63 = 46732.0 / 5247;
    private static final double A64 = 49.0 / 176;
    private static final double A65 = -5103.0 / 18656;
    private static final double A71 = 35.0 / 384;
    private static final double A73 = 500.0 / 1113;
    private static final double A74 = 125.0 / 192;
    private static final double A75 = -2187.0 / 6784;
    private static final double A76 = 11.0 / 84;
    private static final double E1 = 71.0 / 57600;
    private static final double E3 = -71.0 / 16695;
    private static final double E4 = 71.0 / 1920;
    private static final double E5 = -17253.0 / 339200;
    private static final double E6 = 22.0 / 525;
    private static final double E7 = -1.0 / 40;
    private static final double D1 = -12715105075.0 / 11282082432.0;
    private static final double D3 = 87487479700.0 / 32700410799.0;
    private static final double D4 = -10690763975.0 / 1880347072.0;
    private static final double D5 = 701980252875.0 / 199316789632.0;
    private static final double D6 = -1453857185.0 / 822651844.0;
    private static final double D7 = 69997945.0 / 29380423.0;
    private static final double SAFETY = 0.9;
    private static final double LEAST_FACTOR = 0.2;
    private static final double MOST_FACTOR = 10;

    private static final long ROOT_GUESS = Double.doubleToLongBits(1) / 5 * 4;

    private final OdeSystem system;
    private final double relative;
    private final double[] absolute;
    private final double[][] k;
    private final double[] stage;
    private final double[] next;
    private final CrossingFinder crossings;
    private final CrossingFinder.Interpolation inside = this::interpolate;
    private double[] begin = {};
    private double lengthS;
    private double proposedS;
    private long steps;
    private long rejected;

    /**
     * An integrator of one system.
     *
     * @param system the equations
     * @param relative relative error a step, 1e-14 to 0.1
     * @param absolute absolute error a step for each state, in the state's unit, above 0; copied
     * @throws IllegalArgumentException when a tolerance is out of range or the count is not the system's
     */
    public DormandPrince(OdeSystem system, double relative, double... absolute) {
        int n = system.dimension();
        if (!(relative >= 1e-14 && relative <= 0.1)) {
            throw new IllegalArgumentException("must be 1e-14 to 0.1: relative=" + relative);
        }
        if (absolute.length != n) {
            throw new IllegalArgumentException("must be one a state, " + n + ": tolerances=" + absolute.length);
        }
        for (double tolerance : absolute) {
            if (!(tolerance > 0)) {
                throw new IllegalArgumentException("must be above 0: absolute=" + tolerance);
            }
        }
        this.system = system;
        this.relative = relative;
        this.absolute = absolute.clone();
        k = new double[7][n];
        stage = new double[n];
        next = new double[n];
        crossings = new CrossingFinder(system);
    }

    @Override
    public double integrate(double fromS, double toS, double[] state) {
        crossings.begin(fromS, state);
        double t = fromS;
        if (toS <= fromS) {
            return toS;
        }
        system.derivatives(t, state, k[0]);
        double h = proposedS > 0 ? proposedS : firstStep(t, toS - t, state);
        for (int tries = 0; tries < MOST_STEPS; tries++) {
            boolean last = t + h >= toS - 1e-12 * (toS - fromS);
            double used = last ? toS - t : h;
            requireProgress(t, used);
            double error = attempt(t, used, state);
            double factor = error == 0 ? MOST_FACTOR : SAFETY / fifthRoot(error);
            if (!(error <= 1)) {
                rejected++;
                h = used * (Double.isFinite(error) ? Math.max(LEAST_FACTOR, factor) : LEAST_FACTOR);
                continue;
            }
            steps++;
            double proposal = used * Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, factor));
            h = last ? Math.max(h, proposal) : proposal;
            proposedS = h;
            begin = state;
            lengthS = used;
            double end = last ? toS : t + used;
            double share = crossings.look(t, end, next, inside);
            if (share <= 1) {
                interpolate(share, stage);
                System.arraycopy(stage, 0, state, 0, state.length);
                return t + share * used;
            }
            t = end;
            advance(state);
            if (last) {
                return toS;
            }
        }
        throw new PlantException("more than " + MOST_STEPS + " steps from " + fromS + " s to " + toS
                + " s: the equations are too stiff for this method, or a tolerance is too small");
    }

    private void requireProgress(double t, double h) {
        if (!(t + h > t)) {
            throw new PlantException("the step has become too small at " + t
                    + " s: a state is not a number, or the equations are too stiff for this method");
        }
    }

    // Newton's method from a guess by the exponent; the same bits everywhere, which Math.pow does not promise.
    static double fifthRoot(double x) {
        double root = Double.longBitsToDouble(Double.doubleToLongBits(x) / 5 + ROOT_GUESS);
        for (int i = 0; i < 4; i++) {
            double square = root * root;
            root = 0.2 * (4 * root + x / (square * square));
        }
        return root;
    }

    // The last stage is the first one of the next step.
    private void advance(double[] state) {
        System.arraycopy(next, 0, state, 0, state.length);
        double[] first = k[0];
        k[0] = k[6];
        k[6] = first;
    }

    private double firstStep(double t, double wholeS, double[] x) {
        double sizeX = 0;
        double sizeK = 0;
        for (int i = 0; i < x.length; i++) {
            double scale = absolute[i] + relative * Math.abs(x[i]);
            sizeX += x[i] / scale * (x[i] / scale);
            sizeK += k[0][i] / scale * (k[0][i] / scale);
        }
        double guess = sizeX < 1e-10 || sizeK < 1e-10 ? 1e-6 : 0.01 * Math.sqrt(sizeX / sizeK);
        return Math.max(Math.min(guess, wholeS), Math.ulp(t) * 16);
    }

    // One step; gives the error in units of the tolerance.
    private double attempt(double t, double h, double[] x) {
        int n = x.length;
        double[] k1 = k[0];
        double[] k2 = k[1];
        double[] k3 = k[2];
        double[] k4 = k[3];
        double[] k5 = k[4];
        double[] k6 = k[5];
        for (int i = 0; i < n; i++) {
            stage[i] = x[i] + h * A21 * k1[i];
        }
        system.derivatives(t + h / 5, stage, k2);
        for (int i = 0; i < n; i++) {
            stage[i] = x[i] + h * (A31 * k1[i] + A32 * k2[i]);
        }
        system.derivatives(t + h * 3 / 10, stage, k3);
        for (int i = 0; i < n; i++) {
            stage[i] = x[i] + h * (A41 * k1[i] + A42 * k2[i] + A43 * k3[i]);
        }
        system.derivatives(t + h * 4 / 5, stage, k4);
        for (int i = 0; i < n; i++) {
            stage[i] = x[i] + h * (A51 * k1[i] + A52 * k2[i] + A53 * k3[i] + A54 * k4[i]);
        }
        system.derivatives(t + h * 8 / 9, stage, k5);
        for (int i = 0; i < n; i++) {
            stage[i] = x[i] + h * (A61 * k1[i] + A62 * k2[i] + A63 * k3[i] + A64 * k4[i] + A65 * k5[i]);
        }
        system.derivatives(t + h, stage, k6);
        for (int i = 0; i < n; i++) {
            next[i] = x[i] + h * (A71 * k1[i] + A73 * k3[i] + A74 * k4[i] + A75 * k5[i] + A76 * k6[i]);
        }
        system.derivatives(t + h, next, k[6]);
        return error(h, x);
    }

    private double error(double h, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double estimate =
                    h * (E1 * k[0][i] + E3 * k[2][i] + E4 * k[3][i] + E5 * k[4][i] + E6 * k[5][i] + E7 * k[6][i]);
            double scale = absolute[i] + relative * Math.max(Math.abs(x[i]), Math.abs(next[i]));
            sum += estimate / scale * (estimate / scale);
        }
        return x.length == 0 ? 0 : Math.sqrt(sum / x.length);
    }

    private void interpolate(double share, double[] out) {
        double a = share;
        double b = 1 - share;
        for (int i = 0; i < out.length; i++) {
            double rise = next[i] - begin[i];
            double bow = lengthS * k[0][i] - rise;
            double tail = rise - lengthS * k[6][i] - bow;
            double fine =
                    lengthS * (D1 * k[0][i] + D3 * k[2][i] + D4 * k[3][i] + D5 * k[4][i] + D6 * k[5][i] + D7 * k[6][i]);
            out[i] = begin[i] + a * (rise + b * (bow + a * (tail + b * fine)));
        }
    }

    /**
     * How many steps were made so far.
     *
     * @return the count of accepted steps
     */
    public long steps() {
        return steps;
    }

    /**
     * How many steps were tried again with a shorter one.
     *
     * @return the count
     */
    public long rejected() {
        return rejected;
    }

    @Override
    public int crossed() {
        return crossings.crossed();
    }

    @Override
    public void restart() {
        proposedS = 0;
    }

    /**
     * The length that the next step will try.
     *
     * @return seconds; 0 when nothing is known yet
     */
    double proposedS() {
        return proposedS;
    }

    void proposedS(double seconds) {
        proposedS = seconds;
    }
}
