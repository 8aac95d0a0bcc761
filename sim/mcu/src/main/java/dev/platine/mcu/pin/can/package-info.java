/** CAN buses: frames as they travel, wires that connect the nodes of several boards in one virtual time, and an instrument for benches. */
@NullMarked
package dev.platine.mcu.pin.can;

import org.jspecify.annotations.NullMarked;
