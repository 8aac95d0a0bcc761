package dev.platine.boards.evcharger;

/** Less current when it is hot: full to 60 Cel, then down a line to 6 A at 75 Cel, nothing from 80 Cel until 70 Cel again. */
final class TemperatureDerating {
    private static final double START_CEL = 60;
    private static final double END_CEL = 75;
    private static final double OFF_CEL = 80;
    private static final double ON_CEL = 70;

    private boolean tooHot;

    /** The limit for a rated current, both in ampere. */
    double step(double temperatureCel, double ratedA) {
        tooHot = temperatureCel >= (tooHot ? ON_CEL : OFF_CEL);
        double share = (END_CEL - temperatureCel) / (END_CEL - START_CEL);
        double bounded = Math.max(0, Math.min(1, share));
        return ChargingCurrent.MIN_A + bounded * (ratedA - ChargingCurrent.MIN_A);
    }

    boolean tooHot() {
        return tooHot;
    }
}
