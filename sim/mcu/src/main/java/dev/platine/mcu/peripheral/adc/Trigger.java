package dev.platine.mcu.peripheral.adc;

import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens to the one signal that may start a group, while one may. */
final class Trigger {
    private final Site site;
    private final List<String> names;
    private final Runnable start;
    private final Signal.Listener listener = this::changed;
    private @Nullable Signal signal;
    private int edges;

    Trigger(Site site, List<String> names, Runnable start) {
        this.site = site;
        this.names = names;
        this.start = start;
    }

    /**
     * Takes the settings.
     *
     * @param select which signal, in the lowest four bits
     * @param edge 0 none, 1 rising, 2 falling, 3 both, in the lowest two bits
     */
    void select(int select, int edge) {
        edges = edge & 3;
        String name = names.get(select & 0xF);
        Signal now = edges == 0 || name.isEmpty() ? null : site.signal(name);
        Signal before = signal;
        if (before != now) {
            signal = now;
            if (before != null) {
                before.forget(listener);
            }
            if (now != null) {
                now.listen(listener);
            }
        }
    }

    private void changed(boolean high) {
        if ((edges & (high ? 1 : 2)) != 0) {
            start.run();
        }
    }
}
