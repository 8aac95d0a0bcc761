package dev.platine.hal.local;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.time.NanoClock;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a board: opens the device, runs what callers ask for, and in between lifetimes, samples and events; comes
 * back when the device was lost.
 *
 * <p>A caller hands over and waits until his deadline, so a device that blocks costs him no more. He spins for a moment before he
 * parks, and so does the thread while calls come close together. With direct calls the caller runs his own call, under
 * the lock, and nothing can save him from a device that blocks.
 */
final class LocalService implements Runnable {
    /** How long in one call until the board counts as lost. */
    static final long STUCK_NS = 2_000_000_000L;

    private static final long SPIN_NS = Runtime.getRuntime().availableProcessors() > 1 ? 30_000 : 0;
    private static final long CLOSE_NS = 2_000_000_000L;

    private final LocalLink link;
    private final int maxPlans;
    private final boolean direct;
    private final Mailbox mailbox = new Mailbox();
    private final ReentrantLock inside = new ReentrantLock();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final NanoClock clock = NanoClock.SYSTEM;
    private @Nullable Thread thread;
    private final Reopening reopening;
    private long scanDueNs;
    private volatile long parkedUntilNs;
    private volatile boolean idle;
    private volatile boolean closed;

    @Nullable
    private volatile LocalCore core;

    @Nullable
    private volatile Throwable notOpened;

    LocalService(LocalDevice.Opener opener, LocalLink link, int maxPlans, boolean reconnect, boolean direct) {
        this.link = link;
        this.maxPlans = maxPlans;
        this.direct = direct;
        this.reopening = new Reopening(opener, link, clock, reconnect);
    }

    // ---- callers
    // -----------------------------------------------------------------------------------------------------

    /** Starts the thread and waits until the device is open. */
    BoardDescription start(String board, long deadlineNs) {
        Thread own = new Thread(this, "platine-local-" + board);
        own.setDaemon(true);
        thread = own;
        own.start();
        boolean inTime = awaitOpen(deadlineNs);
        Throwable why = notOpened;
        if (why instanceof LocalException e) {
            throw e.at(board, "open", null);
        } else if (why != null) {
            throw new BoardException(Kind.BOARD_FAILURE, 0, board, null, "open", "failed inside: " + why, why);
        }
        LocalCore now = core;
        if (!inTime || now == null) {
            closed = true;
            throw new BoardException(
                    Kind.DEADLINE,
                    board,
                    "open",
                    "the device was not open in time: see what it waits for, or allow more");
        }
        return now.description();
    }

