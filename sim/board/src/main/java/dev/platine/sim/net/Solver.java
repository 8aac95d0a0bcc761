package dev.platine.sim.net;

import org.jspecify.annotations.Nullable;

// Voltage of one net from its drivers, at one of the two levels of a wave. Pure but for the drivers' conducts flags.
final class Solver {
    private Solver() {}

    // A wave that is not the net's own counts by its mean.
    static boolean foreign(Driver driver, @Nullable Driver wave) {
        return driver.periodNs != 0
                && wave != null
                && driver != wave
                && (driver.periodNs != wave.periodNs || driver.startNs != wave.startNs || driver.duty != wave.duty);
    }

    private static double siemens(Driver driver, @Nullable Driver wave, boolean high) {
        if (foreign(driver, wave)) {
            return driver.duty * driver.highS + (1 - driver.duty) * driver.lowS;
        }
        return high ? driver.highS : driver.lowS;
    }

    private static double amperes(Driver driver, @Nullable Driver wave, boolean high) {
        if (foreign(driver, wave)) {
            return driver.duty * driver.highS * driver.highV + (1 - driver.duty) * driver.lowS * driver.lowV;
        }
        return high ? driver.highS * driver.highV : driver.lowS * driver.lowV;
    }

    private static boolean conducts(Driver driver, boolean high) {
        return high ? driver.conductsHigh : driver.conductsLow;
    }

    private static void conducts(Driver driver, boolean high, boolean on) {
        if (high) {
            driver.conductsHigh = on;
        } else {
            driver.conductsLow = on;
        }
    }

    /**
     * Finds out which drivers conduct. A net of resistors and diodes has one solution; each round turns at least one diode
     * towards it.
     *
     * @return false when none conducts and the net floats
     */
    static boolean solve(Driver[] drivers, @Nullable Driver wave, boolean high, double held) {
        boolean any = false;
        boolean diodes = false;
        for (Driver driver : drivers) {
            boolean linear = driver.active && driver.ways == Driver.BOTH_WAYS && siemens(driver, wave, high) > 0;
            diodes |= driver.active && driver.ways != Driver.BOTH_WAYS;
            conducts(driver, high, linear);
            any |= linear;
        }
        if (!diodes) {
            return any;
        }
        for (int round = 0; round <= 2 * drivers.length; round++) {
            double volts = sum(drivers, wave, high) == 0 ? held : volts(drivers, wave, high);
            if (!turnOne(drivers, high, volts)) {
                break;
            }
        }
        return any || closesLoop(drivers, high);
    }

    // Diodes alone drive a net when one pulls it up and another down; else they only clamp it while it floats.
    private static boolean closesLoop(Driver[] drivers, boolean high) {
        boolean up = false;
        boolean down = false;
        for (Driver driver : drivers) {
            up |= driver.ways == Driver.ONLY_SOURCE && conducts(driver, high);
            down |= driver.ways == Driver.ONLY_SINK && conducts(driver, high);
        }
        if (up && down) {
            return true;
        }
        for (Driver driver : drivers) {
            conducts(driver, high, false);
        }
        return false;
    }

    /** Where a floating net stands: where it stood, but no farther than its diodes let it. */
    static double clamp(Driver[] drivers, boolean high, double held) {
        double volts = held;
        for (Driver driver : drivers) {
            if (driver.active && (high ? driver.highS : driver.lowS) > 0) {
                double edge = high ? driver.highV : driver.lowV;
                if (driver.ways == Driver.ONLY_SINK) {
                    volts = Math.min(volts, edge);
                } else if (driver.ways == Driver.ONLY_SOURCE) {
                    volts = Math.max(volts, edge);
                }
            }
        }
        return volts;
    }

    // Turns the diode that is furthest on the wrong side.
    private static boolean turnOne(Driver[] drivers, boolean high, double volts) {
        Driver worst = null;
        double most = 0;
        for (Driver driver : drivers) {
            if (driver.active && driver.ways != Driver.BOTH_WAYS && (high ? driver.highS : driver.lowS) > 0) {
                double forward = driver.ways == Driver.ONLY_SINK ? 1 : -1;
                double over = forward * (volts - (high ? driver.highV : driver.lowV));
                double wrong = conducts(driver, high) ? -over : over;
                if (wrong > most) {
                    most = wrong;
                    worst = driver;
                }
            }
        }
        if (worst == null) {
            return false;
        }
        conducts(worst, high, !conducts(worst, high));
        return true;
    }

    private static double sum(Driver[] drivers, @Nullable Driver wave, boolean high) {
        double siemens = 0;
        for (Driver driver : drivers) {
            siemens += conducts(driver, high) ? siemens(driver, wave, high) : 0;
        }
        return siemens;
    }

    // A single source gives its own voltage, to the last bit.
    static double volts(Driver[] drivers, @Nullable Driver wave, boolean high) {
        double siemens = 0;
        double amperes = 0;
        int count = 0;
        Driver only = null;
        for (Driver driver : drivers) {
            if (conducts(driver, high)) {
                siemens += siemens(driver, wave, high);
                amperes += amperes(driver, wave, high);
                only = driver;
                count++;
            }
        }
        return count == 1 && only != null && !foreign(only, wave) ? (high ? only.highV : only.lowV) : amperes / siemens;
    }

    static void copyHighToLow(Driver[] drivers) {
        for (Driver driver : drivers) {
            driver.conductsLow = driver.conductsHigh;
        }
    }

    static void thevenin(Driver[] drivers, @Nullable Driver without, Thevenin out) {
        double highS = 0;
        double highA = 0;
        double lowS = 0;
        double lowA = 0;
        out.distance = Integer.MAX_VALUE;
        out.periodNs = 0;
        out.startNs = 0;
        out.duty = 0;
        for (Driver driver : drivers) {
            if (driver == without) {
                continue;
            }
            if (driver.conductsHigh || driver.conductsLow) {
                out.distance = Math.min(out.distance, driver.distance);
            }
            if (driver.conductsHigh) {
                highS += driver.highS;
                highA += driver.highS * driver.highV;
            }
            if (driver.conductsLow) {
                lowS += driver.lowS;
                lowA += driver.lowS * driver.lowV;
            }
            if (driver.active && driver.periodNs != 0 && out.periodNs == 0) {
                out.periodNs = driver.periodNs;
                out.startNs = driver.startNs;
                out.duty = driver.duty;
            }
        }
        out.highS = highS;
        out.highV = highS == 0 ? 0 : highA / highS;
        out.lowS = lowS;
        out.lowV = lowS == 0 ? 0 : lowA / lowS;
    }
}
