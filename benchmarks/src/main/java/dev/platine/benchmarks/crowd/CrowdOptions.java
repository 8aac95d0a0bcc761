package dev.platine.benchmarks.crowd;

import dev.platine.core.time.Durations;

/**
 * What the crowd is asked to do.
 *
 * @param boards how many boards, above 0
 * @param threads how many client threads share them, above 0
 * @param listen where the server listens
 * @param periodNs nanoseconds from one exchange of a board to its next
 * @param runNs nanoseconds that count
 * @param warmUpNs nanoseconds before them
 */
record CrowdOptions(int boards, int threads, String listen, long periodNs, long runNs, long warmUpNs) {
    static final String USAGE = """
            usage: benchmarks/thousand-boards [--boards N] [--threads N] [--listen URI] [--period 100ms] [--for 30s] [--warm-up 10s]
            exit codes: 0 no deadline missed and less than 1 GB, 1 otherwise, 2 it could not be measured""";

    static CrowdOptions parse(String[] args) {
        int boards = 1_000;
        int threads = 8;
        String listen = "tcp://127.0.0.1:0";
        long periodNs = Durations.parse("100ms");
        long runNs = Durations.parse("30s");
        long warmUpNs = Durations.parse("10s");
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("a value is missing after " + args[i]);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--boards" -> boards = positive(args[i], value);
                case "--threads" -> threads = positive(args[i], value);
                case "--listen" -> listen = value;
                case "--period" -> periodNs = Durations.parse(value);
                case "--for" -> runNs = Durations.parse(value);
                case "--warm-up" -> warmUpNs = Durations.parse(value);
                default -> throw new IllegalArgumentException("unknown option: " + args[i]);
            }
        }
        return new CrowdOptions(boards, threads, listen, periodNs, runNs, warmUpNs);
    }

    private static int positive(String option, String text) {
        int value = Integer.parseInt(text);
        if (value < 1) {
            throw new IllegalArgumentException("must be above 0: " + option + " " + text);
        }
        return value;
    }
}
