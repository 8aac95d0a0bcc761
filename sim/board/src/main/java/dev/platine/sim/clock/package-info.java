/** Virtual time: the clock, its ordered queue of timers, and the pacing against the computer's clock. */
@NullMarked
package dev.platine.sim.clock;

import org.jspecify.annotations.NullMarked;
