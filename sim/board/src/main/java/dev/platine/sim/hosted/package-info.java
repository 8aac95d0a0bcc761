/** Hosted firmware: a board's firmware compiled for this computer, in this process or in one of its own. */
@NullMarked
package dev.platine.sim.hosted;

import org.jspecify.annotations.NullMarked;
