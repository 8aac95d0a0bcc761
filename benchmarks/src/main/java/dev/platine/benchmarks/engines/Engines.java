package dev.platine.benchmarks.engines;

/** {@code benchmarks/engines}: engines of emulated firmware side by side, QEMU beside them. */
public final class Engines {
    private static final int NOT_MEASURED = 2;

    private Engines() {}

    /**
     * Does what is asked for.
     *
     * @param args see the usage
     */
    public static void main(String[] args) {
        if (args.length > 0 && (args[0].equals("--help") || args[0].equals("-h"))) {
            System.out.println(EnginesOptions.USAGE);
            return;
        }
        EnginesOptions options;
        try {
            options = EnginesOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("engines: " + e.getMessage());
            System.exit(NOT_MEASURED);
            return;
        }
        Workload watch = options.watch();
        if (watch != null) {
            Watch.run(System.out, watch, options.engines().get(0), options.seconds());
        }
    }
}
