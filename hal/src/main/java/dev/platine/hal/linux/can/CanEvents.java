package dev.platine.hal.linux.can;

import dev.platine.hal.local.LocalEvent;

/** Changes and remarks that wait to be taken; the newest is lost, and counted, when there is no room. One thread at a time. */
final class CanEvents {
    private static final int CAPACITY = 1024;

    private final int[] channels = new int[CAPACITY];
    private final int[] bits = new int[CAPACITY];
    private final int[] lostBefore = new int[CAPACITY];
    private final long[] times = new long[CAPACITY];
    private final String[] texts = new String[CAPACITY];
    private final int[] lost;
    private int first;
    private int count;

    /** Room for events of channels up to a number. */
    CanEvents(int channels) {
        lost = new int[channels];
    }

    void change(int channel, int word, long timeNs) {
        if (count == CAPACITY) {
            lost[channel]++;
            return;
        }
        int at = (first + count++) % CAPACITY;
        channels[at] = channel;
        bits[at] = word;
        times[at] = timeNs;
        texts[at] = "";
        lostBefore[at] = lost[channel];
        lost[channel] = 0;
    }

    void notice(String text, long timeNs) {
        if (count < CAPACITY) {
            int at = (first + count++) % CAPACITY;
            channels[at] = -1;
            texts[at] = text;
            times[at] = timeNs;
        }
    }

    boolean take(LocalEvent into) {
        if (count == 0) {
            return false;
        }
        into.type = channels[first] < 0 ? LocalEvent.Type.NOTICE : LocalEvent.Type.CHANGE;
        into.channel = Math.max(0, channels[first]);
        into.bits = bits[first];
        into.lost = lostBefore[first];
        into.timeNs = times[first];
        into.text = texts[first];
        first = (first + 1) % CAPACITY;
        count--;
        return true;
    }
}
