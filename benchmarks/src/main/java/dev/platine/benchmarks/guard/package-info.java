/** The latency guard: ratios to the floor and to the peers, held against limits that are checked in. */
@NullMarked
package dev.platine.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
