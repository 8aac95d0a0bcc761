package dev.platine.sim.net;

import java.util.Arrays;

// One frame on its way over the nets that are joined now; it comes to each once.
final class Passage {
    private static final int USUAL_NETS = 4;

    final Object frame;
    final double mostOhms;
    private Frames[] seen = new Frames[USUAL_NETS];
    private int count;

    Passage(Object frame, double mostOhms) {
        this.frame = frame;
        this.mostOhms = mostOhms;
    }

    boolean enters(Frames net) {
        for (int i = 0; i < count; i++) {
            if (seen[i] == net) {
                return false;
            }
        }
        if (count == seen.length) {
            seen = Arrays.copyOf(seen, count * 2);
        }
        seen[count++] = net;
        return true;
    }
}
