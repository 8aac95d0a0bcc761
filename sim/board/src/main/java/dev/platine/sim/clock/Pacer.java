package dev.platine.sim.clock;

import dev.platine.core.time.NanoClock;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The monitor of a rack, and the thread that moves its virtual time: at so many virtual seconds a second, as fast as possible,
 * or not at all.
 *
 * <p>Safe for any thread. Whoever has entered has the rack for himself; entering brings paced time up to now first. The pacing
 * thread enters for slices of at most {@link #SLICE_NS}, ends a slice when somebody waits, lets everybody in before the next
 * one, and sleeps while nothing is due. When time is behind by at most {@link #MOST_LAG_NS} of the computer's time it catches up; when by more, as after
 * the computer slept, it goes on from where it is and counts what it gave up.
 */
public final class Pacer implements AutoCloseable {
    /** Longest time that pacing keeps the rack, in nanoseconds; one event that takes longer cannot be divided. */
    public static final long SLICE_NS = 200_000;
    /** Farthest that time may be behind and still catch up, in nanoseconds of the computer's time. */
    public static final long MOST_LAG_NS = 1_000_000_000;
    /** Highest and lowest speed: this, and 1 over this. */
    public static final double MOST_SPEED = 1e6;

    /** How long who enters works on what is due, in nanoseconds; the pacing thread does the rest beside him. */
    private static final long ENTRANT_NS = 20_000;

    private static final int EVENTS_A_LOOK = 8;
    private static final int EVENTS_A_CHUNK = 4096;
    /** How often, and after how long, the pacing thread looks again when somebody is inside, before it stands in line. */
    private static final int MOST_LOOKS = 50;

    private static final long LOOK_AGAIN_NS = 20_000;
    private static final long NEVER = Long.MAX_VALUE;

    private enum Mode {
        HELD,
        PACED,
        FREE
    }

    private final VirtualClock clock;
    private final NanoClock real;
    private final @Nullable ThreadFactory threads;
    private final RackLock lock = new RackLock();
    private @Nullable Thread thread;
    private Mode mode = Mode.HELD;
    private double speed = 1;
    private long baseRealNs;
    private long baseVirtualNs;
    private long lagNs;
    private long lostNs;
    private long longestStayNs;
    private int looks;
    private long enteredNs;
    private long enteredEvents;
    private volatile boolean refused;
    private boolean stayCounts = true;
    private long wakeVirtualNs = Long.MIN_VALUE;
    private @Nullable RuntimeException failure;
    private volatile boolean ending;
    private volatile boolean closed;

    /**
     * A pacer that holds time.
     *
     * @param clock what it moves
     * @param real the computer's time
     * @param threads makes the pacing thread at the first {@link #run}; null for a rack that only moves when it is entered
     */
    public Pacer(VirtualClock clock, NanoClock real, @Nullable ThreadFactory threads) {
        this.clock = clock;
        this.real = real;
        this.threads = threads;
    }

    /**
     * Waits for the rack, then brings paced time up to now: for a tenth of {@link #SLICE_NS} when a pacing thread does the rest, for
     * all of it when there is none. A thread that is inside already may enter again. Allocates nothing unless it waits long.
     *
     * @throws IllegalStateException when the pacer is closed; the rack is not entered then
     */
    public void enter() {
        lock.enter();
        if (closed) {
            lock.exit();
            throw new IllegalStateException("the rack is closed");
        }
        if (lock.depth() == 1) {
            enteredNs = real.nowNs();
            enteredEvents = clock.events();
            stayCounts = true;
            if (mode == Mode.PACED) {
                follow(enteredNs, thread == null ? SLICE_NS : ENTRANT_NS, false);
            }
        }
    }

    /**
     * Leaves the rack, once for each {@link #enter}.
     *
     * @throws IllegalMonitorStateException when this thread is not inside
     */
    public void exit() {
        boolean wake = false;
        if (lock.depth() == 1) {
            if (stayCounts && (refused || lock.wanted() || clock.events() != enteredEvents)) {
                refused = false;
                longestStayNs = Math.max(longestStayNs, real.nowNs() - enteredNs);
            }
            long due = clock.nextDueNs();
            if (due < wakeVirtualNs) {
                wakeVirtualNs = due;
                wake = true;
            }
        }
        lock.exit();
        if (wake) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Tells whether the calling thread is inside.
     *
     * @return true between entering and exiting
     */
    public boolean inside() {
        return lock.inside();
    }

    /** Stops virtual time. */
    public void hold() {
        enter();
        mode = Mode.HELD;
        clock.breakOff();
        wakeVirtualNs = Long.MIN_VALUE;
        lagNs = 0;
        exit();
    }

    /**
     * Lets virtual time run.
     *
     * @param newSpeed virtual seconds a second, 1e-6 to 1e6; 0 for as fast as the computer can: time then jumps from event to
     *     event and stands while there is none
     * @throws IllegalArgumentException when the speed is neither 0 nor in range
     */
    public void run(double newSpeed) {
        if (newSpeed != 0 && !(newSpeed >= 1 / MOST_SPEED && newSpeed <= MOST_SPEED)) {
            throw new IllegalArgumentException("must be 0, or 1e-6 to 1e6: speed=" + newSpeed);
        }
        enter();
        speed = newSpeed;
        baseRealNs = real.nowNs();
        baseVirtualNs = clock.nowNs();
        mode = newSpeed == 0 ? Mode.FREE : Mode.PACED;
        failure = null;
        if (thread == null && threads != null) {
            Thread started = threads.newThread(this::pace);
            thread = started;
            started.start();
        }
        wakeVirtualNs = NEVER;
        Thread sleeper = thread;
        exit();
        LockSupport.unpark(sleeper);
    }

    /**
     * Runs held time forward, as fast as the computer can, on the calling thread; nobody else enters meanwhile. What an event
     * throws comes out of here, and time then stands at that event.
     *
     * @param ns virtual nanoseconds, 0 or more
     * @param giveUp asked every few thousand events; true ends it early
     * @return true when all of it has run, false when it was given up
     * @throws IllegalArgumentException when it is negative
     * @throws IllegalStateException when time is not held, when called from inside an event, or when the pacer is closed meanwhile
     */
    public boolean advance(long ns, BooleanSupplier giveUp) {
        if (ns < 0) {
            throw new IllegalArgumentException("must be >= 0: ns=" + ns);
        }
        enter();
        try {
            if (mode != Mode.HELD) {
                throw new IllegalStateException("time is running: hold it before advancing it");
            }
            stayCounts = false;
            long end = Math.addExact(clock.nowNs(), ns);
            while (!clock.runSome(end, EVENTS_A_CHUNK)) {
                if (ending) {
                    throw new IllegalStateException("the rack was closed while time was being advanced");
                }
                if (giveUp.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        } finally {
            exit();
        }
    }

    /**
     * How virtual time stands.
     *
     * @return the status now
     */
    public PaceStatus status() {
        enter();
        try {
            return new PaceStatus(
                    clock.nowNs(), mode == Mode.HELD, speed, clock.events(), lagNs, lostNs, longestStayNs);
        } finally {
            exit();
        }
    }

    /**
     * What stopped running time: an event threw something that nobody took for himself. Time is held since.
     *
     * @return what it threw, or null
     */
    public @Nullable RuntimeException failure() {
        lock.enter();
        try {
            return failure;
        } finally {
            lock.exit();
        }
    }

    // Brings paced time up to a moment of the computer's, or works on it for so long, or until somebody waits. Inside.
    private boolean follow(long realNs, long mostNs, boolean yielding) {
        if (clock.running()) {
            return true;
        }
        long target = target(realNs);
        long behind = target - clock.nowNs();
        if (behind > MOST_LAG_NS * speed && behind > 0 && clock.nextDueNs() < target) {
            long given = behind - (long) (MOST_LAG_NS * speed);
            lostNs += given;
            baseVirtualNs -= given;
            target -= given;
        }
        boolean reached = slice(target, realNs + mostNs, yielding);
        lagNs = Math.max(0, target - clock.nowNs());
        return reached;
    }

    private long target(long realNs) {
        long passed = realNs - baseRealNs;
        return baseVirtualNs + (speed == 1 ? passed : (long) (passed * speed));
    }

    private boolean slice(long virtualNs, long untilRealNs, boolean yielding) {
        try {
            while (!clock.follow(virtualNs, EVENTS_A_LOOK)) {
                if ((yielding && lock.wanted()) || real.nowNs() - untilRealNs >= 0) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException thrown) {
            failure = thrown;
            mode = Mode.HELD;
            return true;
        }
    }

    private void pace() {
        while (!closed) {
            long sleepNs = turn();
            if (sleepNs <= 0) {
                giveWay();
            } else if (sleepNs == NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, sleepNs);
            }
        }
    }

    // One slice; gives how long to sleep, NEVER for until somebody wakes the thread.
    private long turn() {
        if (!lock.tryEnter()) { // whoever is inside has brought time up to now; standing in line would allocate
            refused = true;
            if (looks++ < MOST_LOOKS) {
                return LOOK_AGAIN_NS;
            }
            lock.enter();
        }
        looks = 0;
        try {
            if (closed || mode == Mode.HELD) {
                wakeVirtualNs = Long.MIN_VALUE;
                return NEVER;
            }
            long nowNs = real.nowNs();
            enteredNs = nowNs;
            boolean done = mode == Mode.PACED ? follow(nowNs, SLICE_NS, true) : free(nowNs + SLICE_NS);
            longestStayNs = Math.max(longestStayNs, real.nowNs() - nowNs);
            if (!done) {
                return 0;
            }
            wakeVirtualNs = mode == Mode.HELD ? Long.MIN_VALUE : clock.nextDueNs();
            return mode == Mode.PACED && wakeVirtualNs != NEVER ? realUntil(wakeVirtualNs) : NEVER;
        } finally {
            lock.exit();
        }
    }

    private boolean free(long untilRealNs) {
        while (mode == Mode.FREE && clock.nextDueNs() != NEVER) {
            slice(clock.nextDueNs(), untilRealNs, true);
            if (lock.wanted() || real.nowNs() - untilRealNs >= 0) {
                return false;
            }
        }
        return true;
    }

    private long realUntil(long virtualNs) {
        double left = (virtualNs - target(real.nowNs())) / speed;
        return left >= NEVER ? NEVER : Math.max(0, (long) left);
    }

    /**
     * Stands back while others wait, for up to a millisecond: the lock is not fair, so who enters again and again must. Outside
     * the rack.
     */
    public void giveWay() {
        lock.giveWay();
    }

    /**
     * Ends an {@link #advance} that is under way, does one last thing inside, then closes.
     *
     * @param last runs inside the rack, with time standing
     * @throws IllegalStateException when the pacer is closed
     */
    public void close(Runnable last) {
        ending = true;
        enter();
        try {
            last.run();
        } finally {
            exit();
            close();
        }
    }

    /** Stops time for good and ends the pacing thread. Does nothing the second time. */
    @Override
    public void close() {
        ending = true;
        closed = true;
        Thread ending = stop();
        if (ending != null && ending != Thread.currentThread()) {
            LockSupport.unpark(ending);
            join(ending);
        }
    }

    private @Nullable Thread stop() {
        lock.enter();
        try {
            Thread ending = thread;
            thread = null;
            mode = Mode.HELD;
            return ending;
        } finally {
            lock.exit();
        }
    }

    private static void join(Thread ending) {
        try {
            ending.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
