package dev.platine.hal.linux.can;

import dev.platine.hal.linux.value.Value;
import java.util.List;

/**
 * What the file says about a CAN bus.
 *
 * @param name interface
 * @param fd whether CAN FD frames are used
 * @param inputs signals that are received
 * @param outputs frames that are sent
 */
record CanSettings(String name, boolean fd, List<Signal> inputs, List<Output> outputs) {
    /**
     * A channel.
     *
     * @param value what it is to the board
     * @param id of the frame, with CAN_EFF_FLAG
     * @param field where in the frame
     */
    record Signal(Value value, int id, BitField field) {}

    /**
     * A frame that is sent.
     *
     * @param id with CAN_EFF_FLAG
     * @param length bytes of data
     * @param onChange whether it is sent when a signal of it changes
     * @param periodNs how often it is sent whatever changes; 0: never
     * @param signals what is in it
     */
    record Output(int id, int length, boolean onChange, long periodNs, List<Signal> signals) {}
}
