package dev.platine.app;

/** The speed of virtual time: a number above 0 of virtual over real time, or {@code max}, which is 0 in the API. */
final class Speed {
    private static final double MOST = 1e6;

    private Speed() {}

    static double parse(String text) {
        if (text.equalsIgnoreCase("max")) {
            return 0;
        }
        try {
            double speed = Double.parseDouble(text);
            if (speed > 0 && speed <= MOST) {
                return speed;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Failure(Exit.USAGE, "speed must be a number above 0, at most 1000000, or max: " + text);
    }

    static String text(double speed) {
        return speed == 0 ? "max" : speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
    }
}
