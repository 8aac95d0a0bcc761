package dev.platine.hal;

import java.time.Duration;
import java.util.List;

/**
 * What hands and instruments on the bench do to a simulated board: time, power, parts, nets, wires, plant, link faults.
 *
 * <p>No real board has one. Safe for any thread; every call has the request deadline of the board's options, except
 * {@link #advance}, which takes as long as the simulation needs, up to the deadline given. All calls throw
 * {@link BoardException}.
 */
public interface Bench extends AutoCloseable {
    /** Kinds of things on a bench. */
    enum What {
        /** Parts such as buttons and lamps. */
        PARTS,
        /** Electrical nodes. */
        NETS,
        /** Quantities of the plant. */
        PLANT
    }

    /**
     * Something on the bench.
     *
     * @param name its name
     * @param type part type, net type, or unit of a plant quantity
     * @param detail actions of a part, pins of a net, meaning of a quantity
     * @param writable whether {@link Bench#setPlant} may set it
     */
    record Fitting(String name, String type, String detail, boolean writable) {}

    /**
     * The state of virtual time.
     *
     * @param nowNs nanoseconds since the rack was switched on
     * @param held whether time stands
     * @param speed virtual over real time; 0 as fast as possible
     * @param events events processed so far
     */
    record TimeStatus(long nowNs, boolean held, double speed, long events) {}

    /**
     * A measurement on a net.
     *
     * @param nowNs when, in virtual time
     * @param volts the voltage
     * @param driven false when the net floats; volts is then what was left on it
     * @param contention whether two strong drivers disagree
     * @param currentA the largest current that a driver gives, in ampere
     * @param changes changes of the voltage since power-on
     */
    record NetReading(long nowNs, double volts, boolean driven, boolean contention, double currentA, long changes) {}

    /**
     * Faults of the board's links, both ways.
     *
     * @param delay added to every frame, at most 60 s
     * @param jitter added at random, uniform from 0 to this
     * @param drop probability from 0 to 1 that a frame is lost
     * @param corrupt probability that one bit of a frame flips
     * @param duplicate probability that a frame comes twice
     * @param disconnect whether every connection to the board is closed once, now
     * @param seed of the random choices
     */
    record LinkFault(
            Duration delay,
            Duration jitter,
            double drop,
            double corrupt,
            double duplicate,
            boolean disconnect,
            long seed) {
        /** No fault. */
        public static final LinkFault NONE = new LinkFault(Duration.ZERO, Duration.ZERO, 0, 0, 0, false, 0);
    }

    /**
     * How often link faults struck.
     *
     * @param delayed frames delayed
     * @param dropped frames lost
     * @param corrupted frames with a flipped bit
     * @param duplicated frames sent twice
     * @param disconnected connections closed
     */
    record LinkFaultCounts(long delayed, long dropped, long corrupted, long duplicated, long disconnected) {}

    /**
     * Reads virtual time.
     *
     * @return its state
     */
    TimeStatus time();

    /** Stops virtual time; exchanges go on to be answered at the instant where time stands. */
    void hold();

    /**
     * Lets virtual time run.
     *
     * @param speed virtual over real time, above 0; 0 for as fast as possible
     */
    void run(double speed);

    /**
     * Runs held time forward, as fast as the computer can, and returns when it is there.
     *
     * @param duration virtual time, above 0, at most an hour
     * @param deadline real time after which to give up
     * @return the state at the end
     */
    TimeStatus advance(Duration duration, Duration deadline);

    /**
     * Lists what is on the bench.
     *
     * @param what which kind
     * @return all of them, in the order of the board's description
     */
    List<Fitting> list(What what);

    /**
     * Works a part.
     *
     * @param part its name
     * @param action such as {@code press}
     */
    void operate(String part, String action);

    /**
     * Works a part that takes a number.
     *
     * @param part its name
     * @param action such as {@code turn}
     * @param value meaning is the action's
     */
    void operate(String part, String action, double value);

    /**
     * Measures a net.
     *
     * @param net its name
     * @return the measurement
     */
    NetReading probe(String net);

    /**
     * Puts a bench supply on a net.
     *
     * @param net its name
     * @param volts its voltage, -1,000 to 1,000
     * @param ohms its source resistance, at least 0.001
     */
    void drive(String net, double volts, double ohms);

    /**
     * Takes the bench supply off a net.
     *
     * @param net its name
     */
    void release(String net);

    /**
     * Cuts or mends a wire.
     *
     * @param pin one end, as {@code part.pin}
     * @param cut true to cut
     */
    void wire(String pin, boolean cut);

    /**
     * Switches the board's power.
     *
     * @param on true for on
     */
    void power(boolean on);

    /**
     * Reads a quantity of the plant.
     *
     * @param quantity its name
     * @return its value, in its unit
     */
    double plant(String quantity);

    /**
     * Sets a quantity of the plant.
     *
     * @param quantity its name, a writable one
     * @param value in its unit
     */
    void setPlant(String quantity, double value);

    /**
     * Sets the faults of the board's links, replacing those before.
     *
     * @param fault the faults, {@link LinkFault#NONE} to mend
     * @return how often faults struck so far
     */
    LinkFaultCounts linkFault(LinkFault fault);

    /** Leaves the bench; what was done to it stays. */
    @Override
    void close();
}
