package dev.platine.mcu.time;

/** Something that is due at a time, set again and again without allocating. Made by {@link AlarmQueue}; used on the simulation's thread only. */
public final class Alarm {
    final AlarmQueue queue;
    final Runnable action;
    final int order;
    long at;
    int place = -1;

    Alarm(AlarmQueue queue, Runnable action, int order) {
        this.queue = queue;
        this.action = action;
        this.order = order;
    }

    /**
     * Makes it due; an earlier setting is forgotten.
     *
     * @param time in the queue's unit; in the past means at once
     */
    public void at(long time) {
        queue.set(this, time);
    }

    /** Makes it not due. */
    public void cancel() {
        queue.remove(this);
    }

    /**
     * Whether it is due at some time.
     *
     * @return whether it is set
     */
    public boolean isSet() {
        return place >= 0;
    }

    /**
     * When it is due.
     *
     * @return the time, {@link Long#MAX_VALUE} if it is not set
     */
    public long time() {
        return place >= 0 ? at : Long.MAX_VALUE;
    }
}
