package dev.platine.sim.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class IntegratorTest {
    /** x' = f(t, x), perhaps with one crossing. */
    private record System(int dimension, Rates rates, Crossing crossing) implements OdeSystem {
        interface Rates {
            void of(double t, double[] x, double[] dx);
        }

        interface Crossing {
            double of(double t, double[] x);
        }

        System(int dimension, Rates rates) {
            this(dimension, rates, null);
        }

        @Override
        public void derivatives(double timeS, double[] state, double[] out) {
            rates.of(timeS, state, out);
        }

        @Override
        public int crossingCount() {
            return crossing == null ? 0 : 1;
        }

        @Override
        public void crossings(double timeS, double[] state, double[] values) {
            values[0] = crossing.of(timeS, state);
        }
    }

    private static final System DECAY = new System(1, (t, x, dx) -> dx[0] = -x[0]);
    private static final System OSCILLATOR = new System(2, (t, x, dx) -> {
        dx[0] = x[1];
        dx[1] = -x[0];
    });
    // x = sin(t) + exp(-t), depends on time itself.
    private static final System FORCED = new System(1, (t, x, dx) -> dx[0] = -x[0] + Math.sin(t) + Math.cos(t));

    private static double error(Integrator integrator) {
        double[] x = {1};
        integrator.integrate(0, 4, x);
        return Math.abs(x[0] - (Math.sin(4) + Math.exp(-4)));
    }

    @Test
    void shouldBeOfOrderFourWithAFixedStep() {
        double coarse = error(new RungeKutta4(FORCED, 0.1));
        double fine = error(new RungeKutta4(FORCED, 0.05));
        double finer = error(new RungeKutta4(FORCED, 0.025));
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(4, within(0.25));
        assertThat(Math.log(fine / finer) / Math.log(2)).isCloseTo(4, within(0.25));
    }

    @Test
    void shouldBeOfOrderFiveWithDormandAndPrince() {
        // One step from the same place with half the length: the local error of order p falls by 2^(p+1).
        double[] errors = new double[3];
        for (int i = 0; i < errors.length; i++) {
            double h = 0.4 / (1 << i);
            DormandPrince integrator = new DormandPrince(FORCED, 0.1, 10);
            integrator.proposedS(h);
            double[] x = {1};
            integrator.integrate(0, h, x);
            assertThat(integrator.steps()).isEqualTo(1);
            errors[i] = Math.abs(x[0] - (Math.sin(h) + Math.exp(-h)));
        }
        assertThat(Math.log(errors[0] / errors[1]) / Math.log(2)).isCloseTo(6, within(0.4));
        assertThat(Math.log(errors[1] / errors[2]) / Math.log(2)).isCloseTo(6, within(0.4));
    }

    @Test
    void shouldFollowTheTolerance() {
        double last = 1;
        for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
            DormandPrince integrator = new DormandPrince(FORCED, tolerance, tolerance);
            double error = error(integrator);
            assertThat(error).isLessThan(20 * tolerance).isLessThan(last);
            last = error;
        }
    }

    @Test
    void shouldKeepTheEnergyOfAnOscillator() {
        double[] x = {1, 0};
        DormandPrince integrator = new DormandPrince(OSCILLATOR, 1e-9, 1e-9, 1e-9);
        double end = 200 * Math.PI;
        integrator.integrate(0, end, x);
        assertThat(x[0] * x[0] + x[1] * x[1]).isCloseTo(1, within(1e-5));
        assertThat(x[0]).isCloseTo(1, within(1e-5));
        assertThat(x[1]).isCloseTo(0, within(1e-5));
    }

    @Test
    void shouldGiveTheSameInManyPiecesAsInOne() {
        DormandPrince whole = new DormandPrince(FORCED, 1e-9, 1e-9);
        DormandPrince pieces = new DormandPrince(FORCED, 1e-9, 1e-9);
        double[] a = {1};
        double[] b = {1};
        whole.integrate(0, 3, a);
        for (int i = 0; i < 3_000; i++) {
            pieces.integrate(i * 1e-3, (i + 1) * 1e-3, b);
        }
        assertThat(a[0]).isCloseTo(b[0], within(1e-7));
        assertThat(pieces.steps()).isBetween(3_000L, 3_010L);
    }

    @Test
    void shouldManageAStiffDecayByShortSteps() {
        System stiff = new System(2, (t, x, dx) -> {
            dx[0] = -2_000 * (x[0] - Math.cos(t));
            dx[1] = -x[1];
        });
        DormandPrince integrator = new DormandPrince(stiff, 1e-6, 1e-6, 1e-6);
        double[] x = {0, 1};
        integrator.integrate(0, 1, x);
        assertThat(x[0]).isCloseTo(Math.cos(1), within(1e-3));
        assertThat(x[1]).isCloseTo(Math.exp(-1), within(1e-5));
        assertThat(integrator.steps()).isBetween(500L, 2_000L);
        assertThat(integrator.rejected()).isGreaterThan(0);
    }

    @Test
    void shouldStopJustBehindACrossing() {
        System falling = new System(
                2,
                (t, x, dx) -> {
                    dx[0] = x[1];
                    dx[1] = -9.81;
                },
                (t, x) -> x[0]);
        double expected = Math.sqrt(2 * 10 / 9.81);
        for (Integrator integrator :
                new Integrator[] {new DormandPrince(falling, 1e-9, 1e-9, 1e-9), new RungeKutta4(falling, 0.01)}) {
            double[] x = {10, 0};
            double reached = integrator.integrate(0, 5, x);
            assertThat(integrator.crossed()).isZero();
            assertThat(reached).isCloseTo(expected, within(1e-9));
            assertThat(x[0]).isLessThanOrEqualTo(0).isCloseTo(0, within(1e-9));
            assertThat(x[1]).isCloseTo(-9.81 * expected, within(1e-8));
            assertThat(integrator.integrate(reached, reached + 0.5, x)).isEqualTo(reached + 0.5);
            assertThat(integrator.crossed()).isEqualTo(-1);
        }
    }

    @Test
    void shouldFindACrossingInsideALongStep() {
        System sine = new System(2, OSCILLATOR.rates(), (t, x) -> x[0]);
        DormandPrince integrator = new DormandPrince(sine, 1e-6, 1e-6, 1e-6);
        double[] x = {1, 0};
        double reached = integrator.integrate(0, 3, x);
        assertThat(reached).isCloseTo(Math.PI / 2, within(1e-5));
    }

    @Test
    void shouldSayWhenAStateIsNoLongerANumber() {
        System broken = new System(1, (t, x, dx) -> dx[0] = t > 0.5 ? Double.NaN : 1);
        assertThatThrownBy(() -> new DormandPrince(broken, 1e-6, 1e-6).integrate(0, 1, new double[] {0}))
                .isInstanceOf(PlantException.class)
                .hasMessageContaining("too small at 0.");
        assertThatThrownBy(() -> new RungeKutta4(broken, 0.01).integrate(0, 1, new double[] {0}))
                .isInstanceOf(PlantException.class)
                .hasMessageContaining("state 0 is no longer a number");
        System explodes = new System(1, (t, x, dx) -> dx[0] = x[0] * x[0]);
        assertThatThrownBy(() -> new DormandPrince(explodes, 1e-6, 1e-6).integrate(0, 2, new double[] {1}))
                .isInstanceOf(PlantException.class);
    }

    @Test
    void shouldTakeFifthRoots() {
        for (double x = 1e-12; x < 1e6; x *= 1.7) {
            assertThat(DormandPrince.fifthRoot(x)).isCloseTo(Math.pow(x, 0.2), withinPercentage(0.01));
        }
        assertThat(DormandPrince.fifthRoot(1e300)).isGreaterThan(100);
    }

    @Test
    void shouldRefuseBadTolerances() {
        assertThatThrownBy(() -> new DormandPrince(DECAY, 0, 1)).hasMessageContaining("relative=0.0");
        assertThatThrownBy(() -> new DormandPrince(DECAY, 1e-6)).hasMessageContaining("tolerances=0");
        assertThatThrownBy(() -> new DormandPrince(DECAY, 1e-6, 0)).hasMessageContaining("absolute=0.0");
        assertThatThrownBy(() -> new RungeKutta4(DECAY, 0)).hasMessageContaining("stepS=0.0");
    }

    @Test
    void shouldAllocateNothingPerStep() {
        DormandPrince integrator = new DormandPrince(OSCILLATOR, 1e-6, 1e-6, 1e-6);
        double[] x = {1, 0};
        for (int i = 0; i < 20_000; i++) {
            integrator.integrate(i * 1e-3, (i + 1) * 1e-3, x);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(me);
        for (int i = 20_000; i < 60_000; i++) {
            integrator.integrate(i * 1e-3, (i + 1) * 1e-3, x);
        }
        assertThat(threads.getThreadAllocatedBytes(me) - before).isLessThan(10_000);
    }
}
