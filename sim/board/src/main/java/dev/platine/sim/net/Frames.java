package dev.platine.sim.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

// The frames of one net. The same frame does not come twice: rings of couplings end here.
final class Frames {
    private record Ear(Pin pin, FrameListener listener) {}

    private Ear[] ears = {};
    private @Nullable Object last;

    void add(Pin pin, FrameListener listener) {
        ears = Arrays.copyOf(ears, ears.length + 1);
        ears[ears.length - 1] = new Ear(pin, listener);
    }

    void remove(Pin pin) {
        ears = Arrays.stream(ears).filter(ear -> ear.pin != pin).toArray(Ear[]::new);
    }

    void pass(Pin from, Object frame) {
        if (frame == last) {
            return;
        }
        last = frame;
        Ear[] now = ears;
        for (Ear ear : now) {
            if (ear.pin != from) {
                ear.listener.heard(frame);
            }
        }
    }
}
