package dev.platine.hal;

/** Takes the samples of a {@link Subscription}. Called on the board's dispatcher thread, one call at a time, in order. */
@FunctionalInterface
public interface SampleListener {
    /**
     * A sample. One that takes long makes its own subscription lose samples, and delays the board's other listeners. What
     * it throws goes to the thread's uncaught-exception handler; the samples go on.
     *
     * @param sample the sample
     */
    void sample(Sample sample);
}
