/** What a board controls: differential equations, integrated in virtual time. */
@NullMarked
package dev.platine.sim.plant;

import org.jspecify.annotations.NullMarked;
