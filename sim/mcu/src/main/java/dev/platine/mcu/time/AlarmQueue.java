package dev.platine.mcu.time;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Alarms in the order in which they are due; those of the same time in the order in which they were made, so that runs repeat. The unit is
 * the owner's: cycles or nanoseconds. Setting allocates nothing. Used on the simulation's thread only.
 */
public final class AlarmQueue {
    private final LongConsumer sooner;
    private Alarm[] heap = new Alarm[16];
    private int size;
    private int made;

    /**
     * A queue with nothing in it.
     *
     * @param sooner is told when something is due before all that was set: the one who runs until then has to look again
     */
    public AlarmQueue(LongConsumer sooner) {
        this.sooner = sooner;
    }

    /**
     * Makes an alarm, not set.
     *
     * @param action what happens
     * @return the alarm
     */
    public Alarm alarm(Runnable action) {
        return new Alarm(this, action, made++);
    }

    /**
     * When the first is due.
     *
     * @return the time, {@link Long#MAX_VALUE} if none is set
     */
    public long next() {
        return size == 0 ? Long.MAX_VALUE : heap[0].at;
    }

    /**
     * How many alarms are set: what costs time although nobody looks is seen here.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * Lets happen what is due, also what becomes due meanwhile.
     *
     * @param now the time
     */
    public void runUntil(long now) {
        while (size > 0 && heap[0].at <= now) {
            Alarm first = heap[0];
            remove(first);
            first.action.run();
        }
    }

    void set(Alarm alarm, long time) {
        alarm.at = time;
        if (alarm.place < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            put(alarm, size++);
        }
        down(alarm, up(alarm));
        if (heap[0] == alarm) {
            sooner.accept(time);
        }
    }

    void remove(Alarm alarm) {
        int hole = alarm.place;
        if (hole < 0) {
            return;
        }
        alarm.place = -1;
        Alarm last = heap[--size];
        if (last != alarm) {
            put(last, hole);
            down(last, up(last));
        }
    }

    private void put(Alarm alarm, int place) {
        heap[place] = alarm;
        alarm.place = place;
    }

    private int up(Alarm alarm) {
        int place = alarm.place;
        while (place > 0 && before(alarm, heap[(place - 1) / 2])) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(alarm, place);
        return place;
    }

    private void down(Alarm alarm, int from) {
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (child >= size || !before(heap[child], alarm)) {
                put(alarm, place);
                return;
            }
            put(heap[child], place);
            place = child;
        }
    }

    private static boolean before(Alarm a, Alarm b) {
        return a.at < b.at || (a.at == b.at && a.order < b.order);
    }
}
