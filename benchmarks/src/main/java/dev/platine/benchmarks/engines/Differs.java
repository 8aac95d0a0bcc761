package dev.platine.benchmarks.engines;

/** Two machines have not computed the same: no figure of this run counts. */
final class Differs extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Differs(String message) {
        super(message);
    }

    static void check(Workload workload, String who, Sum expected, Sum sum) {
        if (!expected.value().equals(sum.value())) {
            throw new Differs(workload.label() + ": " + who + " computes " + sum.value() + ", not " + expected.value()
                    + " as the chip in this process");
        }
    }
}
