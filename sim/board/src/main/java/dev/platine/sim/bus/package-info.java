/** Clocked buses over nets: SPI and two-wire, between chips and parts, as the wires are. */
@NullMarked
package dev.platine.sim.bus;

import org.jspecify.annotations.NullMarked;
