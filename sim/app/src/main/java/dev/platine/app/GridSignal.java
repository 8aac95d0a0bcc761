package dev.platine.app;

import java.util.List;

/** What the grid asks of the demo's charging: how much current, and why, for how long. Pure functions of time. */
final class GridSignal {
    /**
     * A stretch of time.
     *
     * @param untilS when it ends, seconds since the session began
     * @param limitA the most current a phase; 0 for a pause
     * @param why in a few words
     */
    record Stretch(double untilS, double limitA, String why) {}

    private static final List<Stretch> STRETCHES = List.of(
            new Stretch(80, 16, "normal price"),
            new Stretch(150, 28, "cheap: sun on the roofs"),
            new Stretch(220, 8, "curtailed: line overloaded"),
            new Stretch(250, 0, "paused: peak price"),
            new Stretch(Double.MAX_VALUE, 20, "normal price"));

    private GridSignal() {}

    static Stretch at(double seconds) {
        for (Stretch stretch : STRETCHES) {
            if (seconds < stretch.untilS()) {
                return stretch;
            }
        }
        throw new IllegalArgumentException("must be a number: seconds=" + seconds);
    }
}
