package dev.platine.mcu.pin;

/**
 * Who hears a clock: an SPI block in slave mode, or a part (a sensor, a memory). Whoever knows the wires asks for its pins, brings it the
 * bits of the net at {@link #inPin}, and puts its answer on the net at {@link #outPin}. Called on the simulation's thread.
 */
public interface SpiTarget {
    /**
     * The pin at which it takes data.
     *
     * @return a number of its own pins; -1 for none
     */
    int inPin();

    /**
     * The pin at which it gives data now.
     *
     * @return a number of its own pins; -1 if it is not selected or gives nothing
     */
    int outPin();

    /**
     * A frame has ended. It is called of all frames of its clock, selected or not.
     *
     * @param frame with the bits that stood at {@link #inPin}
     * @return what it gave during the frame, the first bit highest; of no meaning while {@link #outPin} was -1 before
     */
    int clocked(SpiFrame frame);
}
