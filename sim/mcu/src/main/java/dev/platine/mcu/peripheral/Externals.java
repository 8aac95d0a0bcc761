package dev.platine.mcu.peripheral;

import java.util.ArrayList;
import java.util.List;

/**
 * What a board gives to a chip besides its pins: crystals, supply voltages, and the seed of what is random in a real chip. The board sets it
 * before power-up or while the chip runs; blocks listen. Used on the simulation's thread only.
 */
public final class Externals {
    private final List<Runnable> listeners = new ArrayList<>();
    private long hseHz = 8_000_000;
    private long lseHz = 32_768;
    private long i2sHz;
    private double vddV = 3.3;
    private double vbatV = Double.NaN;
    private double temperatureDegC = 25;
    private long seed = 1;

    /** A board with an 8 MHz and a 32.768 kHz crystal, 3.3 V, the backup supply tied to the main one, at 25 degrees. */
    public Externals() {}

    /**
     * The high-speed crystal or clock.
     *
     * @return hertz; 0 if there is none or it has failed
     */
    public long hseHz() {
        return hseHz;
    }

    /**
     * Fits, changes or breaks the high-speed crystal.
     *
     * @param hz 0 for none, usually 4 to 26 MHz
     * @throws IllegalArgumentException if it is below 0
     */
    public void hseHz(long hz) {
        hseHz = check("hseHz", hz);
        tell();
    }

    /**
     * The low-speed crystal or clock.
     *
     * @return hertz; 0 if there is none or it has failed
     */
    public long lseHz() {
        return lseHz;
    }

    /**
     * Fits, changes or breaks the low-speed crystal.
     *
     * @param hz 0 for none, usually 32,768
     * @throws IllegalArgumentException if it is below 0
     */
    public void lseHz(long hz) {
        lseHz = check("lseHz", hz);
        tell();
    }

    /**
     * The clock at the pin I2S_CKIN.
     *
     * @return hertz; 0 if there is none
     */
    public long i2sHz() {
        return i2sHz;
    }

    /**
     * Connects a clock to the pin I2S_CKIN.
     *
     * @param hz 0 for none
     * @throws IllegalArgumentException if it is below 0
     */
    public void i2sHz(long hz) {
        i2sHz = check("i2sHz", hz);
        tell();
    }

    /**
     * The main supply.
     *
     * @return volts
     */
    public double vddV() {
        return vddV;
    }

    /**
     * Changes the main supply while the chip has power: the voltage detector and the brown-out reset look at it. Power that goes altogether is
     * {@code Chip.powerDown}.
     *
     * @param volts at least 0
     * @throws IllegalArgumentException if it is below 0 or no number
     */
    public void vddV(double volts) {
        if (!(volts >= 0)) {
            throw new IllegalArgumentException("must be >= 0: vddV=" + volts);
        }
        vddV = volts;
        tell();
    }

    /**
     * The backup domain's supply while there is no main one.
     *
     * @return volts; 0 if it is tied to the main supply
     */
    public double vbatV() {
        return Double.isNaN(vbatV) ? 0 : vbatV;
    }

    /**
     * Connects a battery to VBAT.
     *
     * @param volts at least 0, NaN to tie it to the main supply
     * @throws IllegalArgumentException if it is below 0
     */
    public void vbatV(double volts) {
        if (volts < 0) {
            throw new IllegalArgumentException("must be >= 0: vbatV=" + volts);
        }
        vbatV = volts;
        tell();
    }

    /**
     * The temperature of the chip.
     *
     * @return degrees Celsius
     */
    public double temperatureDegC() {
        return temperatureDegC;
    }

    /**
     * Sets the temperature of the chip.
     *
     * @param degC -55 to 150
     * @throws IllegalArgumentException if it is out of range
     */
    public void temperatureDegC(double degC) {
        if (!(degC >= -55 && degC <= 150)) {
            throw new IllegalArgumentException("must be -55 to 150: temperatureDegC=" + degC);
        }
        temperatureDegC = degC;
    }

    /**
     * The seed of what is random: the random number generator, flash that a power cut tears.
     *
     * @return any number; 1 at first
     */
    public long seed() {
        return seed;
    }

    /**
     * Sets the seed; before power-up.
     *
     * @param now any number; equal seeds give equal runs
     */
    public void seed(long now) {
        seed = now;
    }

    /**
     * Adds a listener, for as long as the chip lives.
     *
     * @param changed is called after a change
     */
    public void listen(Runnable changed) {
        listeners.add(changed);
    }

    private void tell() {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).run();
        }
    }

    private static long check(String what, long hz) {
        if (hz < 0) {
            throw new IllegalArgumentException("must be >= 0: " + what + "=" + hz);
        }
        return hz;
    }
}
