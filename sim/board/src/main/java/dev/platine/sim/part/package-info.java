/** The parts on a board: what can be bought, soldered in, pressed and looked at. */
@NullMarked
package dev.platine.sim.part;

import org.jspecify.annotations.NullMarked;
