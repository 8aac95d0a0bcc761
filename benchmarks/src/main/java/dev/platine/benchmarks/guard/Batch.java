package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.core.time.NanoClock;
import java.util.Arrays;

/**
 * Times exchanges in batches. Reuses its memory: a batch allocates nothing itself. One thread.
 *
 * <p>What would make its number lie: the clock is read before and after each sample, which costs some 25 ns each; a contender
 * below a microsecond is therefore timed several exchanges a sample.
 */
final class Batch {
    private final NanoClock clock;
    private final int exchangesPerSample;
    private final double[] samplesNs;

    Batch(NanoClock clock, int samples, int exchangesPerSample) {
        this.clock = clock;
        this.exchangesPerSample = exchangesPerSample;
        this.samplesNs = new double[samples];
    }

    /** Runs one batch; the percentiles are then those of this batch. Returns how long it took, in nanoseconds. */
    long run(Contender contender) {
        long startNs = clock.nowNs();
        long beforeNs = startNs;
        for (int i = 0; i < samplesNs.length; i++) {
            for (int k = 0; k < exchangesPerSample; k++) {
                contender.exchange();
            }
            long afterNs = clock.nowNs();
            samplesNs[i] = (double) (afterNs - beforeNs) / exchangesPerSample;
            beforeNs = afterNs;
        }
        Arrays.sort(samplesNs);
        return beforeNs - startNs;
    }

    double p50Ns() {
        return percentile(0.50);
    }

    double p99Ns() {
        return percentile(0.99);
    }

    private double percentile(double share) {
        return samplesNs[(int) Math.ceil(share * samplesNs.length) - 1];
    }
}
