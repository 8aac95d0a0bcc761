/** What makes a board behave: modelled firmware in Java today, hosted and emulated firmware beside it later. */
@NullMarked
package dev.platine.sim.body;

import org.jspecify.annotations.NullMarked;
