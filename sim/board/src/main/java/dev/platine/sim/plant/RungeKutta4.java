package dev.platine.sim.plant;

/**
 * The classical Runge-Kutta method of order 4 with a fixed step; crossings are found on a cubic through both ends.
 *
 * <p>For systems whose step is known, and to check {@link DormandPrince} against. Inside the rack only.
 */
public final class RungeKutta4 implements Integrator {
    private final OdeSystem system;
    private final double stepS;
    private final double[] k1;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private final double[] stage;
    private final double[] next;
    private final CrossingFinder crossings;
    private final CrossingFinder.Interpolation inside = this::interpolate;
    private double[] begin = {};
    private double lengthS;

    /**
     * An integrator of one system.
     *
     * @param system the equations
     * @param stepS longest step, in seconds, above 0
     * @throws IllegalArgumentException when the step is not above 0
     */
    public RungeKutta4(OdeSystem system, double stepS) {
        if (!(stepS > 0)) {
            throw new IllegalArgumentException("must be above 0: stepS=" + stepS);
        }
        int n = system.dimension();
        this.system = system;
        this.stepS = stepS;
        k1 = new double[n];
        k2 = new double[n];
        k3 = new double[n];
        k4 = new double[n];
        stage = new double[n];
        next = new double[n];
        crossings = new CrossingFinder(system);
    }

    @Override
    public double integrate(double fromS, double toS, double[] state) {
        crossings.begin(fromS, state);
        long steps = Math.max(1, (long) Math.ceil((toS - fromS) / stepS - 1e-9));
        double h = (toS - fromS) / steps;
        if (h <= 0) {
            return toS;
        }
        for (long i = 0; i < steps; i++) {
            double t = fromS + i * h;
            step(t, h, state);
            begin = state;
            lengthS = h;
            double share = crossings.look(t, t + h, next, inside);
            if (share <= 1) {
                interpolate(share, stage);
                System.arraycopy(stage, 0, state, 0, state.length);
                return t + share * h;
            }
            System.arraycopy(next, 0, state, 0, state.length);
        }
        return toS;
    }

    private void step(double t, double h, double[] x) {
        system.derivatives(t, x, k1);
        toward(x, k1, h / 2);
        system.derivatives(t + h / 2, stage, k2);
        toward(x, k2, h / 2);
        system.derivatives(t + h / 2, stage, k3);
        toward(x, k3, h);
        system.derivatives(t + h, stage, k4);
        for (int i = 0; i < x.length; i++) {
            next[i] = x[i] + h / 6 * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
            if (!Double.isFinite(next[i])) {
                throw new PlantException(
                        "state " + i + " is no longer a number at " + t + " s: look for a division by 0");
            }
        }
        if (!crossings.none()) {
            system.derivatives(t + h, next, k4);
        }
    }

    private void toward(double[] x, double[] k, double h) {
        for (int i = 0; i < x.length; i++) {
            stage[i] = x[i] + h * k[i];
        }
    }

    // Hermite's cubic; k4 holds the rates at the end.
    private void interpolate(double share, double[] out) {
        double a = share;
        double b = 1 - share;
        for (int i = 0; i < out.length; i++) {
            double rise = next[i] - begin[i];
            double atBegin = lengthS * k1[i] - rise;
            double atEnd = rise - lengthS * k4[i];
            out[i] = b * begin[i] + a * next[i] + a * b * (b * atBegin + a * atEnd);
        }
    }

    @Override
    public int crossed() {
        return crossings.crossed();
    }

    @Override
    public void restart() {}
}
