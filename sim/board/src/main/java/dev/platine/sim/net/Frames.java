package dev.platine.sim.net;

import java.util.Arrays;
import java.util.function.Consumer;

// Who hears the frames of one net.
final class Frames {
    private record Ear(Pin pin, Consumer<Passage> listener) {}

    private Ear[] ears = {};

    void add(Pin pin, Consumer<Passage> listener) {
        ears = Arrays.copyOf(ears, ears.length + 1);
        ears[ears.length - 1] = new Ear(pin, listener);
    }

    void remove(Pin pin) {
        ears = Arrays.stream(ears).filter(ear -> ear.pin != pin).toArray(Ear[]::new);
    }

    void pass(Pin from, Passage passage) {
        if (!passage.enters(this)) {
            return;
        }
        Ear[] now = ears;
        for (Ear ear : now) {
            if (ear.pin != from) {
                ear.listener.accept(passage);
            }
        }
    }
}