    private boolean awaitOpen(long deadlineNs) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return opened.await(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Has a call run; returns {@link BoardPort#OK}, DEADLINE, LINK_LOST or CLOSED. Allocates nothing. */
    int run(LocalCall call, long deadlineNs) {
        if (closed) {
            return BoardPort.CLOSED;
        }
        if (link.isDown() || link.noticeStuck(clock.nowNs())) {
            return BoardPort.LINK_LOST;
        }
        return direct ? runHere(call, deadlineNs) : handOver(call, deadlineNs);
    }

    private int runHere(LocalCall call, long deadlineNs) {
        if (!inside.tryLock()) {
            try {
                if (!inside.tryLock(deadlineNs - clock.nowNs(), TimeUnit.NANOSECONDS)) {
                    return BoardPort.DEADLINE;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return BoardPort.DEADLINE;
            }
        }
        try {
            LocalCore now = core;
            if (closed || now == null) {
                return BoardPort.CLOSED;
            }
            if (link.isDown()) {
                return BoardPort.LINK_LOST;
            }
            link.began(clock.nowNs());
            call.runNoting(now);
            boolean wasStuck = link.ended();
            wakeIf(wasStuck || link.hasLost() || now.nextDueNs(parkedUntilNs) - parkedUntilNs < 0);
            return BoardPort.OK;
        } finally {
            inside.unlock();
        }
    }

    /** Waits for a call whose last caller gave up while it ran. */
    int awaitEnd(LocalCall call, long deadlineNs) {
        if (closed) {
            return BoardPort.CLOSED;
        }
        if (link.noticeStuck(clock.nowNs())) {
            return BoardPort.LINK_LOST;
        }
        call.caller = Thread.currentThread();
        if (await(call, deadlineNs)) {
            return BoardPort.OK;
        }
        return closed ? BoardPort.CLOSED : BoardPort.DEADLINE;
    }

    private int handOver(LocalCall call, long deadlineNs) {
        call.caller = Thread.currentThread();
        mailbox.add(call);
        wakeIf(idle);
        if (await(call, deadlineNs)) {
            return BoardPort.OK;
        }
        if (!mailbox.remove(call) && call.state == LocalCall.State.DONE) {
            return BoardPort.OK;
        }
        link.gaveUp(call.state == LocalCall.State.RUNNING);
        link.noticeStuck(clock.nowNs());
        return closed ? BoardPort.CLOSED : BoardPort.DEADLINE;
    }

    /** Waits until a call is done: spins, then parks. */
    private boolean await(LocalCall call, long deadlineNs) {
        long nowNs = clock.nowNs();
        long spinUntilNs = nowNs + Math.min(SPIN_NS, Math.max(0, deadlineNs - nowNs));
        while (call.state != LocalCall.State.DONE && clock.nowNs() - spinUntilNs < 0) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        while (call.state != LocalCall.State.DONE && !closed) {
            long leftNs = deadlineNs - clock.nowNs();
            if (leftNs <= 0) {
                break;
            }
            call.parked = true;
            if (call.state != LocalCall.State.DONE && !closed) {
                LockSupport.parkNanos(this, leftNs);
            }
            call.parked = false;
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return call.state == LocalCall.State.DONE;
    }

    private void wakeIf(boolean needed) {
        if (needed) {
            LockSupport.unpark(thread);
        }
    }

    /** Lets the thread look again at what is due. */
    void wake() {
        LockSupport.unpark(thread);
    }

    boolean keepsSetpoints() {
        LocalCore now = core;
        return now == null || now.device().keepsSetpoints();
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the thread and waits for it, but not for a device that blocks. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        mailbox.wakeAll();
        Thread own = thread;
        LockSupport.unpark(own);
        if (own == null || own == Thread.currentThread()) {
            return;
        }
        try {
            own.join(CLOSE_NS / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the thread
    // --------------------------------------------------------------------------------------------------

    @Override
    public void run() {
        LocalCore now = null;
        try {
            now = reopening.open(maxPlans);
            scanDueNs = clock.nowNs();
            core = now;
        } catch (RuntimeException | LinkageError e) {
            notOpened = e;
            return;
        } finally {
            opened.countDown();
        }
        LocalCore opening = now;
        while (!closed) {
            turn(opening);
        }
        end(opening);
    }

    private void turn(LocalCore now) {
        LocalCall call = mailbox.take();
        if (call != null) {
            runInside(now, call);
        }
        long nowNs = clock.nowNs();
        long dueNs = link.isDown() ? reopening.nextTryNs() : now.nextDueNs(scanDueNs);
        if (link.hasLost() || dueNs - nowNs <= 0) {
            serve(now, nowNs);
        } else if (call == null) {
            pause(dueNs, nowNs);
        }
    }

    private void runInside(LocalCore now, LocalCall call) {
        inside.lock();
        try {
            if (link.isDown()) {
                call.refused = new LocalException(Kind.LINK_LOST, link.reason());
            } else {
                link.began(clock.nowNs());
                call.runNoting(now);
                link.ended();
            }
        } finally {
            inside.unlock();
            Thread waiting = call.caller;
            call.state = LocalCall.State.DONE;
            if (call.parked) {
                LockSupport.unpark(waiting);
            }
        }
    }

    /** Spins while calls come close together, else parks until something is due or a call comes. */
    private void pause(long dueNs, long nowNs) {
        long spinUntilNs = nowNs + (mailbox.isBusy(nowNs) ? SPIN_NS : 0);
        while (mailbox.isEmpty() && !closed && clock.nowNs() - spinUntilNs < 0) {
            Thread.onSpinWait();
        }
        idle = true;
        if (mailbox.isEmpty() && !closed && !link.hasLost()) {
            long leftNs = dueNs - clock.nowNs();
            if (leftNs > 0) {
                parkedUntilNs = dueNs;
                LockSupport.parkNanos(this, leftNs);
            }
        }
        idle = false;
    }

    private void serve(LocalCore now, long nowNs) {
        inside.lock();
        try {
            if (link.isDown()) {
                if (reopening.tryAgain(now, nowNs)) {
                    scanDueNs = clock.nowNs();
                }
                return;
            }
            link.began(nowNs);
            boolean there = !link.hasLost() && expireAndScan(now, nowNs);
            link.ended();
            if (!there || link.hasLost()) {
                reopening.lose(now, nowNs);
            }
        } finally {
            inside.unlock();
        }
    }

    private boolean expireAndScan(LocalCore now, long nowNs) {
        try {
            now.expire(nowNs);
            boolean there = now.scan(nowNs);
            if (scanDueNs - nowNs <= 0) {
                scanDueNs = clock.nowNs() + now.device().scanNs();
            }
            return there;
        } catch (RuntimeException e) {
            scanDueNs = clock.nowNs() + now.device().scanNs();
            now.skipDue(scanDueNs);
            link.complain(e instanceof LocalException refused ? refused.reason() : "failed inside: " + e, now.timeNs());
            return true;
        }
    }

    private void end(LocalCore now) {
        inside.lock();
        try {
            if (reopening.isOpen() && !link.isDown()) {
                now.leave();
            }
            reopening.close(now);
        } finally {
            inside.unlock();
        }
        mailbox.wakeAll();
    }
}
