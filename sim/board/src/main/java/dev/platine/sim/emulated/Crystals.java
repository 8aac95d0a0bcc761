package dev.platine.sim.emulated;

import dev.platine.mcu.peripheral.Externals;
import dev.platine.sim.spec.Parameters;

/** The crystals that a board has fitted to its chip. Inside the rack only. */
final class Crystals {
    private final Externals externals;
    private final long hseHz;
    private final long lseHz;

    Crystals(Parameters with, Externals externals) {
        this.externals = externals;
        hseHz = Math.round(with.number("hseMhz", 8) * 1e6);
        lseHz = Math.round(with.number("lseHz", 0));
        externals.hseHz(hseHz);
        externals.lseHz(lseHz);
    }

    void check(String name) {
        if (!name.equals("hse") && !name.equals("lse")) {
            throw new IllegalArgumentException("no crystal " + name + "; there are hse and lse");
        }
        if (hz(name) == 0) {
            throw new IllegalArgumentException("the board has no crystal " + name + " fitted; its board.yaml may say "
                    + (name.equals("hse") ? "hseMhz" : "lseHz"));
        }
    }

    private long hz(String name) {
        return name.equals("hse") ? hseHz : lseHz;
    }

    void run(String name, boolean running) {
        long now = running ? hz(name) : 0;
        if (name.equals("hse")) {
            externals.hseHz(now);
        } else {
            externals.lseHz(now);
        }
    }
}
