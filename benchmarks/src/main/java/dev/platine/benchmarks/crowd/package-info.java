/** How many boards one server process carries: a thousand chargers, each exchanging at 10 Hz. */
@NullMarked
package dev.platine.benchmarks.crowd;

import org.jspecify.annotations.NullMarked;
