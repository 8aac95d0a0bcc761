package dev.platine.mcu.chip;

import dev.platine.mcu.peripheral.Peripheral;
import java.util.ArrayList;
import java.util.List;

/** The clock gates and reset lines of a chip's blocks, by RCC's registers. Used on the simulation's thread only. */
public final class Gates {
    private record Gated(Place place, Switched block) {}

    /** Something with a clock gate that is no block with registers: a memory. */
    public interface Switched {
        /**
         * Switches its clock.
         *
         * @param on whether it runs
         */
        void clock(boolean on);

        /** Resets it. */
        void reset();
    }

    private final List<Gated> blocks = new ArrayList<>();

    /** No block yet. */
    Gates() {}

    void add(Place place, Peripheral block) {
        add(place, new Switched() {
            @Override
            public void clock(boolean on) {
                block.clock(on);
            }

            @Override
            public void reset() {
                block.reset();
            }
        });
    }

    /**
     * Adds something; its clock is off then, if it has a gate.
     *
     * @param place its bit
     * @param switched what it is
     */
    public void add(Place place, Switched switched) {
        blocks.add(new Gated(place, switched));
        switched.clock(place.enable() < 0);
    }

    /**
     * Opens and closes gates.
     *
     * @param enable offset of the enable register from RCC's base
     * @param bits its value: a one lets the clock through
     */
    public void enable(int enable, int bits) {
        for (Gated gated : blocks) {
            if (gated.place.enable() == enable) {
                gated.block.clock((bits >>> gated.place.bit() & 1) != 0);
            }
        }
    }

    /**
     * Resets the blocks whose bits rise.
     *
     * @param reset offset of the reset register from RCC's base
     * @param rising the bits that became ones
     */
    public void reset(int reset, int rising) {
        for (Gated gated : blocks) {
            if (gated.place.reset() == reset && (rising >>> gated.place.bit() & 1) != 0) {
                gated.block.reset();
            }
        }
    }
}
