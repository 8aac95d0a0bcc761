/** One way to do an exchange with a far end: ours, the floor below it, or a peer beside it. */
@NullMarked
package dev.platine.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
