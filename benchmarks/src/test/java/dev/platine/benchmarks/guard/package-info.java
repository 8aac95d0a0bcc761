@NullMarked
package dev.platine.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
