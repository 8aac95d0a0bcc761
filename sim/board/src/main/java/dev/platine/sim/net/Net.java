package dev.platine.sim.net;

import dev.platine.core.time.NanoClock;
import dev.platine.sim.clock.Guarded;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An electrical node: the voltage that its drivers make together (Millman: sum of volts times conductance over sum of
 * conductances).
 *
 * <p>A net that nobody drives floats and keeps its last voltage. A driven square wave is kept as such: two levels, frequency,
 * duty; there is no event an edge. {@link #volts()} then gives the level at this very instant, {@link #averageVolts()} the mean,
 * and listeners hear changes of the wave, not its edges; {@link EdgeWatch} makes edges for those who need them. Of several waves
 * on one net the first driver's is kept, the others count by their mean, and the diagnostics say so.
 *
 * <p>Two drivers of less than {@value #STRONG_OHMS} ohms whose voltages differ by more than {@value #CONTENTION_V} V are a
 * contention: reported and counted, and the net goes on. Inside the rack only. Nothing here allocates in the steady state.
 */
public final class Net {
    /** A driver below this resistance is strong, in ohms. */
    public static final double STRONG_OHMS = 999;
    /** Strong drivers that differ by more than this are a contention, in volts. */
    public static final double CONTENTION_V = 0.5;

    /** How often a net's listeners may drive the net again before it is called unstable. */
    static final int MOST_ROUNDS = 1_000;

    private static final Driver[] NO_DRIVERS = {};
    private static final Tap[] NO_TAPS = {};

    private final String name;
    private final NanoClock clock;
    private final NetDiagnostics diagnostics;
    private Driver[] drivers = NO_DRIVERS;
    final Frames frames = new Frames();
    private Tap[] taps = NO_TAPS;
    private int madeTaps;
    private int madeDrivers;

    private double highV;
    private double lowV;
    private long wavePeriodNs;
    private long waveStartNs;
    private double waveDuty;
    private boolean driven;
    private boolean contention;
    private boolean twoWaves;
    private long contentions;
    private long changes;
    private boolean settling;
    private boolean again;

    /**
     * A net that floats at 0 V.
     *
     * @param name its name on the board
     * @param clock virtual time, for the phase of waves
     * @param diagnostics who is told of contention
     */
    public Net(String name, NanoClock clock, NetDiagnostics diagnostics) {
        this.name = name;
        this.clock = clock;
        this.diagnostics = diagnostics;
    }

    /**
     * The net's name.
     *
     * @return its name on the board
     */
    public String name() {
        return name;
    }

    NanoClock clock() {
        return clock;
    }

    long timeNs() {
        return clock.nowNs();
    }

    /**
     * The voltage at this instant.
     *
     * @return volts; the last ones when nobody drives the net
     */
    public double volts() {
        return highNow() ? highV : lowV;
    }

    /**
     * The voltage averaged over a wave's period.
     *
     * @return volts; the same as {@link #volts()} when there is no wave
     */
    public double averageVolts() {
        return wavePeriodNs == 0 ? highV : waveDuty * highV + (1 - waveDuty) * lowV;
    }

    /**
     * The voltage while the wave is high.
     *
     * @return volts; the steady voltage when there is no wave
     */
    public double highVolts() {
        return highV;
    }

    /**
     * The voltage while the wave is low.
     *
     * @return volts; the steady voltage when there is no wave
     */
    public double lowVolts() {
        return lowV;
    }

    /**
     * The frequency of the wave on the net.
     *
     * @return hertz; 0 when there is no wave
     */
    public double waveHz() {
        return wavePeriodNs == 0 ? 0 : 1e9 / wavePeriodNs;
    }

    /**
     * The period of the wave on the net.
     *
     * @return nanoseconds; 0 when there is no wave
     */
    public long wavePeriodNs() {
        return wavePeriodNs;
    }

    /**
     * The part of its period that the wave spends high.
     *
     * @return above 0 and below 1; 0 when there is no wave
     */
    public double waveDuty() {
        return waveDuty;
    }

    /**
     * When the next edge of the wave comes.
     *
     * @return virtual nanoseconds, after now; {@link Long#MAX_VALUE} when there is no wave
     */
    public long nextEdgeNs() {
        if (wavePeriodNs == 0) {
            return Long.MAX_VALUE;
        }
        long now = clock.nowNs();
        long phase = Math.floorMod(now - waveStartNs, wavePeriodNs);
        long high = highNs();
        return now - phase + (phase < high ? high : wavePeriodNs);
    }

    boolean highNow() {
        return wavePeriodNs == 0 || Math.floorMod(clock.nowNs() - waveStartNs, wavePeriodNs) < highNs();
    }

    // At least 1 ns high and 1 ns low, so that there are two edges a period.
    private long highNs() {
        return Math.max(1, Math.min(wavePeriodNs - 1, Math.round(waveDuty * wavePeriodNs)));
    }

    /**
     * Tells whether anybody drives the net.
     *
     * @return false when it floats
     */
    public boolean driven() {
        return driven;
    }

    /**
     * Tells whether two strong drivers disagree now.
     *
     * @return true while they do
     */
    public boolean contention() {
        return contention;
    }

    /**
     * How often a contention began since {@link #resetCounts()}.
     *
     * @return the count
     */
    public long contentions() {
        return contentions;
    }

    /**
     * How often the net changed since {@link #resetCounts()}; a wave's edges do not count.
     *
     * @return the count
     */
    public long changes() {
        return changes;
    }

    /** Sets the counts of changes and contentions to 0. */
    public void resetCounts() {
        changes = 0;
        contentions = 0;
    }

    /**
     * The largest current that a driver gives at this instant.
     *
     * @return amperes, 0 or more
     */
    public double largestAmperes() {
        double largest = 0;
        for (Driver driver : drivers) {
            largest = Math.max(largest, driver.amperes());
        }
        return largest;
    }

    /**
     * Adds a driver, released at first. Drivers belong to a net for good; make them once.
     *
     * @param who who drives, for messages
     * @return the driver
     */
    public Driver driver(String who) {
        return adopt(new Driver(this, who, false, madeDrivers++));
    }

    /**
     * Adds a driver that is a load, such as a resistor or a lamp: it never takes part in a contention.
     *
     * @param who who loads the net, for messages
     * @return the driver
     */
    public Driver load(String who) {
        return adopt(new Driver(this, who, true, madeDrivers++));
    }

    Driver adopt(Driver driver) {
        drivers = Arrays.copyOf(drivers, drivers.length + 1);
        drivers[drivers.length - 1] = driver;
        driver.net = this;
        if (driver.active) {
            settle();
        }
        return driver;
    }

    void expel(Driver driver) {
        drivers = Arrays.stream(drivers).filter(other -> other != driver).toArray(Driver[]::new);
        driver.conductsHigh = false;
        driver.conductsLow = false;
        if (driver.active) {
            settle();
        }
    }

    /**
     * Listens for every change.
     *
     * @param listener is called inside the rack, after the change
     */
    public void onChange(NetListener listener) {
        onChange(listener, 0);
    }

    /**
     * Listens for changes of at least a step, and of whether the net is driven.
     *
     * @param listener is called inside the rack, after the change
     * @param stepV least difference of a level to when the listener was called last, in volts, 0 or more
     * @throws IllegalArgumentException when the step is negative or not a number
     */
    public void onChange(NetListener listener, double stepV) {
        if (!(stepV >= 0)) {
            throw new IllegalArgumentException("must be >= 0: stepV=" + stepV + " on net " + name);
        }
        tap(new Tap(listener, stepV, false, madeTaps++));
    }

    Tap tap(Tap tap) {
        retap(tap);
        tap.take(this);
        return tap;
    }

    // Brings a listener from another net, with what it heard there.
    void retap(Tap tap) {
        Tap[] more = Arrays.copyOf(taps, taps.length + 1);
        more[taps.length] = tap;
        Arrays.sort(more, (a, b) -> Integer.compare(a.order, b.order));
        taps = more;
    }

    int nextTapOrder() {
        return madeTaps++;
    }

    void untap(Tap tap) {
        taps = Arrays.stream(taps).filter(other -> other != tap).toArray(Tap[]::new);
    }

    void call(Tap tap) {
        try {
            tap.take(this);
            tap.listener.changed(this);
        } catch (RuntimeException | Error cause) {
            diagnostics.listenerFailed(this, Guarded.keepable(cause));
        }
    }

    // Works out the voltage and tells whom it concerns, until no listener drives the net any more.
    void settle() {
        if (settling) {
            again = true;
            return;
        }
        settling = true;
        try {
            int rounds = 0;
            do {
                again = false;
                resolve();
                Tap[] now = taps;
                for (Tap tap : now) {
                    if (tap.concerned(this)) {
                        call(tap);
                    }
                }
            } while (again && ++rounds < MOST_ROUNDS);
            if (again) {
                again = false;
                diagnostics.trouble(
                        this,
                        "net " + name + " does not settle: its listeners drove it " + MOST_ROUNDS + " times at "
                                + clock.nowNs() + " ns; look for a loop without delay");
            }
        } finally {
            settling = false;
        }
    }

    private void resolve() {
        double oldHigh = highV;
        double oldLow = lowV;
        long oldPeriod = wavePeriodNs;
        double oldDuty = waveDuty;
        boolean oldDriven = driven;
        double held = driven && wavePeriodNs != 0 ? volts() : highV;
        Driver wave = pickWave();
        boolean high = Solver.solve(drivers, wave, true, wave == null ? held : highV);
        double newHigh = high ? Solver.volts(drivers, wave, true) : Solver.clamp(drivers, true, held);
        double newLow = newHigh;
        boolean low = high;
        if (wave != null) {
            low = Solver.solve(drivers, wave, false, lowV);
            newLow = low ? Solver.volts(drivers, wave, false) : Solver.clamp(drivers, false, newHigh);
        } else {
            Solver.copyHighToLow(drivers);
        }
        highV = newHigh;
        lowV = newLow;
        driven = high || low;
        wavePeriodNs = wave == null ? 0 : wave.periodNs;
        waveStartNs = wave == null ? 0 : wave.startNs;
        waveDuty = wave == null ? 0 : wave.duty;
        lookForContention();
        if (oldHigh != highV
                || oldLow != lowV
                || oldPeriod != wavePeriodNs
                || oldDuty != waveDuty
                || oldDriven != driven) {
            changes++;
        }
    }

    private @Nullable Driver pickWave() {
        Driver wave = null;
        Driver other = null;
        for (Driver driver : drivers) {
            if (driver.active && driver.periodNs != 0) {
                if (wave == null) {
                    wave = driver;
                } else if (Solver.foreign(driver, wave)) {
                    other = driver;
                }
            }
        }
        if (other != null && !twoWaves) {
            diagnostics.trouble(
                    this,
                    "two waves on net " + name + " at " + clock.nowNs() + " ns: that of " + other.who
                            + " counts by its mean only");
        }
        twoWaves = other != null;
        return wave;
    }

    private void lookForContention() {
        Driver lowest = null;
        Driver highest = null;
        for (Driver driver : drivers) {
            if (driver.active && !driver.load && driver.conductsHigh && driver.highS > 1 / STRONG_OHMS) {
                lowest = lowest == null || driver.highV < lowest.highV ? driver : lowest;
                highest = highest == null || driver.highV > highest.highV ? driver : highest;
            }
        }
        boolean now = lowest != null && highest != null && highest.highV - lowest.highV > CONTENTION_V;
        if (now && !contention) {
            contentions++;
            report(lowest, highest);
        }
        contention = now;
    }

    private void report(@Nullable Driver lowest, @Nullable Driver highest) {
        if (lowest == null || highest == null) {
            return;
        }
        double amperes = (highest.highV - lowest.highV) / (1 / highest.highS + 1 / lowest.highS);
        diagnostics.trouble(
                this,
                String.format(
                        Locale.ROOT,
                        "contention on net %s at %d ns: %s drives %.3f V, %s drives %.3f V, %.3f A between them",
                        name,
                        clock.nowNs(),
                        highest.who,
                        highest.highV,
                        lowest.who,
                        lowest.highV,
                        amperes));
    }

    // Where a floating net stands.
    void hold(double volts) {
        highV = volts;
        lowV = volts;
    }

    /**
     * What the net looks like to somebody at it who leaves his own driver out.
     *
     * @param without the driver left out, or null for none
     * @param out gets voltages and conductances, linear around the present state
     */
    void thevenin(@Nullable Driver without, Thevenin out) {
        Solver.thevenin(drivers, without, out);
    }

    @Override
    public String toString() {
        return name + ": " + volts() + " V";
    }
}
