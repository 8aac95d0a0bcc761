package dev.platine.hal.local;

import dev.platine.hal.LinkStatistics;
import dev.platine.hal.spi.BoardPort;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Whether the device is there, who is told, and what is counted. Any thread. */
final class LocalLink implements LocalCore.Told {
    private final String what;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong given = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicBoolean stuck = new AtomicBoolean();
    private volatile boolean down;
    private volatile boolean losing;
    private volatile long beganNs;
    private volatile boolean within;
    private final AtomicLong reconnects = new AtomicLong();
    private volatile String reason = "";
    private String complained = "";

    private volatile BoardPort.@Nullable Listener listener;

    LocalLink(String what) {
        this.what = what;
    }

    void listen(BoardPort.@Nullable Listener newListener) {
        listener = newListener;
    }

    String what() {
        return what;
    }

    boolean isDown() {
        return down;
    }

    /** Why it is down. */
    String reason() {
        return down ? reason : what + " has not returned from a call for 2 s";
    }

    boolean isUp(long nowNs) {
        return !down && !losing && !isStuck(nowNs);
    }

    /** A call into the device begins. */
    void began(long nowNs) {
        beganNs = nowNs;
        within = true;
        calls.lazySet(calls.get() + 1); // only who is inside counts
    }

    /** It has ended; true when it had been given up for lost. */
    boolean ended() {
        within = false;
        if (stuck.get() && stuck.compareAndSet(true, false)) {
            reconnects.incrementAndGet();
            BoardPort.Listener told = listener;
            if (told != null) {
                told.linkRestored(false);
            }
            return true;
        }
        return false;
    }

    private boolean isStuck(long nowNs) {
        return within && nowNs - beganNs > LocalService.STUCK_NS;
    }

    /** Whether the device has not returned for too long; tells so once. */
    boolean noticeStuck(long nowNs) {
        if (!within || !isStuck(nowNs)) {
            return false;
        }
        if (stuck.compareAndSet(false, true)) {
            BoardPort.Listener told = listener;
            if (told != null) {
                told.linkLost(reason());
            }
        }
        return true;
    }

    /** A caller gave up; the call may still be under way. */
    void gaveUp(boolean running) {
        if (running) {
            late.incrementAndGet();
        }
    }

    /** The device says that it is gone; the board's thread will see to it. */
    @Override
    public void losing() {
        losing = true;
    }

    boolean hasLost() {
        return losing && !down;
    }

    void lost(String why) {
        reason = why;
        down = true;
        losing = false;
        BoardPort.Listener told = listener;
        if (told != null) {
            told.linkLost(why);
        }
    }

    /** It is back, but as another board. */
    void changed(String why) {
        reason = why;
    }

    void restored(boolean rebooted, Runnable first) {
        reconnects.incrementAndGet();
        first.run();
        down = false;
        BoardPort.Listener told = listener;
        if (told != null) {
            told.linkRestored(rebooted);
        }
    }

    @Override
    public void madeSafe(String why, long timeNs) {
        given.incrementAndGet();
        BoardPort.Listener told = listener;
        if (told != null) {
            told.outputsMadeSafe(why, timeNs);
        }
    }

    @Override
    public void notice(String text, long timeNs) {
        given.incrementAndGet();
        BoardPort.Listener told = listener;
        if (told != null) {
            told.notice(text, timeNs);
        }
    }

    /** Tells of a failure that no caller sees, once until another one comes. */
    void complain(String why, long timeNs) {
        if (!why.equals(complained)) {
            complained = why;
            notice(why, timeNs);
        }
    }

    LinkStatistics statistics() {
        long out = calls.get();
        return new LinkStatistics(out, out + given.get(), 0, 0, 0, late.get(), reconnects.get());
    }
}
