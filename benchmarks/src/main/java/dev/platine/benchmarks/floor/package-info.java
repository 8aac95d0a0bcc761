/** The floor: a raw blocking echo of the same byte count, nothing else. */
@NullMarked
package dev.platine.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
