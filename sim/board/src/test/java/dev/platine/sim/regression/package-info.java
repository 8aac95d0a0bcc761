/** Mistakes that were made once, each with the test that found it. */
@NullMarked
package dev.platine.sim.regression;

import org.jspecify.annotations.NullMarked;
