package dev.platine.sim.rack;

import dev.platine.core.time.NanoClock;
import dev.platine.core.yaml.Nearest;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.clock.PaceStatus;
import dev.platine.sim.clock.Pacer;
import dev.platine.sim.clock.VirtualClock;
import dev.platine.sim.emulated.CanNetwork;
import dev.platine.sim.net.Circuit;
import dev.platine.sim.net.Coupling;
import dev.platine.sim.net.Pin;
import dev.platine.sim.part.CanTransceiver;
import dev.platine.sim.part.Part;
import dev.platine.sim.part.PartTypes;
import dev.platine.sim.spec.BoardSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Boards in one virtual time. A rack's state belongs to whoever has entered it.
 *
 * <p>The methods of this class are safe for any thread. Everything reached through it, {@link #clock()}, the boards, their nets,
 * parts, plants and channels, is touched only between {@link #enter()} and {@link #exit()}, and inside them by events. Time is held
 * at 0 until {@link #run} or {@link #advance}. The same boards, the same seed and the same inputs at the same virtual times
 * give the same events.
 */
public final class Rack implements AutoCloseable {
    private static final double WIRE_OHMS = 0.05;

    private final VirtualClock clock = new VirtualClock();
    private final Pacer pacer;
    private final Map<String, RackBoard> boards = new LinkedHashMap<>();
    private final long seed;
    private boolean closed;

    private Rack(Builder builder) {
        this.seed = builder.seed;
        this.pacer = new Pacer(clock, builder.real, builder.threads);
        for (Row row : builder.rows) {
            boards.put(
                    row.name,
                    new RackBoard(row.name, row.spec, row.firmware, seed, clock, builder.types(), builder.log));
        }
        for (int i = 0; i < builder.wires.size(); i++) {
            join("wire_" + (i + 1), builder.wires.get(i));
        }
        for (RackBoard board : boards.values()) {
            board.power(true);
        }
        CanNetwork can = new CanNetwork(clock);
        for (RackBoard board : boards.values()) {
            for (Part part : board.parts().values()) {
                if (part instanceof CanTransceiver transceiver) {
                    join(board.name(), can, transceiver);
                }
            }
        }
    }

    private static void join(String board, CanNetwork can, CanTransceiver part) {
        try {
            can.add(part);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("board " + board + ": " + e.getMessage(), e);
        }
    }

    // As long as the rack is there: nothing is kept of it but its ends, which are pins of the boards.
    private void join(String name, Wire wire) {
        Pin one = end(name, wire.board(), wire.net());
        Pin other = end(name, wire.otherBoard(), wire.otherNet());
        if (one.net() == other.net()) {
            throw new IllegalArgumentException("both ends of a wire are net "
                    + one.net().name() + " of board " + wire.board() + "; name two nets");
        }
        new Coupling(one, other, true).close(WIRE_OHMS);
    }

    private Pin end(String name, String board, String net) {
        Circuit circuit = board(board).circuit();
        if (!circuit.nets().containsKey(circuit.netName(net))) {
            Set<String> all = new TreeSet<>(circuit.nets().keySet());
            all.addAll(board(board).spec().aliases().keySet());
            throw new IllegalArgumentException("board " + board + " has no net '" + net + "'" + Nearest.hint(net, all));
        }
        String free = name;
        while (circuit.pins().containsKey(free)) {
            free += "b";
        }
        return circuit.addPin(free, net);
    }

    /**
     * Begins to put a rack together.
     *
     * @return a builder without boards, seed 0
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Waits until the rack is free, enters it, and brings paced time up to now. Leave with {@link #exit()} in a
     * {@code finally}; stay short.
     *
     * @throws IllegalStateException when the rack is closed; it is not entered then
     */
    public void enter() {
        pacer.enter();
    }

    /**
     * Leaves the rack, once for each {@link #enter()}.
     *
     * @throws IllegalMonitorStateException when the calling thread is not inside
     */
    public void exit() {
        pacer.exit();
    }

    /**
     * Tells whether the calling thread is inside.
     *
     * @return true between entering and leaving
     */
    public boolean inside() {
        return pacer.inside();
    }

    /**
     * Virtual time. Inside the rack only.
     *
     * @return the clock
     */
    public VirtualClock clock() {
        return clock;
    }

    /**
     * What all randomness in the rack comes from.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * The boards.
     *
     * @return in the order in which they were added; unmodifiable
     */
    public List<RackBoard> boards() {
        return List.copyOf(boards.values());
    }

    /**
     * Finds a board.
     *
     * @param name its name
     * @return the board
     * @throws IllegalArgumentException when there is none of that name
     */
    public RackBoard board(String name) {
        RackBoard board = boards.get(name);
        if (board == null) {
            throw new IllegalArgumentException("no board " + name + "; there are " + boards.keySet());
        }
        return board;
    }

    /** Stops virtual time. */
    public void hold() {
        pacer.hold();
    }

    /**
     * Lets virtual time run.
     *
     * @param speed virtual seconds a second, 1e-6 to 1e6; 0 for as fast as the computer can
     * @throws IllegalArgumentException when the speed is neither 0 nor in range
     */
    public void run(double speed) {
        pacer.run(speed);
    }

    /**
     * Runs held time forward, as fast as the computer can, on the calling thread; nobody else enters meanwhile.
     *
     * @param ns virtual nanoseconds, 0 or more
     * @throws IllegalArgumentException when it is negative
     * @throws IllegalStateException when time is not held, when called from inside an event, or when the rack is closed
     */
    public void advance(long ns) {
        pacer.advance(ns, () -> false);
    }

    /**
     * Runs held time forward as {@link #advance(long)} does, but can be given up.
     *
     * @param ns virtual nanoseconds, 0 or more
     * @param giveUp asked every few thousand events, inside the rack; true ends it early
     * @return true when all of it has run, false when it was given up
     * @throws IllegalArgumentException when it is negative
     * @throws IllegalStateException when time is not held, when called from inside an event, or when the rack is closed
     */
    public boolean advance(long ns, BooleanSupplier giveUp) {
        return pacer.advance(ns, giveUp);
    }

    /**
     * Lets everybody in who waits, for up to a millisecond. For who advances time in many small steps and must not keep the
     * rack to himself; outside the rack.
     */
    public void giveWay() {
        pacer.giveWay();
    }

    /**
     * How virtual time stands.
     *
     * @return the status now
     */
    public PaceStatus time() {
        return pacer.status();
    }

    /**
     * What stopped running time: something that is no board's failure. Null as a rule.
     *
     * @return what an event threw, or null
     */
    public @Nullable RuntimeException failure() {
        return pacer.failure();
    }

    /** Takes the power from all boards and ends the pacing thread. Does nothing the second time. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        pacer.close(() -> boards.values().forEach(board -> board.power(false)));
        boards.values().forEach(RackBoard::close);
    }

    private record Wire(String board, String net, String otherBoard, String otherNet) {}

    private record Row(
            String name, BoardSpec spec, @Nullable Supplier<? extends ModelledFirmware> firmware) {}

    /** Puts a rack together. One thread. */
    public static final class Builder {
        private final List<Row> rows = new ArrayList<>();
        private final List<Wire> wires = new ArrayList<>();
        private long seed;
        private EventLog log = EventLog.NONE;
        private NanoClock real = NanoClock.SYSTEM;
        private @Nullable ThreadFactory threads = Builder::thread;
        private @Nullable PartTypes types;

        private Builder() {}

        private static Thread thread(Runnable work) {
            Thread thread = new Thread(work, "platine-rack");
            thread.setDaemon(true);
            return thread;
        }

        private PartTypes types() {
            PartTypes known = types;
            if (known == null) {
                known = PartTypes.load();
                types = known;
            }
            return known;
        }

        /**
         * Sets what all randomness comes from.
         *
         * @param newSeed any number
         * @return this
         */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * Adds a board.
         *
         * @param name its name, unique in the rack
         * @param spec what it is
         * @return this
         * @throws IllegalArgumentException when the name is taken or empty
         */
        public Builder board(String name, BoardSpec spec) {
            return add(new Row(name, spec, null));
        }

        /**
         * Adds a board with a firmware that is at hand, whatever its description names.
         *
         * @param name its name, unique in the rack
         * @param spec what it is
         * @param firmware makes a new firmware for each boot
         * @return this
         * @throws IllegalArgumentException when the name is taken or empty
         */
        public Builder board(String name, BoardSpec spec, Supplier<? extends ModelledFirmware> firmware) {
            return add(new Row(name, spec, firmware));
        }

        /**
         * Joins nets of two boards, or two nets of one board, by a wire. All boards have their ground in common. Its ends are pins of both boards that can be cut,
         * {@code wire_1} for the first wire and so on.
         *
         * @param board the one board's name
         * @param net a net of it, or another name of the net
         * @param otherBoard the other board's name
         * @param otherNet a net of that
         * @return this
         */
        public Builder wire(String board, String net, String otherBoard, String otherNet) {
            wires.add(new Wire(board, net, otherBoard, otherNet));
            return this;
        }

        private Builder add(Row row) {
            if (row.name.isEmpty() || rows.stream().anyMatch(other -> other.name.equals(row.name))) {
                throw new IllegalArgumentException("must be unique in a rack and not empty: board " + row.name);
            }
            rows.add(row);
            return this;
        }

        /**
         * Sets who hears everything that happens.
         *
         * @param newLog hears it
         * @return this
         */
        public Builder log(EventLog newLog) {
            log = newLog;
            return this;
        }

        /**
         * Sets the computer's time that pacing follows.
         *
         * @param newReal a monotonic clock
         * @return this
         */
        public Builder realTime(NanoClock newReal) {
            real = newReal;
            return this;
        }

        /**
         * Leaves out the pacing thread: time then moves only when somebody enters, or by {@link Rack#advance}.
         *
         * @return this
         */
        public Builder withoutThread() {
            threads = null;
            return this;
        }

        /**
         * Builds the rack: boards are wired and powered, firmware has booted, time is held at 0.
         *
         * @return the rack
         * @throws IllegalArgumentException when a board cannot be built as described, or a wire ends at no net; names board and part
         */
        public Rack build() {
            return new Rack(this);
        }
    }

    @Override
    public String toString() {
        return "rack of " + Collections.unmodifiableSet(boards.keySet());
    }
}
