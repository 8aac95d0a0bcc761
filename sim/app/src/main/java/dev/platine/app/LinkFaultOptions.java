package dev.platine.app;

import dev.platine.hal.Bench;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What {@code bench fault} sets. */
final class LinkFaultOptions {
    @Option(
            names = "--delay",
            paramLabel = "TIME",
            defaultValue = "0us",
            description = "Added to every frame, at most 60s.")
    private Duration delay = Duration.ZERO;

    @Option(names = "--jitter", paramLabel = "TIME", defaultValue = "0us", description = "Added at random, 0 to this.")
    private Duration jitter = Duration.ZERO;

    @Option(names = "--drop", paramLabel = "P", description = "Probability from 0 to 1 that a frame is lost.")
    private double drop;

    @Option(names = "--corrupt", paramLabel = "P", description = "Probability that one bit of a frame flips.")
    private double corrupt;

    @Option(names = "--duplicate", paramLabel = "P", description = "Probability that a frame comes twice.")
    private double duplicate;

    @Option(names = "--disconnect", description = "Closes every connection to the board once, now.")
    private boolean disconnect;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the random choices (default: 1).")
    private long seed;

    Bench.LinkFault toFault() {
        return new Bench.LinkFault(
                Limits.within("--delay", delay, Duration.ZERO, Duration.ofSeconds(60)),
                Limits.within("--jitter", jitter, Duration.ZERO, Duration.ofSeconds(60)),
                Limits.within("--drop", drop, 0, 1),
                Limits.within("--corrupt", corrupt, 0, 1),
                Limits.within("--duplicate", duplicate, 0, 1),
                disconnect,
                seed);
    }
}
