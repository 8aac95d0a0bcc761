/** What makes a board behave: modelled firmware in Java here, hosted firmware beside it, emulated firmware later. */
@NullMarked
package dev.platine.sim.body;

import org.jspecify.annotations.NullMarked;
