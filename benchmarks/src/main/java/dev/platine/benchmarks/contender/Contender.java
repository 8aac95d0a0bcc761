package dev.platine.benchmarks.contender;

/**
 * One way to do an exchange: 4 values go to a far end, 16 values come back.
 *
 * <p>{@link #exchange} is called by one thread at a time. Whoever made a contender closes it.
 */
public interface Contender extends AutoCloseable {
    /**
     * What people call it.
     *
     * @return a few words, always the same
     */
    String name();

    /**
     * One request and its reply. Blocks the caller until the reply's values can be read.
     *
     * @throws IllegalStateException when the far end did not answer as it should; a measurement that meets one is void
     */
    void exchange();

    /** Ends both ends. Does nothing the second time. */
    @Override
    void close();
}
