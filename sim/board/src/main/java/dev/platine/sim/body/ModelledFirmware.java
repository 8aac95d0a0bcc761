package dev.platine.sim.body;

import dev.platine.sim.spec.DeviceRules;

/**
 * The firmware of a board, written in Java as real firmware is: boot, then steps.
 *
 * <p>The class is public with a public constructor without parameters; each boot makes a new object, so nothing survives a
 * reset. All of it runs inside the rack, must not block, and sees no time but the context's clock. What it throws crashes this
 * board alone: its pins are let go, its channels stay as they were, and it is dead until a reset or power cycle.
 */
public interface ModelledFirmware {
    /**
     * Starts the firmware: gets its pins, listens for set-points, asks for its steps.
     *
     * @param context everything it has
     */
    void boot(FirmwareContext context);

    /**
     * What a {@code board.yaml} must wire and describe for this firmware. Asked of an object that never boots; always the same.
     *
     * @return pins, values and channels; unless told, nothing of them is checked
     */
    default DeviceRules rules() {
        return DeviceRules.open(getClass().getName());
    }
}
