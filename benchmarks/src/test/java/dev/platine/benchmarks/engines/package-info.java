/** The workloads of engines, and how they are measured. */
@NullMarked
package dev.platine.benchmarks.engines;

import org.jspecify.annotations.NullMarked;
