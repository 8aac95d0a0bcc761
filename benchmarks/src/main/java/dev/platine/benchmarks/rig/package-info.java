/** The far end that the benchmarks talk to: a rack with boards of 16 inputs and 4 outputs, and its server. */
@NullMarked
package dev.platine.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
