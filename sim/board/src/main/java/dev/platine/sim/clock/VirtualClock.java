package dev.platine.sim.clock;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Virtual time of a rack, and the one ordered queue of what happens in it.
 *
 * <p>Time starts at 0 and moves only in {@link #runUntil}. Events run in the order of their time, those of one instant in the
 * order in which they were armed; so the same inputs give the same sequence everywhere. Inside the rack only, except
 * {@link #nowNs()}, which any thread may read and which may then be a little old. Arming and running allocate nothing once
 * the queue has grown.
 */
public final class VirtualClock implements TimerSource {
    /** How often one timer may fire at one instant before arming it for that instant again is refused. */
    public static final int MAX_FIRINGS_PER_INSTANT = 10_000;
    /** How many events one instant may have in all. */
    public static final long MAX_EVENTS_PER_INSTANT = 10_000_000;

    /** How long one runner runs before anything else is looked at, in virtual nanoseconds. */
    public static final long RUN_NS = 50_000;
    /** How far one runner may be ahead of another that is busy too, in virtual nanoseconds. */
    public static final long AHEAD_NS = 10_000;
    /** How far those go in turn that must not be ahead of each other, in virtual nanoseconds. */
    public static final long LOCKSTEP_NS = 100;

    private static final int FIRST_CAPACITY = 64;
    private static final int EVENTS_A_RUN = 16;

    // A binary heap of slots; what is compared lies in arrays of its own, and so does where a slot stands, so that
    // sifting touches no
    // timer: with a thousand boards they lie far apart. A timer has a slot while it is queued.
    private long[] dues = new long[FIRST_CAPACITY];
    private long[] orders = new long[FIRST_CAPACITY];
    private int[] slots = new int[FIRST_CAPACITY];
    private int[] positions = new int[FIRST_CAPACITY];
    private Timer[] timers = new Timer[FIRST_CAPACITY];
    private int[] freeSlots = upTo(FIRST_CAPACITY);
    private int size;
    private long armings;
    private volatile long nowNs;
    private long localNowNs;
    private long events;
    private long eventsAtInstant;
    private boolean running;
    private boolean brokenOff;
    private Runner[] runners = {};

    /** A clock at 0 with nothing in its queue. */
    public VirtualClock() {}

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public Timer timer(String name, Runnable onDue) {
        return new Timer(this, name, onDue);
    }

    /**
     * Makes a timer without a name of its own.
     *
     * @param onDue what runs when it is due; must not block
     * @return the timer, not armed
     */
    public Timer timer(Runnable onDue) {
        return timer(onDue.getClass().getSimpleName(), onDue);
    }

    /**
     * When the next event is due, or a runner is to be run up to.
     *
     * @return virtual nanoseconds, or {@link Long#MAX_VALUE} when the queue is empty and no runner is due
     */
    public long nextDueNs() {
        long next = size == 0 ? Long.MAX_VALUE : dues[0];
        for (Runner runner : runners) {
            long due = runner.dueNs();
            next = Math.min(next, due > Long.MAX_VALUE - RUN_NS ? Long.MAX_VALUE : Math.max(due, localNowNs) + RUN_NS);
        }
        return next;
    }

    @Override
    public void add(Runner runner) {
        runners = Arrays.copyOf(runners, runners.length + 1);
        runners[runners.length - 1] = runner;
    }

    @Override
    public void remove(Runner runner) {
        for (int i = 0; i < runners.length; i++) {
            if (runners[i].equals(runner)) {
                Runner[] fewer = Arrays.copyOf(runners, runners.length - 1);
                System.arraycopy(runners, i + 1, fewer, i, fewer.length - i);
                runners = fewer;
                return;
            }
        }
    }

    /**
     * How many events have run since the clock was made.
     *
     * @return the count
     */
    public long events() {
        return events;
    }

    /**
     * How many timers wait in the queue.
     *
     * @return the count
     */
    public int armed() {
        return size;
    }

    /**
     * Runs every event that is due up to an instant, then sets the time to it. What an event throws comes out of here; time
     * then stands at that event, the queue is whole, and calling again goes on behind it.
     *
     * @param ns virtual nanoseconds; nothing happens when it has passed
     * @throws IllegalStateException when called from inside an event
     * @throws TimeStormException when an instant has more than {@link #MAX_EVENTS_PER_INSTANT} events
     */
    public void runUntil(long ns) {
        runSome(ns, Integer.MAX_VALUE);
    }

    /**
     * Runs events as {@link #runUntil} does, but not more than so many. Time is set to the end only when nothing is left
     * before it.
     *
     * @param ns virtual nanoseconds
     * @param mostEvents how many events at most, 1 or more
     * @return true when everything up to the instant has run, or it was broken off
     * @throws IllegalStateException when called from inside an event
     * @throws TimeStormException when an instant has more than {@link #MAX_EVENTS_PER_INSTANT} events
     */
    public boolean runSome(long ns, int mostEvents) {
        return run(ns, mostEvents, ns);
    }

    /**
     * Runs as {@link #runSome} does, for who follows a clock that is not virtual: the instant does not cut a runner's run, so that what happens
     * does not depend on it. Time may be {@link #RUN_NS} beyond it afterwards.
     *
     * @param ns virtual nanoseconds
     * @param mostEvents how many events at most, 1 or more
     * @return as {@link #runSome} does
     * @throws IllegalStateException when called from inside an event
     * @throws TimeStormException when an instant has more than {@link #MAX_EVENTS_PER_INSTANT} events
     */
    public boolean follow(long ns, int mostEvents) {
        return run(ns, mostEvents, Long.MAX_VALUE);
    }

    private boolean run(long ns, int mostEvents, long cutNs) {
        if (running) {
            throw new IllegalStateException("time cannot be run from inside an event: let the event end first");
        }
        running = true;
        try {
            int left = mostEvents;
            while (!brokenOff) {
                if (runners.length > 0 && runEarliest(size > 0 ? Math.min(dues[0], cutNs) : cutNs, ns)) {
                    left -= EVENTS_A_RUN;
                    if (left <= 0) {
                        return false;
                    }
                } else if (size == 0 || dues[0] > ns) {
                    moveTo(ns);
                    return true;
                } else if (left <= 0) {
                    return false;
                } else {
                    left--;
                    fireFirst();
                }
            }
            return true;
        } finally {
            running = false;
            brokenOff = false;
        }
    }

    /** Ends {@link #runUntil} or {@link #runSome} behind the event or runner under way; time stands there. */
    public void breakOff() {
        brokenOff = running;
    }

    /**
     * Tells whether an event is running just now.
     *
     * @return true inside {@link #runUntil}
     */
    public boolean running() {
        return running;
    }

    // The runner that is behind goes on, up to what comes next or a little beyond the second one; false if none is due
    // before an instant.
    private boolean runEarliest(long next, long ns) {
        Runner first = null;
        long due = next;
        long second = next;
        for (Runner runner : runners) {
            long its = runner.dueNs();
            if (its < due) {
                second = due;
                due = its;
                first = runner;
            } else if (its < second) {
                second = its;
            }
        }
        if (first == null || due >= ns) {
            return false;
        }
        long from = Math.max(due, localNowNs);
        moveTo(from);
        long ahead = Math.max(Math.min(second, Long.MAX_VALUE - AHEAD_NS), from) + AHEAD_NS;
        long until = Math.min(next, Math.min(ahead, from + RUN_NS));
        long led = Math.min(until, reach(first));
        if (led > from) {
            run(first, led);
        } else if (until > from && !runLeader(from, until)) {
            run(first, Math.min(until, from + LOCKSTEP_NS));
        }
        return until > from;
    }

    // How far a runner's leaders let it go.
    private static long reach(Runner runner) {
        long reach = Long.MAX_VALUE;
        for (Runner leader : runner.leaders()) {
            reach = Math.min(reach, leader.dueNs());
        }
        return reach;
    }

    // One who is due now too and may go on; false if all wait for each other.
    private boolean runLeader(long from, long until) {
        for (Runner runner : runners) {
            if (runner.dueNs() <= from) {
                long led = Math.min(until, reach(runner));
                if (led > from) {
                    run(runner, led);
                    return true;
                }
            }
        }
        return false;
    }

    // Who comes in between finds the time that the runners have reached, not that at which they began.
    private void run(Runner first, long until) {
        first.run(until);
        long reached = size > 0 ? Math.min(until, dues[0]) : until;
        for (Runner runner : runners) {
            reached = Math.min(reached, Math.min(runner.dueNs(), runner.stoppedNs()));
        }
        moveTo(reached);
    }

    private void fireFirst() {
        Timer timer = timers[slots[0]];
        moveTo(dues[0]);
        remove(0);
        if (timer.firedAtNs == localNowNs) {
            timer.firings++;
        } else {
            timer.firedAtNs = localNowNs;
            timer.firings = 1;
        }
        events++;
        if (++eventsAtInstant > MAX_EVENTS_PER_INSTANT) {
            eventsAtInstant = 0;
            throw new TimeStormException("time does not get on: more than " + MAX_EVENTS_PER_INSTANT + " events at "
                    + localNowNs + " ns, the last one of timer " + timer.name + "; let it wait longer than 0 ns");
        }
        timer.onDue.run();
    }

    private void moveTo(long ns) {
        if (ns > localNowNs) {
            localNowNs = ns;
            nowNs = ns;
            eventsAtInstant = 0;
        }
    }

    void arm(Timer timer, long ns) {
        long now = localNowNs;
        long due = Math.max(ns, now);
        if (due == now && timer.firedAtNs == now && timer.firings >= MAX_FIRINGS_PER_INSTANT) {
            throw new TimeStormException("timer " + timer.name + " fired " + timer.firings + " times at " + now
                    + " ns and asks for it once more; let it wait longer than 0 ns");
        }
        timer.dueNs = due;
        long order = armings++;
        if (timer.slot == Timer.NOT_QUEUED) {
            enqueue(timer, due, order);
            return;
        }
        int at = positions[timer.slot];
        if (due < dues[at]) {
            siftUp(at, timer.slot, due, order);
        } else {
            siftDown(at, timer.slot, due, order);
        }
    }

    private void enqueue(Timer timer, long due, long order) {
        if (size == timers.length) {
            grow();
        }
        int slot = freeSlots[size];
        timers[slot] = timer;
        timer.slot = slot;
        siftUp(size++, slot, due, order);
    }

    void disarm(Timer timer) {
        if (timer.slot != Timer.NOT_QUEUED) {
            remove(positions[timer.slot]);
        }
    }

    private void grow() {
        int capacity = size * 2;
        dues = Arrays.copyOf(dues, capacity);
        orders = Arrays.copyOf(orders, capacity);
        slots = Arrays.copyOf(slots, capacity);
        positions = Arrays.copyOf(positions, capacity);
        timers = Arrays.copyOf(timers, capacity);
        freeSlots = upTo(capacity); // all below are taken, and are written when they become free
    }

    private static int[] upTo(int count) {
        return IntStream.range(0, count).toArray();
    }

    @SuppressWarnings("NullAway") // a slot that is free is empty
    private void remove(int at) {
        int slot = slots[at];
        timers[slot].slot = Timer.NOT_QUEUED;
        timers[slot] = null;
        int last = --size;
        freeSlots[last] = slot;
        if (at == last) {
            return;
        }
        int moved = slots[last];
        long due = dues[last];
        long order = orders[last];
        int parent = (at - 1) >>> 1;
        if (at > 0 && before(due, order, parent)) {
            siftUp(at, moved, due, order);
        } else {
            siftDown(at, moved, due, order);
        }
    }

    private boolean before(long due, long order, int other) {
        return due < dues[other] || (due == dues[other] && order < orders[other]);
    }

    private void siftUp(int from, int slot, long due, long order) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!before(due, order, parent)) {
                break;
            }
            place(at, slots[parent], dues[parent], orders[parent]);
            at = parent;
        }
        place(at, slot, due, order);
    }

    private void siftDown(int from, int slot, long due, long order) {
        int at = from;
        int firstLeaf = size >>> 1;
        while (at < firstLeaf) {
            int child = 2 * at + 1;
            int right = child + 1;
            if (right < size && before(dues[right], orders[right], child)) {
                child = right;
            }
            if (before(due, order, child)) {
                break;
            }
            place(at, slots[child], dues[child], orders[child]);
            at = child;
        }
        place(at, slot, due, order);
    }

    private void place(int at, int slot, long due, long order) {
        slots[at] = slot;
        dues[at] = due;
        orders[at] = order;
        positions[slot] = at;
    }
}
