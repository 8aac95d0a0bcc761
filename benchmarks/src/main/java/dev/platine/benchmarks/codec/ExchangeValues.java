package dev.platine.benchmarks.codec;

/** The values of the exchange that everything here carries: 8 analog and 8 digital inputs, 2 analog and 2 digital outputs. */
public final class ExchangeValues {
    /** Values from the host to the board. */
    public static final int WRITES = 4;
    /** Values from the board to the host. */
    public static final int READS = 16;

    private ExchangeValues() {}

    /**
     * Fills the values that are written.
     *
     * @param step makes one call differ from the next
     * @param writes takes {@link #WRITES} values
     */
    public static void fillWrites(int step, int[] writes) {
        writes[0] = Float.floatToRawIntBits(step * 0.25f);
        writes[1] = Float.floatToRawIntBits(230.5f);
        writes[2] = step & 1;
        writes[3] = 1;
    }

    /**
     * Fills the values that are read.
     *
     * @param step makes one call differ from the next
     * @param reads takes {@link #READS} values
     */
    public static void fillReads(int step, int[] reads) {
        for (int i = 0; i < 8; i++) {
            reads[i] = Float.floatToRawIntBits(step * 0.125f + i);
            reads[i + 8] = step >>> i & 1;
        }
    }
}
