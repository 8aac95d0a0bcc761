/** What does a virtual millisecond cost, with 1 to 1,000 boards? */
@NullMarked
package dev.platine.benchmarks.rack;

import org.jspecify.annotations.NullMarked;
