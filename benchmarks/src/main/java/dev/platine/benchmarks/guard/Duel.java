package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.core.time.NanoClock;

/**
 * Compares two contenders by alternating batches, so that what the machine does meanwhile meets both alike.
 *
 * <p>What would make its number lie: two CPUs (waking an idle one costs more than an exchange: pin the process to one); too
 * short a warm-up; a clock that steps; a batch so long that the machine changes within a pair.
 */
public final class Duel {
    /**
     * How long and how often.
     *
     * @param leftWarmUpNs nanoseconds of warm-up for the left one
     * @param rightWarmUpNs nanoseconds of warm-up for the right one
     * @param pairs pairs of batches that count
     * @param samples samples a batch
     * @param exchangesPerSample exchanges timed together; above 1 only where one is too short to be timed
     */
    public record Settings(long leftWarmUpNs, long rightWarmUpNs, int pairs, int samples, int exchangesPerSample) {
        public Settings {
            if (leftWarmUpNs < 0 || rightWarmUpNs < 0 || pairs < 1 || samples < 1 || exchangesPerSample < 1) {
                throw new IllegalArgumentException("must be >= 0 for warm-up, >= 1 otherwise: leftWarmUpNs="
                        + leftWarmUpNs + ", rightWarmUpNs=" + rightWarmUpNs + ", pairs=" + pairs + ", samples="
                        + samples + ", exchangesPerSample=" + exchangesPerSample);
            }
        }
    }

    /**
     * What came out.
     *
     * @param leftP50Ns median of the batches' medians, of the left one
     * @param leftP99Ns median of the batches' 99th percentiles
     * @param rightP50Ns the same of the right one
     * @param rightP99Ns the same of the right one
     * @param p50 ratios left over right of the medians, pair by pair
     * @param p99 ratios left over right of the 99th percentiles, pair by pair
     */
    public record Result(
            double leftP50Ns, double leftP99Ns, double rightP50Ns, double rightP99Ns, Spread p50, Spread p99) {}

    private final NanoClock clock;
    private final Settings settings;

    /**
     * A way to compare.
     *
     * @param clock times the samples and the warm-up
     * @param settings how long and how often
     */
    public Duel(NanoClock clock, Settings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Warms both up and compares them, on the calling thread.
     *
     * @param left the numerator of the ratios
     * @param right the denominator of the ratios
     * @return what came out
     */
    public Result run(Contender left, Contender right) {
        warmUp(left, right);
        Batch batch = new Batch(clock, settings.samples(), settings.exchangesPerSample());
        double[][] p50Ns = new double[2][settings.pairs()];
        double[][] p99Ns = new double[2][settings.pairs()];
        for (int pair = 0; pair < settings.pairs(); pair++) {
            for (int turn = 0; turn < 2; turn++) {
                int side = (pair + turn) % 2; // who goes first changes from pair to pair
                batch.run(side == 0 ? left : right);
                p50Ns[side][pair] = batch.p50Ns();
                p99Ns[side][pair] = batch.p99Ns();
            }
        }
        return new Result(
                Spread.of(p50Ns[0]).median(),
                Spread.of(p99Ns[0]).median(),
                Spread.of(p50Ns[1]).median(),
                Spread.of(p99Ns[1]).median(),
                ratios(p50Ns),
                ratios(p99Ns));
    }

    private void warmUp(Contender left, Contender right) {
        Batch batch = new Batch(clock, settings.samples(), settings.exchangesPerSample());
        long leftNs = 0;
        long rightNs = 0;
        while (leftNs < settings.leftWarmUpNs() || rightNs < settings.rightWarmUpNs()) {
            if (leftNs < settings.leftWarmUpNs()) {
                leftNs += batch.run(left);
            }
            if (rightNs < settings.rightWarmUpNs()) {
                rightNs += batch.run(right);
            }
        }
    }

    private static Spread ratios(double[][] ns) {
        double[] ratios = new double[ns[0].length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ns[0][i] / ns[1][i];
        }
        return Spread.of(ratios);
    }
}
