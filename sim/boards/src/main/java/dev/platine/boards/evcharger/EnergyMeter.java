package dev.platine.boards.evcharger;

/** Power and energy from voltage times current of each phase. */
final class EnergyMeter {
    /** Below this, a reading is the converter's noise. */
    private static final double NOISE_A = 0.1;

    private double powerW;
    private double energyWs;

    /**
     * Takes one sample of all phases.
     *
     * @param voltsV of each phase to neutral
     * @param currentsA of each phase
     * @param elapsedNs since the sample before
     */
    void step(double[] voltsV, double[] currentsA, long elapsedNs) {
        double sum = 0;
        for (int i = 0; i < voltsV.length; i++) {
            sum += currentsA[i] < NOISE_A ? 0 : voltsV[i] * currentsA[i];
        }
        energyWs += (powerW + sum) / 2 * elapsedNs * 1e-9;
        powerW = sum;
    }

    double powerW() {
        return powerW;
    }

    double energyWh() {
        return energyWs / 3_600;
    }
}
