/** Bodies that run unmodified firmware on an emulated microcontroller. */
@NullMarked
package dev.platine.sim.emulated;

import org.jspecify.annotations.NullMarked;
