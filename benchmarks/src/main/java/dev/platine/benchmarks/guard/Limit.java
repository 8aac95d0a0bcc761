package dev.platine.benchmarks.guard;

/**
 * What a figure is held against.
 *
 * @param id which figure
 * @param bound on which side of the value the figure has to be
 * @param value where the guard fails; the value itself passes
 * @param target what the project wants to reach, at least as strict; shown, not gated
 */
public record Limit(String id, Bound bound, double value, double target) {
    /** On which side of a limit a figure has to be. */
    public enum Bound {
        /** Lower is better. */
        AT_MOST("<="),
        /** Higher is better. */
        AT_LEAST(">=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        /**
         * The mathematical sign.
         *
         * @return {@code <=} or {@code >=}
         */
        public String sign() {
            return sign;
        }

        boolean holds(double figure, double limit) {
            return this == AT_MOST ? figure <= limit : figure >= limit; // false for not-a-number
        }
    }

    public Limit {
        if (!Double.isFinite(value) || !Double.isFinite(target)) {
            throw new IllegalArgumentException("must be finite numbers: " + id + " " + value + ", " + target);
        }
        if (!bound.holds(target, value)) {
            throw new IllegalArgumentException("target must be as strict as the limit: " + id + " target " + target
                    + ", limit " + bound.sign() + " " + value);
        }
    }

    /**
     * Whether a figure is inside the limit. Not-a-number never is.
     *
     * @param figure what was measured
     * @return true when it passes
     */
    public boolean passes(double figure) {
        return bound.holds(figure, value);
    }

    /**
     * Whether a figure reaches the target.
     *
     * @param figure what was measured
     * @return true when it does
     */
    public boolean reaches(double figure) {
        return bound.holds(figure, target);
    }
}
