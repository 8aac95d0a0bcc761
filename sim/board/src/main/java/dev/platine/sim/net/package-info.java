/** Electrical nets: who drives them, what voltage comes of it, who listens; wires that can be cut. */
@NullMarked
package dev.platine.sim.net;

import org.jspecify.annotations.NullMarked;
