package dev.platine.boards.evcharger;

/**
 * A scenario that holds the charger's pins beside its thresholds, so near that a change of one by 2 % is on the other side, and stays there
 * for longer than the firmware looks.
 */
final class Beside {
    private static final int OVER_CURRENT = 14;
    private static final int MONITOR = 6;
    private static final int OVER_TEMPERATURE = 7;
    private static final int OVER_VOLTAGE = 8;
    private static final int UNDER_VOLTAGE = 9;

    /** The faults that it meets, a bit each. */
    static final long FAULTS =
            1 << OVER_CURRENT | 1 << MONITOR | 1 << OVER_TEMPERATURE | 1 << OVER_VOLTAGE | 1 << UNDER_VOLTAGE;

    private static final double V_PER_A = Sensors.ADC_V / 80;
    private static final double V_PER_V = Sensors.ADC_V / 400;
    private static final double V_PER_MA = Sensors.ADC_V / 300;

    private final LooseBoard board;

    private Beside(LooseBoard board) {
        this.board = board;
    }

    /** Runs all of it, on a board that has just booted. */
    static void run(LooseBoard board) {
        Beside beside = new Beside(board);
        beside.currentA(0);
        board.put("current_limit_a", 16);
        board.put("charge_enable", 1);
        board.run(2_000);
        beside.noCurrent();
        beside.overCurrent();
        beside.smallSteps();
        beside.lastAmpere();
        beside.heat();
        beside.mains();
        beside.selfTest();
    }

    private void currentA(double ampere) {
        for (int phase = 1; phase <= 3; phase++) {
            board.hold("current_l" + phase, phase == 2 ? ampere * V_PER_A : 0);
        }
    }

    private void reset() {
        board.put("fault_reset", 1);
        board.run(20);
        board.put("fault_reset", 0);
        board.run(2_000); // self test, lock and contactor
    }

    /** 0.1 A and less is noise. */
    private void noCurrent() {
        for (double ampere : new double[] {0.0985, 0.0995, 0.1005, 0.1015, 0}) {
            currentA(ampere);
            board.run(50);
        }
    }

    /** 16 A are offered, 18.6 A are too much. */
    private void overCurrent() {
        for (double ampere : new double[] {18.59, 18.61}) {
            currentA(ampere);
            board.run(6_500);
        }
        currentA(0);
        reset();
    }

    /** A limit that goes up by less than 0.25 A is not offered. */
    private void smallSteps() {
        for (double ampere : new double[] {10, 10.248, 10.252, 10, 10.25}) {
            board.put("current_limit_a", ampere);
            board.run(50);
        }
        board.put("current_limit_a", 16);
        board.run(50);
    }

    /** Below 1 A the contactor opens at once when the host stops charging, else after 6 s. */
    private void lastAmpere() {
        for (double ampere : new double[] {0.995, 1.005}) {
            board.put("charge_enable", 1);
            board.run(2_000);
            currentA(ampere);
            board.run(50);
            board.put("charge_enable", 0);
            board.run(6_500);
            currentA(0);
        }
        board.put("charge_enable", 1);
        board.run(2_000);
    }

    /** Too hot from 80 Cel, until 70 Cel. */
    private void heat() {
        for (double cel : new double[] {79.9, 80.1, 71.3, 70.1, 69.9, 70.5, 20}) {
            board.hold("temperature", 0.5 + cel / 100);
            board.run(200);
        }
        board.run(2_000);
    }

    /** Too high until it has been 253 V for 5 s, too low until it has been 195 V for so long. */
    private void mains() {
        for (double volts : new double[] {264, 265, 257.5, 253.5, 252.5, 230, 184.5, 183.5, 194.5, 195.5, 230}) {
            board.hold("voltage_l2", volts * V_PER_V);
            board.run(5_500);
        }
    }

    /** The self test must see 15 mA, and then less than 3 mA. */
    private void selfTest() {
        double[][] tests = {{15.1, 2.97}, {14.9, 0}, {15.1, 3.03}, {20, 2.99}};
        for (double[] milliamperes : tests) {
            board.hold("pilot_sense.high", LooseBoard.pilotV(12));
            board.run(200);
            board.hold("residual_ac.test", milliamperes[0] * V_PER_MA);
            board.hold("residual_ac", milliamperes[1] * V_PER_MA);
            board.hold("pilot_sense.high", LooseBoard.pilotV(6));
            board.run(2_000);
            reset();
        }
    }
}
