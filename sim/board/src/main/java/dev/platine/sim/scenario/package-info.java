/** What shall happen to boards in virtual time, written down: steps, and what is expected of the board. */
@NullMarked
package dev.platine.sim.scenario;

import org.jspecify.annotations.NullMarked;
