/** Racks: boards put together from their descriptions, in one virtual time, entered by one thread at a time. */
@NullMarked
package dev.platine.sim.rack;

import org.jspecify.annotations.NullMarked;
